output "api" {
  description = "The function that answers requests: `name`, `arn`, `alias`, `alias_arn`, `invoke_arn`."
  value = {
    name       = module.api.name
    arn        = module.api.arn
    alias      = module.api.alias
    alias_arn  = module.api.alias_arn
    invoke_arn = module.api.invoke_arn
  }
}

output "scheduled" {
  description = "The function that is called by the clock: `name`, `arn`, `alias_arn`."
  value = {
    name      = module.scheduled.name
    arn       = module.scheduled.arn
    alias_arn = module.scheduled.alias_arn
  }
}

output "functions" {
  description = "By role: the `name`, `arn`, `role_arn`, `role_name`, `log_group`, `alarm_names` and `policy` of each function."
  value       = local.functions
}

output "workflow" {
  description = "The `arn`, `name`, `definition`, `log_group` and `policy` of the state machine."
  value = {
    arn        = module.workflow.arn
    name       = module.workflow.name
    definition = module.workflow.definition
    log_group  = module.workflow.log_group
    policy     = module.workflow.policy
  }
}

output "queues" {
  description = "By name: `url`, `arn`, `name`, and the same of the `dead` letters."
  value       = module.messages.queues
}

output "topics" {
  description = "The ARNs of the topics: `events` and `notices`."
  value = {
    events  = module.messages.events_topic_arn
    notices = module.messages.notices_topic_arn
  }
}

output "read_back" {
  description = "The `url` and `arn` of the queue that gets every notice too, or null."
  value       = module.messages.read_back
}

output "tables" {
  description = "By collection: `name`, `arn`, `indexes`."
  value       = module.records.tables
}

output "counters" {
  description = "The `name` and `arn` of the table of counters."
  value       = module.records.counters
}

output "outbox" {
  description = "The `name`, `arn` and `stream_arn` of the outbox."
  value       = module.records.outbox
}

output "failures" {
  description = "The `url`, `arn` and `name` of the queue that notes what the relay and the clock gave up on."
  value = {
    url  = aws_sqs_queue.failures.url
    arn  = aws_sqs_queue.failures.arn
    name = aws_sqs_queue.failures.name
  }
}
