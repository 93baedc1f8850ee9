mock_provider "aws" {
  source = "./mocks"
}

variables {
  prefix        = "comanda-test"
  domain_prefix = "comanda-test"
  callback_urls = ["https://order.example.com/"]
  logout_urls   = ["https://order.example.com/"]
  locations     = ["loc_a", "loc_b"]
}

run "browsers_sign_in_by_code_and_pkce_alone" {
  module {
    source = "../modules/sign-in"
  }

  assert {
    condition     = toset(aws_cognito_user_pool_client.browser.allowed_oauth_flows) == toset(["code"]) && !aws_cognito_user_pool_client.browser.generate_secret
    error_message = "The client is public and takes codes, no tokens in addresses."
  }

  assert {
    condition     = toset(aws_cognito_user_pool_client.browser.explicit_auth_flows) == toset(["ALLOW_REFRESH_TOKEN_AUTH"])
    error_message = "No password goes through our pages."
  }

  assert {
    condition     = aws_cognito_user_pool_client.browser.prevent_user_existence_errors == "ENABLED" && aws_cognito_user_pool_client.browser.enable_token_revocation
    error_message = "Nobody learns who has an account, and signing out counts."
  }

  assert {
    condition     = toset(output.groups) == toset(["admin", "manager:loc_a", "barista:loc_a", "manager:loc_b", "barista:loc_b"])
    error_message = "A group is a role and a location."
  }

  assert {
    condition     = one(aws_cognito_user_pool.this.software_token_mfa_configuration).enabled && aws_cognito_user_pool.this.mfa_configuration == "OPTIONAL"
    error_message = "A second factor from an app is always offered."
  }

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE" && aws_cognito_user_pool.this.user_pool_tier == "ESSENTIALS"
    error_message = "Accounts are protected, and nobody pays for Plus without asking for it."
  }
}

run "risk_checks_need_the_plan_that_has_them" {
  module {
    source = "../modules/sign-in"
  }

  variables {
    threat_protection = "ENFORCED"
    mfa               = "ON"
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_tier == "PLUS" && one(aws_cognito_user_pool.this.user_pool_add_ons).advanced_security_mode == "ENFORCED" && aws_cognito_user_pool.this.mfa_configuration == "ON"
    error_message = "Risk checks are in Plus."
  }
}
