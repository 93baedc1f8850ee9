variable "prefix" {
  description = "What every table's name begins with: the `PREFIX` of `store.url = \"dynamodb:PREFIX\"`."
  type        = string
}

variable "collections" {
  description = "The field `collections` of contracts/collections.json. Only those with `on_aws` get a table."
  type = list(object({
    name    = string
    indexes = list(string)
    on_aws  = optional(bool, true)
    expires = optional(bool, false)
  }))
}

variable "kms_key_arn" {
  description = "The key that encrypts the tables."
  type        = string
}

variable "deletion_protection" {
  description = "Whether a table refuses to be deleted. Off only where records are of no value."
  type        = bool
  default     = true
}

variable "point_in_time_recovery" {
  description = "Whether each table can be put back to any second of the last 35 days. The backup export needs it."
  type        = bool
  default     = true
}
