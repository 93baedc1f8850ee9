locals {
  worker_timeout_s = 30

  # The ordinary configuration, by the environment (config/comanda.toml explains each key).
  environment = merge(
    {
      COMANDA_STORE__URL        = "dynamodb:${var.prefix}"
      COMANDA_QUEUE__URL        = "sqs:${var.prefix}"
      COMANDA_QUEUE__EVENTS     = module.messages.events_topic_arn
      COMANDA_WORKFLOW__ENGINE  = local.workflow_arn
      COMANDA_NOTIFY__MAIL_URL  = coalesce(var.mail.url, "sns:${module.messages.notices_topic_arn}")
      COMANDA_IDENTITY__ISSUER  = var.identity.issuer
      COMANDA_IDENTITY__CLIENTS = join(",", var.identity.clients)
      COMANDA_LOG__FORMAT       = "json"
    },
    var.identity.jwks_url == "" ? {} : { COMANDA_IDENTITY__JWKS_URL = var.identity.jwks_url },
    var.identity.mfa ? { COMANDA_IDENTITY__MFA_BY_ISSUER = "true" } : {},
    var.mail.from == "" ? {} : { COMANDA_NOTIFY__FROM = var.mail.from },
    var.mail.staff_email == "" ? {} : { COMANDA_NOTIFY__STAFF_EMAIL = var.mail.staff_email },
    var.environment,
  )

  memory_mb = { for name in ["api", "worker-orders", "worker-products", "worker-notify", "relay", "tasks", "scheduled"] :
    name => coalesce(try(var.tuning[name].memory_mb, null), name == "api" ? 512 : 256)
  }
  reserved    = { for name, _ in local.memory_mb : name => try(var.tuning[name].reserved_concurrency, -1) }
  provisioned = { for name, _ in local.memory_mb : name => try(var.tuning[name].provisioned_concurrency, 0) }

  functions = {
    for role, function in merge(
      { api = module.api, relay = module.relay, tasks = module.tasks, scheduled = module.scheduled },
      { for queue, worker in module.worker : "worker-${queue}" => worker },
      ) : role => {
      name        = function.name
      arn         = function.arn
      role_arn    = function.role_arn
      role_name   = function.role_name
      log_group   = function.log_group
      alarm_names = function.alarm_names
      policy      = function.policy
    }
  }
}

module "api" {
  source = "../function"

  name                     = "${var.prefix}-api"
  description              = "Answers requests."
  zip                      = "${var.zips}/api.zip"
  architecture             = var.architecture
  memory_mb                = local.memory_mb["api"]
  timeout_s                = 29 # as long as API Gateway waits
  environment              = local.environment
  statements               = local.rights["api"]
  kms_key_arn              = var.keys.data
  permissions_boundary_arn = var.permissions_boundary_arn
  log_retention_days       = var.log_retention_days
  reserved_concurrency     = local.reserved["api"]
  provisioned_concurrency  = local.provisioned["api"]
  alarm_topic_arns         = var.alarm_topic_arns
}

module "worker" {
  source   = "../function"
  for_each = toset(local.wiring.queues)

  name                     = "${var.prefix}-worker-${each.key}"
  description              = "Works on the messages of the queue ${each.key}."
  zip                      = "${var.zips}/worker.zip"
  architecture             = var.architecture
  memory_mb                = local.memory_mb["worker-${each.key}"]
  timeout_s                = local.worker_timeout_s
  environment              = local.environment
  statements               = local.rights["worker-${each.key}"]
  kms_key_arn              = var.keys.data
  permissions_boundary_arn = var.permissions_boundary_arn
  log_retention_days       = var.log_retention_days
  reserved_concurrency     = local.reserved["worker-${each.key}"]
  provisioned_concurrency  = local.provisioned["worker-${each.key}"]
  alarm_topic_arns         = var.alarm_topic_arns

  queue = {
    arn         = module.messages.queues[each.key].arn
    kms_key_arn = var.keys.messages
  }
}

module "relay" {
  source = "../function"

  name                     = "${var.prefix}-relay"
  description              = "Sends what was committed to the outbox, woken by its stream."
  zip                      = "${var.zips}/relay.zip"
  architecture             = var.architecture
  memory_mb                = local.memory_mb["relay"]
  timeout_s                = 30
  environment              = local.environment
  statements               = local.rights["relay"]
  kms_key_arn              = var.keys.data
  permissions_boundary_arn = var.permissions_boundary_arn
  log_retention_days       = var.log_retention_days
  reserved_concurrency     = local.reserved["relay"]
  alarm_topic_arns         = var.alarm_topic_arns

  stream = {
    arn         = module.records.outbox.stream_arn
    failure_arn = aws_sqs_queue.failures.arn
    failure_key = var.keys.messages
  }
}

module "tasks" {
  source = "../function"

  name                     = "${var.prefix}-tasks"
  description              = "Performs the tasks of an order's workflow."
  zip                      = "${var.zips}/tasks.zip"
  architecture             = var.architecture
  memory_mb                = local.memory_mb["tasks"]
  timeout_s                = 50 # within the 60 seconds a task has
  environment              = local.environment
  statements               = local.rights["tasks"]
  kms_key_arn              = var.keys.data
  permissions_boundary_arn = var.permissions_boundary_arn
  log_retention_days       = var.log_retention_days
  reserved_concurrency     = local.reserved["tasks"]
  provisioned_concurrency  = local.provisioned["tasks"]
  alarm_topic_arns         = var.alarm_topic_arns

  # A task that fails is tried again by the workflow, which raises its own alarm when it gives up.
  errors_max = 10
}

module "scheduled" {
  source = "../function"

  name                     = "${var.prefix}-scheduled"
  description              = "Does what the clock asks: looks for what was missed, and exports backups."
  zip                      = "${var.zips}/scheduled.zip"
  architecture             = var.architecture
  memory_mb                = local.memory_mb["scheduled"]
  timeout_s                = 120
  environment              = merge(local.environment, local.backup_environment)
  statements               = local.rights["scheduled"]
  kms_key_arn              = var.keys.data
  permissions_boundary_arn = var.permissions_boundary_arn
  alarm_topic_arns         = var.alarm_topic_arns

  log_retention_days   = var.log_retention_days
  reserved_concurrency = local.reserved["scheduled"]

  failure_queue = {
    arn         = aws_sqs_queue.failures.arn
    kms_key_arn = var.keys.messages
  }
}

locals {
  backup_environment = var.backups == null ? {} : {
    COMANDA_BACKUP__BUCKET = var.backups.name
    COMANDA_BACKUP__PREFIX = "${var.prefix}/"
  }
}
