# On a stand-in every service has the same address, and any credentials are good.
provider "aws" {
  region                      = var.region
  access_key                  = var.stand_in == null ? null : "test"
  secret_key                  = var.stand_in == null ? null : "test"
  skip_credentials_validation = var.stand_in != null
  skip_metadata_api_check     = var.stand_in != null
  skip_region_validation      = var.stand_in != null
  s3_use_path_style           = var.stand_in != null

  default_tags {
    tags = { application = "comanda", instance = "bootstrap" }
  }

  endpoints {
    apigateway = var.stand_in
    dynamodb   = var.stand_in
    iam        = var.stand_in
    kms        = var.stand_in
    s3         = var.stand_in
    sts        = var.stand_in
  }
}
