variable "region" {
  description = "The region of the state, and of the instances whose state it is."
  type        = string
}

variable "bucket" {
  description = "The name of the bucket for the state, unique in the world, such as `ACCOUNT-comanda-state`."
  type        = string
}

variable "repository" {
  description = "The repository on GitHub whose workflows deploy, `OWNER/NAME`; null if nobody deploys from there."
  type        = string
  default     = null
}

variable "instances" {
  description = "By prefix of an instance: the environment of that repository that must approve its deployments."
  type        = map(string)
  default     = {}
}

variable "github_provider_arn" {
  description = "The account's identity provider for GitHub Actions, if it has one already: there can be only one. Null to make it."
  type        = string
  default     = null
}

variable "api_gateway_logs" {
  description = "Whether to give API Gateway its role for logs. It is one for the account and region; false if it has one already."
  type        = bool
  default     = true
}

variable "lock_table" {
  description = "Whether to make a table for locks, too, for versions of Terraform before 1.10. Newer ones lock with a file in the bucket."
  type        = bool
  default     = false
}

variable "stand_in" {
  description = "The address of a stand-in for AWS, such as http://127.0.0.1:4566; null for AWS itself."
  type        = string
  default     = null
}
