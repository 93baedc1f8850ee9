data "aws_region" "this" {}

locals {
  origin      = "https://cognito-idp.${data.aws_region.this.name}.amazonaws.com"
  issuer      = "${local.origin}/${aws_cognito_user_pool.this.id}"
  sign_in_url = "https://${aws_cognito_user_pool_domain.this.domain}.auth.${data.aws_region.this.name}.amazoncognito.com"
}

resource "aws_cognito_user_pool" "this" {
  name                = var.prefix
  user_pool_tier      = var.threat_protection == "OFF" ? "ESSENTIALS" : "PLUS"
  deletion_protection = var.deletion_protection ? "ACTIVE" : "INACTIVE"

  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = var.mfa

  username_configuration {
    case_sensitive = false
  }

  # A code from an app. Codes by SMS can be intercepted and cost money for each.
  software_token_mfa_configuration {
    enabled = true
  }

  # Length is what counts; classes of characters make people write passwords down.
  password_policy {
    minimum_length                   = 12
    require_lowercase                = false
    require_uppercase                = false
    require_numbers                  = false
    require_symbols                  = false
    temporary_password_validity_days = 3
  }

  admin_create_user_config {
    allow_admin_create_user_only = !var.self_sign_up
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  # A new address counts when it is verified; until then the old one does.
  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  dynamic "user_pool_add_ons" {
    for_each = var.threat_protection == "OFF" ? [] : [var.threat_protection]
    content {
      advanced_security_mode = user_pool_add_ons.value
    }
  }

  dynamic "email_configuration" {
    for_each = var.mail == null ? [] : [var.mail]
    content {
      email_sending_account = "DEVELOPER"
      source_arn            = email_configuration.value.source_arn
      from_email_address    = email_configuration.value.from
    }
  }
}

resource "aws_cognito_user_pool_domain" "this" {
  domain       = var.domain_prefix
  user_pool_id = aws_cognito_user_pool.this.id
}

# Browsers keep no secret, so the client has none: the code of a sign-in is worth nothing without the verifier that
# only the page which began it knows (PKCE). No password goes through our pages.
resource "aws_cognito_user_pool_client" "browser" {
  name         = "browser"
  user_pool_id = aws_cognito_user_pool.this.id

  generate_secret                      = false
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email", "profile"]
  supported_identity_providers         = ["COGNITO"]
  callback_urls                        = var.callback_urls
  logout_urls                          = var.logout_urls
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH"]

  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true

  access_token_validity  = var.access_token_minutes
  id_token_validity      = var.access_token_minutes
  refresh_token_validity = var.refresh_token_days

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}

# Who is in no group is a customer. A group names a role and a location, and the program believes the token for it.
resource "aws_cognito_user_group" "this" {
  for_each = merge(
    { admin = "Owns all." },
    { for location in var.locations : "manager:${location}" => "Runs ${location}." },
    { for location in var.locations : "barista:${location}" => "Makes what is ordered at ${location}." },
  )

  name         = each.key
  description  = each.value
  user_pool_id = aws_cognito_user_pool.this.id
}
