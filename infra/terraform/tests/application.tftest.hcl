mock_provider "aws" {
  source = "./mocks"
}

variables {
  prefix          = "comanda-test"
  contracts       = "../../../contracts"
  definition_file = "../../../crates/orders/workflows/order-fulfilment.asl.json"
  zips            = "./zips"

  keys = {
    data     = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-00000000da7a"
    messages = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-00000000e55a"
  }
  identity = {
    issuer  = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Mock"
    clients = ["browser"]
  }
  backups = {
    name = "comanda-test-backups"
    arn  = "arn:aws:s3:::comanda-test-backups"
  }
}

run "every_role_of_the_program_has_its_function" {
  module {
    source = "../modules/application"
  }

  assert {
    condition = toset(keys(output.functions)) == setunion(
      toset(["api", "relay", "tasks", "scheduled"]),
      toset([for queue in jsondecode(file("${var.contracts}/wiring.json")).queues : "worker-${queue}"]),
    )
    error_message = "There is a function for each role, and a worker for each queue of wiring.json."
  }

  assert {
    condition     = alltrue([for role, function in output.functions : function.name == "comanda-test-${role}" && function.role_name == function.name && function.log_group == "/aws/lambda/${function.name}"])
    error_message = "Each function has a role and a log group of its own."
  }

  assert {
    condition = alltrue([
      for function in output.functions : alltrue([for alarm in ["errors", "throttles", "duration"] : contains(function.alarm_names, "${function.name}-${alarm}")])
    ])
    error_message = "Each function raises an alarm when it fails, is turned away, or is slow."
  }

  assert {
    condition     = contains(output.functions.relay.alarm_names, "comanda-test-relay-behind")
    error_message = "The relay raises an alarm when it is behind."
  }
}

run "no_function_may_do_what_it_has_no_use_for" {
  module {
    source = "../modules/application"
  }

  assert {
    condition = alltrue(flatten([
      for function in output.functions : [
        for statement in function.policy : alltrue([for resource in statement.resources : resource != "*"]) || statement.sid == "SendTraces"
      ]
    ]))
    error_message = "Only traces go to `*`, because X-Ray knows no resources."
  }

  assert {
    condition     = alltrue(flatten([for function in output.functions : [for statement in function.policy : [for action in statement.actions : !strcontains(action, "*")]]]))
    error_message = "Actions are named one by one."
  }

  assert {
    condition     = toset([for statement in output.workflow.policy : statement.sid if contains(statement.resources, "*")]) == toset(["DeliverItsLog", "SendTraces"])
    error_message = "The workflow's role has `*` only where an action takes no resource."
  }

  assert {
    condition     = toset([for role, function in output.functions : role if contains(flatten(function.policy[*].actions), "states:StartExecution")]) == toset(["api", "scheduled", "worker-orders"])
    error_message = "Workflows are started by the orders worker, the clock, and admins."
  }

  assert {
    condition     = toset([for role, function in output.functions : role if contains(flatten(function.policy[*].actions), "states:SendTaskSuccess")]) == toset(["scheduled", "tasks", "worker-orders", "worker-products"])
    error_message = "Tasks are answered by those who do them, and by those who hear what they wait for."
  }

  assert {
    condition     = toset([for role, function in output.functions : role if contains(flatten(function.policy[*].actions), "dynamodb:ExportTableToPointInTime")]) == toset(["scheduled"])
    error_message = "Only the clock exports backups."
  }

  assert {
    condition     = alltrue([for role, function in output.functions : !anytrue([for action in flatten(function.policy[*].actions) : can(regex("^(iam|kms:Create|kms:Put|dynamodb:(Create|Delete|Update)Table|s3:Delete|s3:Get|secretsmanager:(Put|Update|Delete))", action))])])
    error_message = "No function changes what it stands on, or reads backups."
  }

  # The mocked provider gives every table the same ARN, so it is the statement that is looked at.
  assert {
    condition     = alltrue([for role, function in output.functions : alltrue([for statement in function.policy : statement.sid == "EmptyTheOutbox" if contains(statement.actions, "dynamodb:Scan")])])
    error_message = "Only the outbox is read as a whole."
  }
}

run "every_placeholder_of_the_workflow_is_filled_in" {
  module {
    source = "../modules/application"
  }

  assert {
    condition     = length(regexall("[$][{]", output.workflow.definition)) == 0
    error_message = "A placeholder is left in the definition."
  }

  assert {
    condition = alltrue([
      for state in jsondecode(output.workflow.definition).States :
      can(regex("^arn:aws:(lambda|states):", state.Resource)) if state.Type == "Task"
    ])
    error_message = "Each task asks a function or a service."
  }

  assert {
    condition     = toset(keys(jsondecode(file(var.definition_file)).States)) == toset(keys(jsondecode(output.workflow.definition).States))
    error_message = "The states are those of the file the code owns."
  }

  assert {
    condition     = output.workflow.name == "comanda-test-order-fulfilment"
    error_message = "The workflow is PREFIX-order-fulfilment."
  }
}
