# On a stand-in every service has the same address, and any credentials are good. What is not listed under `endpoints`
# would be asked of AWS itself, so every service that is used stands here.
provider "aws" {
  region                      = var.region
  access_key                  = var.stand_in == null ? null : "test"
  secret_key                  = var.stand_in == null ? null : "test"
  skip_credentials_validation = var.stand_in != null
  skip_metadata_api_check     = var.stand_in != null
  skip_region_validation      = var.stand_in != null
  s3_use_path_style           = var.stand_in != null

  default_tags {
    tags = local.tags
  }

  endpoints {
    acm            = var.stand_in
    apigateway     = var.stand_in
    budgets        = var.stand_in
    cloudfront     = var.stand_in
    cloudwatch     = var.stand_in
    cognitoidp     = var.stand_in
    dynamodb       = var.stand_in
    iam            = var.stand_in
    kms            = var.stand_in
    lambda         = var.stand_in
    logs           = var.stand_in
    route53        = var.stand_in
    s3             = var.stand_in
    scheduler      = var.stand_in
    secretsmanager = var.stand_in
    sfn            = var.stand_in
    sns            = var.stand_in
    sqs            = var.stand_in
    sts            = var.stand_in
    wafv2          = var.stand_in
    xray           = var.stand_in
  }
}

# CloudFront's certificates and firewalls are kept in us-east-1, wherever the rest is.
provider "aws" {
  alias                       = "global"
  region                      = "us-east-1"
  access_key                  = var.stand_in == null ? null : "test"
  secret_key                  = var.stand_in == null ? null : "test"
  skip_credentials_validation = var.stand_in != null
  skip_metadata_api_check     = var.stand_in != null
  skip_region_validation      = var.stand_in != null

  default_tags {
    tags = local.tags
  }

  endpoints {
    acm   = var.stand_in
    logs  = var.stand_in
    sts   = var.stand_in
    wafv2 = var.stand_in
  }
}

locals {
  tags = { application = "comanda", blueprint = "serverless-orders", instance = var.prefix }
}
