variable "prefix" {
  description = "What every name begins with."
  type        = string
}

variable "emails" {
  description = "Who is told of alarms by e-mail; each address must confirm once."
  type        = list(string)
  default     = []
}

variable "kms_key_arn" {
  description = "The key that encrypts the topic of alarms (module keys, `messages`)."
  type        = string
}

variable "queues" {
  description = "Output `queues` of module application."
  type = map(object({
    name = string
    dead = object({ name = string })
  }))
}

variable "failures_queue" {
  description = "The name of the queue that notes what was given up."
  type        = string
}

variable "functions" {
  description = "By role: the `name`, `log_group` and `alarm_names` of each function (output `functions` of module application)."
  type = map(object({
    name        = string
    log_group   = string
    alarm_names = list(string)
  }))
}

variable "workflow" {
  description = "The `arn` of the state machine and its `log_group`."
  type        = object({ arn = string, log_group = string })
}

variable "tables" {
  description = "The names of the tables where many meet, at most five: whether they are throttled, and what they take."
  type        = list(string)

  validation {
    condition     = length(var.tables) <= 5
    error_message = "One alarm reads at most ten metrics, two for each table."
  }
}

variable "api" {
  description = "The `name`, `stage` and `log_group` of the API."
  type        = object({ name = string, stage = string, log_group = string })
}

variable "metrics_namespace" {
  description = "The namespace of the program's own metrics."
  type        = string
  default     = "Comanda"
}

variable "limits" {
  description = "When to raise an alarm: age of the oldest message and of the outbox in seconds, p99 of the API in milliseconds, share of 5xx and 4xx answers in percent."
  type = object({
    queue_age_s  = optional(number, 120)
    outbox_age_s = optional(number, 60)
    p99_ms       = optional(number, 3000)
    share_5xx    = optional(number, 1)
    share_4xx    = optional(number, 40)
  })
  default = {}
}

variable "cannot" {
  description = "What the peer cannot do, of: composite-alarm, log-queries, x-ray. Empty on AWS."
  type        = set(string)
  default     = []
}
