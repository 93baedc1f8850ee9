variable "name" {
  description = "The name of the distribution and of its headers policy."
  type        = string
}

variable "bucket" {
  description = "The name of the bucket, unique in the world."
  type        = string
}

variable "files" {
  description = "The path of the folder with the pages, infra/site."
  type        = string
}

variable "config" {
  description = "What the pages must know of this instance; they read it from /config.json."
  type        = map(string)
}

variable "apps" {
  description = "The folder `web` of a checkout, in which `cargo xtask web` has built the apps; they stand here instead of the pages. Null for the pages."
  type        = string
  default     = null

  validation {
    condition     = var.apps == null || alltrue([for app in ["order", "counter", "office"] : fileexists("${coalesce(var.apps, ".")}/apps/${app}/dist/index.html")])
    error_message = "There an app is not built: run `cargo xtask web` first."
  }
}

variable "sign_in" {
  description = "Who signs people in to the apps, as which client, and what they ask for."
  type        = object({ issuer = string, client_id = string, scope = optional(string, "openid profile email") })
  default     = { issuer = "", client_id = "" }
}

variable "brand" {
  description = "How the café shows itself in the apps: its `name`, the https address of its `logo`, and as `accent` the colour of buttons and links (#rrggbb)."
  type        = object({ name = string, logo = optional(string), accent = optional(string) })
  default     = { name = "Comanda" }
}

variable "api" {
  description = "The API that answers under the same address: its `domain` and `path` (output `origin` of module api)."
  type        = object({ domain = string, path = string })
}

variable "api_paths" {
  description = "Paths that go to the API instead of the pages."
  type        = list(string)
  default     = ["/v1/*", "/docs", "/docs/*", "/problems", "/problems/*", "/openapi.json", "/health/*"]
}

variable "connects_to" {
  description = "Other origins the pages and apps may talk to: the issuer, and the hosted sign-in."
  type        = list(string)
  default     = []
}

variable "domain" {
  description = "The site's own domain: its `name` and the `zone_id` of Route 53. Null for an address of CloudFront."
  type        = object({ name = string, zone_id = string })
  default     = null
}

variable "web_acl_arn" {
  description = "The web ACL with scope CLOUDFRONT (module waf), or null."
  type        = string
  default     = null
}

variable "price_class" {
  description = "Where CloudFront answers from: PriceClass_100 (North America, Europe), _200, _All."
  type        = string
  default     = "PriceClass_100"
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
