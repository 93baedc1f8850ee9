variable "prefix" {
  description = "The instance this role may deploy: what every name begins with."
  type        = string
}

variable "oidc_provider_arn" {
  description = "The identity provider of GitHub Actions in this account."
  type        = string
}

variable "repository" {
  description = "The repository whose workflows may take the role: `OWNER/NAME`."
  type        = string
}

variable "environment" {
  description = "The environment of that repository that must have approved the run, such as `production`."
  type        = string
}

variable "state" {
  description = "Where the state is: the ARN of the bucket, the key of its encryption, and the `path` of this instance's state in it."
  type        = object({ bucket_arn = string, kms_key_arn = string, path = string })
}
