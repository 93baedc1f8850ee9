variable "region" {
  description = "The region everything is in, such as eu-central-1."
  type        = string
}

variable "prefix" {
  description = "What every name begins with, such as `comanda-bar`: 3 to 32 lower case letters, digits and `-`."
  type        = string
}

variable "zips" {
  description = "The folder with the functions' zips, as `cargo xtask lambda` builds them."
  type        = string
  default     = "../../../../target/lambda/x86-64"
}

variable "architecture" {
  description = "`x86_64` or `arm64`: what the zips were built for."
  type        = string
  default     = "x86_64"
}

variable "brand" {
  description = "How the bar shows itself in the apps: its `name`, the https address of its `logo`, and as `accent` the colour of buttons and links (#rrggbb)."
  type        = object({ name = string, logo = optional(string), accent = optional(string) })
  default     = { name = "Comanda" }
}

variable "buckets" {
  description = "What the names of the buckets begin with; they are unique in the world, and begin with the prefix."
  type        = string
}

variable "locations" {
  description = "The ids of the bars (`loc_…`), for the groups of their managers and baristas."
  type        = list(string)
  default     = []
}

variable "sign_in" {
  description = "The hosted sign-in: the first label of its address (unique in the region), whether everybody needs a second factor (`OPTIONAL`, `ON`), and the verified identity of SES its codes are mailed from. Cognito's own sender mails 50 a day: too few for an event."
  type = object({
    domain_prefix = string
    mfa           = optional(string, "OPTIONAL")
    mail          = optional(object({ source_arn = string, from = string }))
  })
}

variable "extra_callback_urls" {
  description = "Where else the sign-in page may send people back to, such as http://localhost:8080/ for development."
  type        = list(string)
  default     = []
}

variable "tell" {
  description = "Addresses that get by e-mail what `customers`, `baristas` and `administrators` are told; the latter get alarms, findings and the budget, too. Each must confirm once."
  type = object({
    customers      = optional(list(string), [])
    baristas       = optional(list(string), [])
    administrators = list(string)
  })
}

variable "guardduty" {
  description = "Whether to start GuardDuty. An account and region has one detector, so say false where it runs already."
  type        = bool
  default     = true
}

variable "budget_usd" {
  description = "What a month may cost, in US dollars."
  type        = number
  default     = 50
}

variable "throttle" {
  description = "Requests a second for the whole API, and how many may come at once."
  type        = object({ rate = number, burst = number })
  default     = { rate = 200, burst = 400 }
}

variable "firewall" {
  description = "Most requests of one guest within five minutes, and addresses (CIDR) that always or never pass. Guests of one wireless network share an address: allow it, or raise the limit."
  type = object({
    requests_max = optional(number, 1000)
    allowed      = optional(list(string), [])
    denied       = optional(list(string), [])
  })
  default = {}
}

variable "tuning" {
  description = "By function: memory, reserved and provisioned concurrency (module application)."
  type = map(object({
    memory_mb               = optional(number)
    reserved_concurrency    = optional(number, -1)
    provisioned_concurrency = optional(number, 0)
  }))
  default = {}
}

variable "permissions_boundary_arn" {
  description = "The boundary that every role must carry: output `deployers` of the bootstrap. Null when a person deploys."
  type        = string
  default     = null
}

variable "keep" {
  description = "Whether tables, accounts and buckets refuse to be deleted. Set it to false and apply before a destroy."
  type        = bool
  default     = true
}

variable "stand_in" {
  description = "The address of a stand-in for AWS, such as http://127.0.0.1:4566; null for AWS itself."
  type        = string
  default     = null
}

variable "stand_in_cannot" {
  description = "What the stand-in cannot do, each with what was seen. It is left out, and named in the output `left_out`."
  type        = map(string)
  default     = {}

  validation {
    condition     = var.stand_in != null || length(var.stand_in_cannot) == 0
    error_message = "AWS can do everything: stand_in_cannot is for a stand-in."
  }

  validation {
    condition     = length(setsubtract(keys(var.stand_in_cannot), ["amplify", "api-cache", "composite-alarm", "guardduty", "log-queries", "tls", "waf-log", "x-ray"])) == 0
    error_message = "Only these can be left out: amplify, api-cache, composite-alarm, guardduty, log-queries, tls, waf-log, x-ray."
  }
}
