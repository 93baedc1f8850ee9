output "site" {
  description = "Open this, once the apps are uploaded."
  value       = one([for pages in module.pages : pages.url])
}

output "amplify_app_id" {
  description = "The Amplify app that the apps are uploaded to."
  value       = one([for pages in module.pages : pages.app_id])
}

output "app_config" {
  description = "What each app is told when it starts: its config.json."
  value       = jsonencode(local.told)
}

output "api" {
  description = "The API's own address."
  value       = module.api.url
}

output "api_id" {
  description = "The id of the API; on a stand-in the host is API_ID.execute-api.localhost."
  value       = module.api.id
}

output "sign_in" {
  description = "The hosted sign-in, and what a program needs to ask it for a token."
  value = {
    url          = module.sign_in.sign_in_url
    client_id    = module.sign_in.client_id
    issuer       = module.sign_in.issuer
    user_pool_id = module.sign_in.user_pool_id
    groups       = module.sign_in.groups
  }
}

output "next" {
  description = "What is left to do after the first apply."
  value       = <<-NEXT
    1. Upload the apps (README), open them and sign up, then make yourself an admin:
         aws cognito-idp admin-add-user-to-group --region ${var.region} --user-pool-id ${module.sign_in.user_pool_id} --group-name admin --username YOUR@ADDRESS
    2. Confirm the mails that ask whether you want alarms, findings and notices.
    3. Watch: ${module.watch.dashboard_url}
  NEXT
}

output "functions" {
  description = "By role: the name and ARN of each function, and of its role and log."
  value = {
    for role, function in module.application.functions :
    role => { name = function.name, arn = function.arn, role_arn = function.role_arn, log_group = function.log_group }
  }
}

output "queues" {
  description = "By name: the queue and its dead letters."
  value       = module.application.queues
}

output "topics" {
  description = "The topics of events, notices, alarms and findings."
  value = merge(module.application.topics, {
    alarms   = module.watch.topic_arn
    findings = module.guard.topic_arn
  })
}

output "read_back" {
  description = "On a stand-in, the queue that gets every notice too."
  value       = module.application.read_back
}

output "state_machine_arn" {
  description = "The workflow of orders."
  value       = module.application.workflow.arn
}

output "alarms" {
  description = "The names of all alarms."
  value       = sort(concat(module.watch.alarm_names, flatten([for function in module.application.functions : function.alarm_names])))
}

output "left_out" {
  description = "What this peer cannot do and is not here, each with what was seen. Empty on AWS."
  value       = var.stand_in_cannot
}
