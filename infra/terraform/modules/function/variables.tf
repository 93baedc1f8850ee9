variable "name" {
  description = "The name of the function, at most 64 characters."
  type        = string
}

variable "description" {
  description = "What the function does, in a sentence."
  type        = string
}

variable "zip" {
  description = "The path of the zip that holds `bootstrap`, as `cargo xtask lambda` builds it."
  type        = string
}

variable "architecture" {
  description = "`x86_64` or `arm64`: what the zip was built for."
  type        = string
  default     = "x86_64"
}

variable "memory_mb" {
  description = "Memory in MB; the share of a processor grows with it."
  type        = number
  default     = 256
}

variable "timeout_s" {
  description = "How long one invocation may take, in seconds."
  type        = number
  default     = 30
}

variable "environment" {
  description = "Environment variables. No secrets: whoever may read the function's configuration sees them."
  type        = map(string)
  default     = {}
}

variable "statements" {
  description = "What the function may do beyond writing its own log and traces. Each says what for in its `sid`."
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
    condition = optional(map(map(list(string))), {})
  }))
  default = []
}

variable "kms_key_arn" {
  description = "The key that encrypts the environment and the log (module keys, `data`)."
  type        = string
}

variable "log_retention_days" {
  description = "How long log lines are kept, in days."
  type        = number
  default     = 365
}

variable "reserved_concurrency" {
  description = "Most invocations at a time, taken from the account's limit; -1 for no limit of its own."
  type        = number
  default     = -1
}

variable "provisioned_concurrency" {
  description = "Environments that are kept warm, and paid, around the clock; 0 for none."
  type        = number
  default     = 0
}

variable "queue" {
  description = "The FIFO queue the function consumes, if any: its ARN, the key that decrypts it, messages a batch (at most 10), and how many batches at a time at most (2 to 1000)."
  type = object({
    arn         = string
    kms_key_arn = string
    batch_size  = optional(number, 10)
    concurrency = optional(number, 50)
  })
  default = null
}

variable "stream" {
  description = "The stream of a DynamoDB table whose insertions wake the function, if any: its ARN, records a batch, how often a batch is tried, how old a record may get in seconds, and the queue that notes what was given up."
  type = object({
    arn          = string
    batch_size   = optional(number, 100)
    attempts_max = optional(number, 10)
    age_max_s    = optional(number, 3600)
    failure_arn  = string
    failure_key  = string
    parallelism  = optional(number, 1)
  })
  default = null
}

variable "failure_queue" {
  description = "For a function that is invoked asynchronously: the queue that gets an event after its last attempt, and the key of that queue."
  type = object({
    arn         = string
    kms_key_arn = string
  })
  default = null
}

variable "alarm_topic_arns" {
  description = "Where alarms are told."
  type        = list(string)
  default     = []
}

variable "errors_max" {
  description = "How many errors within five minutes are no alarm yet."
  type        = number
  default     = 0
}

variable "permissions_boundary_arn" {
  description = "The boundary of the role, where deployments may only make roles that carry it (module deployer); null for none."
  type        = string
  default     = null
}
