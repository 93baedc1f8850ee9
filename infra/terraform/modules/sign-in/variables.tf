variable "prefix" {
  description = "What every name begins with."
  type        = string
}

variable "domain_prefix" {
  description = "The first label of the hosted sign-in's address, unique in the region: PREFIX.auth.REGION.amazoncognito.com."
  type        = string
}

variable "callback_urls" {
  description = "Where the sign-in page may send people back to, exactly: https, or http on localhost."
  type        = list(string)
}

variable "logout_urls" {
  description = "Where people may be sent after they have signed out."
  type        = list(string)
}

variable "locations" {
  description = "The ids of the locations (`loc_…`). Each gets the groups `manager:ID` and `barista:ID`."
  type        = list(string)
  default     = []
}

variable "mfa" {
  description = "`OPTIONAL`: whoever wants may add a second factor. `ON`: everybody must."
  type        = string
  default     = "OPTIONAL"

  validation {
    condition     = contains(["OPTIONAL", "ON"], var.mfa)
    error_message = "Sign-in always offers a second factor: say OPTIONAL or ON."
  }
}

variable "threat_protection" {
  description = "Cognito's risk checks: `OFF`, `AUDIT` (log) or `ENFORCED` (block stolen passwords, ask for more). AUDIT and ENFORCED need the plan Plus, which costs about four times Essentials for each monthly user."
  type        = string
  default     = "OFF"

  validation {
    condition     = contains(["OFF", "AUDIT", "ENFORCED"], var.threat_protection)
    error_message = "Say OFF, AUDIT or ENFORCED."
  }
}

variable "self_sign_up" {
  description = "Whether customers may make their own account."
  type        = bool
  default     = true
}

variable "mail" {
  description = "The verified identity of SES that codes are mailed from, and its address; null for Cognito's own sender, which sends 50 messages a day."
  type        = object({ source_arn = string, from = string })
  default     = null
}

variable "access_token_minutes" {
  description = "How long an access token is good, in minutes (5 to 1440). A revoked group is still believed for that long."
  type        = number
  default     = 15
}

variable "refresh_token_days" {
  description = "How long somebody stays signed in, in days."
  type        = number
  default     = 30
}

variable "deletion_protection" {
  description = "Whether the pool, and with it every account, refuses to be deleted."
  type        = bool
  default     = true
}
