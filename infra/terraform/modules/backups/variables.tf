variable "bucket" {
  description = "The name of the bucket, unique in the world."
  type        = string
}

variable "kms_key_arn" {
  description = "The key that encrypts what is in it (module keys, `data`)."
  type        = string
}

variable "days" {
  description = "When a backup moves to Glacier, when to Deep Archive (at least 90 days later), and when it is deleted: days after it was made."
  type        = object({ glacier = number, deep_archive = number, delete = number })
  default     = { glacier = 7, deep_archive = 97, delete = 730 }
}

variable "force_destroy" {
  description = "Whether the bucket is deleted with what is in it."
  type        = bool
  default     = false
}

variable "refuse_plaintext" {
  description = "Whether calls without TLS are refused. Off only on a stand-in that has none."
  type        = bool
  default     = true
}
