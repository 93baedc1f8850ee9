variable "name" {
  description = "The name of the API, such as `comanda-prod`."
  type        = string
}

variable "openapi" {
  description = "The path of contracts/openapi.json. What has no `security` there is public; everything else needs a token."
  type        = string
}

variable "public_pages" {
  description = "Paths that are read by people, without a token and not in the OpenAPI document."
  type        = list(string)
  default     = ["/", "/docs", "/docs/style.css", "/docs/icon.svg", "/openapi.json", "/problems", "/problems/{code}"]
}

variable "function" {
  description = "The function that answers: output `api` of module application."
  type = object({
    name       = string
    alias      = string
    invoke_arn = string
  })
}

variable "user_pool_arn" {
  description = "The user pool whose tokens are taken."
  type        = string
}

variable "scopes" {
  description = "Scopes of which an access token must have one. With any scope listed, id tokens are refused."
  type        = list(string)
  default     = ["openid"]
}

variable "stage" {
  description = "The name of the stage, the first segment of the API's own address."
  type        = string
  default     = "live"
}

variable "throttle" {
  description = "Requests a second for the whole stage, and how many may come at once."
  type        = object({ rate = number, burst = number })
  default     = { rate = 200, burst = 400 }
}

variable "cache" {
  description = "How the public menu is cached at the stage: `size_gb` (0.5, 1.6, 6.1, …; paid by the hour) and `ttl_s`. Null for no cache."
  type        = object({ size_gb = string, ttl_s = number })
  default     = null
}

variable "cached_paths" {
  description = "Public GET paths of the OpenAPI document that the cache answers."
  type        = list(string)
  default     = ["/v1/locations", "/v1/locations/{location}", "/v1/locations/{location}/menu"]
}

variable "domain" {
  description = "The API's own domain: `name`, `certificate_arn` (in this region), `zone_id` of Route 53. Null for none."
  type        = object({ name = string, certificate_arn = string, zone_id = string })
  default     = null
}

variable "kms_key_arn" {
  description = "The key that encrypts the log (module keys, `data`)."
  type        = string
}

variable "log_retention_days" {
  description = "How long access log lines are kept, in days."
  type        = number
  default     = 365
}
