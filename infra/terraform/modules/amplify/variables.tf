variable "name" {
  description = "The name of the app."
  type        = string
}

variable "api" {
  description = "The API that answers under the same address: its `domain` and `path` (output `origin` of module api)."
  type        = object({ domain = string, path = string })
}

variable "api_paths" {
  description = "Paths that go to the API instead of the pages; `<*>` is whatever follows."
  type        = list(string)
  default     = ["/v1/<*>", "/docs", "/docs/<*>", "/problems", "/problems/<*>", "/openapi.json"]
}

variable "brand" {
  description = "How the café shows itself in the apps: the https address of its `logo` may be shown."
  type        = object({ name = string, logo = optional(string), accent = optional(string) })
  default     = { name = "Comanda" }
}

variable "connects_to" {
  description = "Other origins the apps may talk to: the issuer, and the hosted sign-in."
  type        = list(string)
  default     = []
}

variable "branch" {
  description = "The name of the branch that is served, the first label of the address."
  type        = string
  default     = "main"
}
