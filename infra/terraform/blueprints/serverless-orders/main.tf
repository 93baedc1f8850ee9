locals {
  root      = "${path.module}/../../../.."
  contracts = "${local.root}/contracts"

  # What this peer cannot do. On AWS: nothing.
  cannot = keys(var.stand_in_cannot)
}

# Encrypts everything: one key for what is kept, one for what is on its way.
module "keys" {
  source = "../../modules/keys"

  prefix               = var.prefix
  deletion_window_days = var.keep ? 30 : 7
}

# ---- Who comes in: a sign-in page of Cognito's, code and PKCE ----

# Cognito: a sign-in page, codes and PKCE, groups of baristas and managers.
module "sign_in" {
  source = "../../modules/sign-in"

  prefix              = var.prefix
  domain_prefix       = var.sign_in.domain_prefix
  callback_urls       = concat(module.site.callback_urls, var.extra_callback_urls)
  logout_urls         = concat(module.site.logout_urls, var.extra_callback_urls)
  locations           = var.locations
  mfa                 = var.sign_in.mfa
  threat_protection   = var.sign_in.threat_protection
  mail                = var.sign_in.mail
  deletion_protection = var.keep
}

# ---- What is done: records, messages, workflow, functions ----

# Lambda, DynamoDB, SQS, SNS, Step Functions: the order from the phone to the drink.
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

  mail                     = var.mail
  notices_to               = var.notices_to
  notices_read_back        = var.stand_in != null
  backups                  = module.backups.bucket
  deletion_protection      = var.keep
  tuning                   = var.tuning
  alarm_topic_arns         = [module.watch.topic_arn]
  permissions_boundary_arn = var.permissions_boundary_arn
  refuse_plaintext         = !contains(local.cannot, "tls")
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

# ---- What people see: pages and API under one address, a firewall before each ----

# API Gateway: the REST API, its tokens, its throttle.
module "api" {
  source = "../../modules/api"

  name          = var.prefix
  openapi       = "${local.contracts}/openapi.json"
  function      = module.application.api
  user_pool_arn = module.sign_in.user_pool_arn
  throttle      = var.throttle
  cache         = contains(local.cannot, "api-cache") ? null : var.cache
  kms_key_arn   = module.keys.data
}

# S3 and CloudFront: the apps, and the API under the same address.
module "site" {
  source = "../../modules/site"

  name             = var.prefix
  bucket           = "${var.buckets}-site"
  files            = "${local.root}/infra/site"
  apps             = var.apps
  brand            = var.brand
  api              = module.api.origin
  domain           = var.domain
  web_acl_arn      = module.edge_firewall.arn
  force_destroy    = !var.keep
  refuse_plaintext = !contains(local.cannot, "tls")

  config = {
    sign_in_url = module.sign_in.sign_in_url
    client_id   = module.sign_in.client_id
  }
  sign_in     = { issuer = module.sign_in.issuer, client_id = module.sign_in.client_id }
  connects_to = [module.sign_in.issuer_origin, module.sign_in.sign_in_url]

  providers = { aws = aws, aws.global = aws.global }
}

# WAF before CloudFront: known attackers, too many requests of one address.
module "edge_firewall" {
  source = "../../modules/waf"

  name         = "${var.prefix}-edge"
  scope        = "CLOUDFRONT"
  requests_max = var.firewall.requests_max
  allowed      = var.firewall.allowed
  denied       = var.firewall.denied
  log          = !contains(local.cannot, "waf-log")

  providers = { aws = aws.global }
}

# WAF before the API. Its own address can be called past CloudFront, so it has a firewall, too. What comes through
# CloudFront connects from CloudFront's addresses; there the header says who asks. Whoever calls past it can write
# anything into that header, and is then held by the throttle of the stage alone.
module "api_firewall" {
  source = "../../modules/waf"

  name          = "${var.prefix}-api"
  resource_arns = { api = module.api.stage_arn }
  requests_max  = var.firewall.requests_max
  counts_by     = "FORWARDED_IP"
  allowed       = var.firewall.allowed
  denied        = var.firewall.denied
  log           = !contains(local.cannot, "waf-log")
  kms_key_arn   = module.keys.data
}

# ---- Who looks after it ----

# CloudWatch and X-Ray: dashboard, alarms, saved questions to the logs.
module "watch" {
  source = "../../modules/watch"

  prefix         = var.prefix
  emails         = var.alarms_to
  kms_key_arn    = module.keys.messages
  queues         = module.application.queues
  failures_queue = module.application.failures.name
  functions      = module.application.functions
  workflow       = module.application.workflow
  api            = { name = module.api.name, stage = module.api.stage, log_group = module.api.log_group }
  cannot         = local.cannot

  # Where many meet: every order, every number, every message, and every wait is in one of these.
  tables = concat(
    [for collection in ["orders", "ticket_books", "order_waits"] : module.application.tables[collection].name],
    [module.application.counters.name, module.application.outbox.name],
  )
}

# Budgets: what a month may cost.
module "cost" {
  source = "../../modules/cost"

  prefix      = var.prefix
  monthly_usd = var.budget_usd
  emails      = var.alarms_to
}
