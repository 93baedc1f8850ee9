variable "prefix" {
  description = "What every name begins with."
  type        = string
}

variable "function_alias_arn" {
  description = "The alias of the function `scheduled`."
  type        = string
}

variable "jobs" {
  description = "By job (`reconcile`, `export-backup`): when it runs, `rate(…)` or `cron(…)`, in UTC."
  type        = map(string)
  default = {
    reconcile     = "rate(1 minute)"
    export-backup = "cron(0 3 * * ? *)"
  }
}

variable "failures_queue_arn" {
  description = "The queue that notes a call that could not be made."
  type        = string
}

variable "kms_key_arn" {
  description = "The key of that queue (module keys, `messages`)."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "The boundary of the role, where deployments may only make roles that carry it (module deployer); null for none."
  type        = string
  default     = null
}
