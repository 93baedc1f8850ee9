variable "prefix" {
  description = "What every name begins with, and the value of the tag `instance` whose cost is counted."
  type        = string
}

variable "monthly_usd" {
  description = "What a month may cost, in US dollars."
  type        = number
}

variable "emails" {
  description = "Who is told when 50 % and 100 % are spent, and when the month is forecast to cost more."
  type        = list(string)
  default     = []
}

variable "topic_arns" {
  description = "Topics that are told too (at most one)."
  type        = list(string)
  default     = []
}
