variable "prefix" {
  description = "What every name begins with, such as `comanda-prod`: lower case letters, digits and `-`."
  type        = string
}

variable "contracts" {
  description = "The path of the folder contracts/, which the program generates."
  type        = string
}

variable "definition_file" {
  description = "The path of order-fulfilment.asl.json."
  type        = string
}

variable "zips" {
  description = "The path of the folder with api.zip, worker.zip, relay.zip, tasks.zip and scheduled.zip."
  type        = string
}

variable "architecture" {
  description = "`x86_64` or `arm64`: what the zips were built for."
  type        = string
  default     = "x86_64"
}

variable "keys" {
  description = "The ARNs of the keys for what is kept (`data`) and for what is on its way (`messages`): module keys."
  type        = object({ data = string, messages = string })
}

variable "identity" {
  description = "Whose tokens are believed: the `issuer`, the ids of its `clients`, and the `jwks_url` if the issuer's discovery document must not be asked. `mfa`: the issuer asks everybody for a second factor; without it nobody can do what needs one (refunds, changes of a location, workflows), because tokens of Cognito do not say so."
  type = object({
    issuer   = string
    clients  = list(string)
    jwks_url = optional(string, "")
    mfa      = optional(bool, false)
  })
}

variable "mail" {
  description = "How people are told: `url` is `ses:` or null for the topic of notices; `from` is the sender with `ses:`; `staff_email` is told of new orders."
  type = object({
    url         = optional(string)
    from        = optional(string, "")
    staff_email = optional(string, "")
  })
  default = {}
}

variable "notices_to" {
  description = "Addresses that get notices by e-mail, each with the audiences it wants (module messages)."
  type        = map(list(string))
  default     = {}
}

variable "notices_read_back" {
  description = "Whether a queue gets every notice too, for tests."
  type        = bool
  default     = false
}

variable "backups" {
  description = "The bucket for exports of the tables: its `name` and `arn` (module backups), or null for no exports."
  type        = object({ name = string, arn = string })
  default     = null
}

variable "deletion_protection" {
  description = "Whether tables refuse to be deleted. Off only where records are of no value."
  type        = bool
  default     = true
}

variable "tuning" {
  description = "By function (api, worker-orders, worker-products, worker-notify, relay, tasks, scheduled): memory, reserved and provisioned concurrency."
  type = map(object({
    memory_mb               = optional(number)
    reserved_concurrency    = optional(number, -1)
    provisioned_concurrency = optional(number, 0)
  }))
  default = {}
}

variable "environment" {
  description = "More environment variables for every function, such as `COMANDA_LOG__LEVEL`."
  type        = map(string)
  default     = {}
}

variable "log_retention_days" {
  description = "How long log lines are kept, in days."
  type        = number
  default     = 365
}

variable "alarm_topic_arns" {
  description = "Where alarms are told."
  type        = list(string)
  default     = []
}

variable "permissions_boundary_arn" {
  description = "The boundary of the role, where deployments may only make roles that carry it (module deployer); null for none."
  type        = string
  default     = null
}

variable "refuse_plaintext" {
  description = "Whether calls without TLS are refused. Off only on a stand-in that has none."
  type        = bool
  default     = true
}
