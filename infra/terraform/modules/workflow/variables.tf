variable "name" {
  description = "The name of the state machine, such as `comanda-prod-order-fulfilment`."
  type        = string
}

variable "definition_file" {
  description = "The path of the definition in the Amazon States Language, with placeholders such as `$${orders_confirm}`."
  type        = string
}

variable "functions" {
  description = "By placeholder: the ARN of the function that performs the task."
  type        = map(string)
}

variable "queues" {
  description = "By placeholder: the `url` and `arn` of the queue that takes the message."
  type        = map(object({ url = string, arn = string }))
}

variable "queues_kms_key_arn" {
  description = "The key that encrypts those queues."
  type        = string
}

variable "kms_key_arn" {
  description = "The key that encrypts the log (module keys, `data`)."
  type        = string
}

variable "log_retention_days" {
  description = "How long log lines are kept, in days."
  type        = number
  default     = 365
}

variable "permissions_boundary_arn" {
  description = "The boundary of the role, where deployments may only make roles that carry it (module deployer); null for none."
  type        = string
  default     = null
}
