variable "prefix" {
  description = "What every name begins with: the `PREFIX` of `queue.url = \"sqs:PREFIX\"`."
  type        = string
}

variable "queues" {
  description = "The field `queues` of contracts/wiring.json: one queue for each service that consumes."
  type        = list(string)
}

variable "topics" {
  description = "The field `topics` of contracts/wiring.json: which queues hear which events."
  type = list(object({
    topic  = string
    queues = list(string)
  }))
}

variable "kms_key_arn" {
  description = "The key that encrypts queues and topics. Its policy lets SNS use it (module keys, `messages`)."
  type        = string
}

variable "visibility_timeout_s" {
  description = "How long a received message stays hidden, in seconds. At least six times the time limit of the function that consumes."
  type        = number
  default     = 180
}

variable "receives_max" {
  description = "How often a message is tried before it becomes a dead letter. Throttled polls of the function count, so not below 5."
  type        = number
  default     = 20
}

variable "notices_to" {
  description = "Addresses that get every notice by e-mail, each with the audience it wants: `customer`, `staff`, `admin` (none: all). Each must confirm once."
  type        = map(list(string))
  default     = {}
}

variable "notices_read_back" {
  description = "Whether a queue `PREFIX-notices-read-back` gets every notice too, so that a test can read what people were told."
  type        = bool
  default     = false
}

variable "refuse_plaintext" {
  description = "Whether calls without TLS are refused. Off only on a stand-in that has none."
  type        = bool
  default     = true
}
