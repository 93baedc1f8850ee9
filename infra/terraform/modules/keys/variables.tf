variable "prefix" {
  description = "What every name begins with, such as `comanda-prod`: lower case letters, digits and `-`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.prefix))
    error_message = "The prefix has 3 to 32 lower case letters, digits and `-`, and begins with a letter."
  }
}

variable "deletion_window_days" {
  description = "How long a key that was scheduled for deletion can still be saved, in days (7 to 30)."
  type        = number
  default     = 30
}
