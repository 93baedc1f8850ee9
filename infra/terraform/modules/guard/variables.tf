variable "prefix" {
  description = "What every name begins with."
  type        = string
}

variable "emails" {
  description = "Who is told of findings by e-mail; each address must confirm once."
  type        = list(string)
  default     = []
}

variable "severity_min" {
  description = "The least severity that is told: 1 low, 4 medium, 7 high, 9 critical."
  type        = number
  default     = 4
}

variable "detector" {
  description = "Whether to start GuardDuty. An account and region has one detector, so say false where it runs already."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "The key that encrypts findings on their way. Its policy lets EventBridge use it (module keys, `messages`)."
  type        = string
}
