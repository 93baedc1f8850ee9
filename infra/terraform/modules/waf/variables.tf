variable "name" {
  description = "The name of the web ACL."
  type        = string
}

variable "scope" {
  description = "`REGIONAL` for the stage of an API or a load balancer, `CLOUDFRONT` for a distribution (then with a provider in us-east-1)."
  type        = string
  default     = "REGIONAL"
}

variable "resource_arns" {
  description = "By a name of your choice: the ARNs the ACL stands before. A distribution is not listed here; it names the ACL."
  type        = map(string)
  default     = {}
}

variable "requests_max" {
  description = "Most requests of one address within five minutes."
  type        = number
  default     = 1000
}

variable "counts_by" {
  description = "`IP`: the address that connects. `FORWARDED_IP`: the first address of X-Forwarded-For, where CloudFront stands in between."
  type        = string
  default     = "IP"
}

variable "allowed" {
  description = "Addresses (CIDR) that pass every rule: the café's own network."
  type        = list(string)
  default     = []
}

variable "denied" {
  description = "Addresses (CIDR) that are turned away."
  type        = list(string)
  default     = []
}

variable "log" {
  description = "Whether blocked requests are logged. Off only on a stand-in that cannot."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "How long log lines are kept, in days."
  type        = number
  default     = 365
}

variable "kms_key_arn" {
  description = "The key that encrypts the log, in the region of the ACL; null for the key of CloudWatch."
  type        = string
  default     = null
}
