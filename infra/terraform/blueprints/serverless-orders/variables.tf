variable "region" {
  description = "The region everything is in, such as eu-central-1."
  type        = string
}

variable "prefix" {
  description = "What every name begins with, such as `comanda-prod`: 3 to 32 lower case letters, digits and `-`."
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

variable "apps" {
  description = "The folder `web` of a checkout, in which `cargo xtask web` has built the apps: `../../../../web`. Null for the small pages of infra/site, which only show the menu."
  type        = string
  default     = null
}

variable "brand" {
  description = "How the café shows itself in the apps: its `name`, the https address of its `logo`, and as `accent` the colour of buttons and links (#rrggbb)."
  type        = object({ name = string, logo = optional(string), accent = optional(string) })
  default     = { name = "Comanda" }
}

variable "buckets" {
  description = "What the names of the buckets begin with; they are unique in the world, and begin with the prefix."
  type        = string
}

variable "domain" {
  description = "The site's own domain: its `name` and the `zone_id` of Route 53. Null for an address of CloudFront."
  type        = object({ name = string, zone_id = string })
  default     = null
}

variable "locations" {
  description = "The ids of the locations (`loc_…`), for the groups of their managers and baristas."
  type        = list(string)
  default     = []
}

variable "sign_in" {
  description = "The hosted sign-in: the first label of its address (unique in the region), whether everybody needs a second factor (`OPTIONAL`, `ON`), Cognito's risk checks (`OFF`, `AUDIT`, `ENFORCED`; the latter two are paid for each user), and the verified identity of SES its codes are mailed from."
  type = object({
    domain_prefix     = string
    mfa               = optional(string, "OPTIONAL")
    threat_protection = optional(string, "OFF")
    mail              = optional(object({ source_arn = string, from = string }))
  })
}

variable "extra_callback_urls" {
  description = "Where else the sign-in page may send people back to, such as http://localhost:8080/ for development."
  type        = list(string)
  default     = []
}

variable "mail" {
  description = "How people are told: null `url` for the topic of notices, `ses:` for mail to each customer, then with the address it is sent `from`."
  type = object({
    url         = optional(string)
    from        = optional(string, "")
    staff_email = optional(string, "")
  })
  default = {}
}

variable "notices_to" {
  description = "Addresses that get notices by e-mail, each with the audiences it wants: `customer`, `staff`, `admin` (none: all)."
  type        = map(list(string))
  default     = {}
}

variable "alarms_to" {
  description = "Addresses that are told of alarms and of the budget."
  type        = list(string)
}

variable "budget_usd" {
  description = "What a month may cost, in US dollars."
  type        = number
  default     = 50
}

variable "cache" {
  description = "The cache for the public menu: `size_gb` (0.5 costs about 15 USD a month) and `ttl_s`. Null for none."
  type        = object({ size_gb = string, ttl_s = number })
  default     = null
}

variable "throttle" {
  description = "Requests a second for the whole API, and how many may come at once."
  type        = object({ rate = number, burst = number })
  default     = { rate = 200, burst = 400 }
}

variable "firewall" {
  description = "Most requests of one address within five minutes, and addresses (CIDR) that always or never pass."
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
    condition     = length(setsubtract(keys(var.stand_in_cannot), ["api-cache", "composite-alarm", "log-queries", "tls", "waf-log", "x-ray"])) == 0
    error_message = "Only these can be left out: api-cache, composite-alarm, log-queries, tls, waf-log, x-ray."
  }
}
