locals {
  root      = "${path.module}/../../../.."
  contracts = "${local.root}/contracts"

  # What this peer cannot do. On AWS: nothing.
  cannot = keys(var.stand_in_cannot)

  # Each address once, with all the audiences it belongs to.
  audiences  = { customer = var.tell.customers, staff = var.tell.baristas, admin = var.tell.administrators }
  notices_to = { for address in distinct(flatten(values(local.audiences))) : address => [for audience, addresses in local.audiences : audience if contains(addresses, address)] }

  # What the apps are told when they start; docs/apps.md lists the fields.
  told = {
    api       = ""
    issuer    = module.sign_in.issuer
    client_id = module.sign_in.client_id
    scope     = "openid profile email"
    brand     = { for field, value in var.brand : field => value if value != null }
  }
}

# Encrypts everything: one key for what is kept, one for what is on its way.
module "keys" {
  source = "../../modules/keys"

  prefix               = var.prefix
  deletion_window_days = var.keep ? 30 : 7
}

# ---- Who comes in ----

# Cognito: a sign-in page, codes and PKCE, groups of baristas and managers.
module "sign_in" {
  source = "../../modules/sign-in"

  prefix              = var.prefix
  domain_prefix       = var.sign_in.domain_prefix
  callback_urls       = concat(flatten(module.pages[*].callback_urls), var.extra_callback_urls)
  logout_urls         = concat(flatten(module.pages[*].logout_urls), var.extra_callback_urls)
  locations           = var.locations
  mfa                 = var.sign_in.mfa
  mail                = var.sign_in.mail
  deletion_protection = var.keep
}

# ---- What guests see ----

# Amplify: the apps, and the API under the same address.
module "pages" {
  source = "../../modules/amplify"
  count  = contains(local.cannot, "amplify") ? 0 : 1

  name        = var.prefix
  api         = module.api.origin
  brand       = var.brand
  connects_to = [module.sign_in.issuer_origin, module.sign_in.sign_in_url]
}

# WAF: SQL injection, cross-site scripting, known attackers, too many requests of one guest.
module "firewall" {
  source = "../../modules/waf"

  name          = "${var.prefix}-api"
  resource_arns = { api = module.api.stage_arn }
  requests_max  = var.firewall.requests_max
  # Guests come through Amplify, which names them in a header. Whoever calls past it can write anything there, and is
  # held by the throttle of the stage alone.
  counts_by   = "FORWARDED_IP"
  allowed     = var.firewall.allowed
  denied      = var.firewall.denied
  log         = !contains(local.cannot, "waf-log")
  kms_key_arn = module.keys.data
}

# API Gateway: the REST API; codes are scanned at POST /v1/qr-codes/{code}.
module "api" {
  source = "../../modules/api"

  name          = var.prefix
  openapi       = "${local.contracts}/openapi.json"
  function      = module.application.api
  user_pool_arn = module.sign_in.user_pool_arn
  throttle      = var.throttle
  kms_key_arn   = module.keys.data
}

# ---- What is done ----

# Lambda, DynamoDB, SQS, SNS, Step Functions: the order from the scan to the drink.
module "application" {
  source = "../../modules/application"

  prefix          = var.prefix
  contracts       = local.contracts
  definition_file = "${local.root}/crates/orders/workflows/order-fulfilment.asl.json"
  zips            = var.zips
  architecture    = var.architecture
  keys            = { data = module.keys.data, messages = module.keys.messages }

  identity = {
    issuer  = module.sign_in.issuer
    clients = [module.sign_in.client_id]
    mfa     = var.sign_in.mfa == "ON"
    # The tokens of a stand-in name AWS as their issuer, but its keys are elsewhere.
    jwks_url = var.stand_in == null ? "" : "${var.stand_in}/${module.sign_in.user_pool_id}/.well-known/jwks.json"
  }

  notices_to               = local.notices_to
  notices_read_back        = var.stand_in != null
  backups                  = module.backups.bucket
  deletion_protection      = var.keep
  refuse_plaintext         = !contains(local.cannot, "tls")
  tuning                   = var.tuning
  alarm_topic_arns         = [module.watch.topic_arn]
  permissions_boundary_arn = var.permissions_boundary_arn
}

# S3: every night's export of the tables, colder as it gets older.
module "backups" {
  source = "../../modules/backups"

  bucket           = "${var.buckets}-backups"
  kms_key_arn      = module.keys.data
  force_destroy    = !var.keep
  refuse_plaintext = !contains(local.cannot, "tls")
}

# EventBridge: calls the function for backups every night, the sweeper every minute.
module "schedule" {
  source = "../../modules/schedule"

  prefix                   = var.prefix
  function_alias_arn       = module.application.scheduled.alias_arn
  failures_queue_arn       = module.application.failures.arn
  kms_key_arn              = module.keys.messages
  permissions_boundary_arn = var.permissions_boundary_arn
}

# ---- Who looks after it ----

# CloudWatch: dashboard, alarms, saved questions to the logs.
module "watch" {
  source = "../../modules/watch"

  prefix         = var.prefix
  emails         = var.tell.administrators
  kms_key_arn    = module.keys.messages
  queues         = module.application.queues
  failures_queue = module.application.failures.name
  functions      = module.application.functions
  workflow       = module.application.workflow
  api            = { name = module.api.name, stage = module.api.stage, log_group = module.api.log_group }
  cannot         = local.cannot

  # Where many meet: every order, every scan, every number, every message.
  tables = concat(
    [for collection in ["orders", "qr_codes", "ticket_books"] : module.application.tables[collection].name],
    [module.application.counters.name, module.application.outbox.name],
  )
}

# GuardDuty: what looks like an attack on the account, to administrators.
module "guard" {
  source = "../../modules/guard"

  prefix      = var.prefix
  emails      = var.tell.administrators
  detector    = var.guardduty && !contains(local.cannot, "guardduty")
  kms_key_arn = module.keys.messages
}

# Budgets: what a month may cost.
module "cost" {
  source = "../../modules/cost"

  prefix      = var.prefix
  monthly_usd = var.budget_usd
  emails      = var.tell.administrators
}
