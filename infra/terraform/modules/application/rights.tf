# What each function may do. It follows from what its code does; the test with enforced rights says whether it is
# enough, and that it is no more.

locals {
  # By function: the collections it reads, and those it also writes; the collections whose indexes it asks (`queries`);
  # whether it changes counters and puts messages into the outbox; and which of the sets in roles.tf it `may` use.
  # CloudFormation's templates follow from the same table.
  uses = jsondecode(file("${path.module}/rights.json"))

  tables  = { for name, table in module.records.tables : name => table.arn }
  indexes = { for name, table in module.records.tables : name => [for index in table.indexes : "${table.arn}/index/${index}"] }

  # What a function has no use for has no resources, and is left away.
  records = {
    for role, use in local.uses : role => [
      for statement in [
        {
          sid       = "ReadRecords"
          actions   = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem"]
          resources = [for name in concat(use.reads, use.writes) : local.tables[name]]
        },
        {
          sid       = "WriteRecords"
          actions   = ["dynamodb:PutItem", "dynamodb:DeleteItem"]
          resources = [for name in use.writes : local.tables[name]]
        },
        {
          sid       = "AskIndexes"
          actions   = ["dynamodb:Query"]
          resources = flatten([for name in use.queries : local.indexes[name]])
        },
        {
          sid       = "Count"
          actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"]
          resources = [for arn in [module.records.counters.arn] : arn if use.counts]
        },
        {
          # The last number of a shard is read before the next is put.
          sid       = "SayWhatWasCommitted"
          actions   = ["dynamodb:PutItem", "dynamodb:Query"]
          resources = [for arn in [module.records.outbox.arn] : arn if use.says]
        },
      ] : statement if length(statement.resources) > 0
    ]
  }

  # DynamoDB opens a table's key in the name of whoever asks.
  decrypt_records = {
    sid       = "DecryptRecords"
    actions   = ["kms:Decrypt", "kms:DescribeKey"]
    resources = [var.keys.data]
    condition = { StringEquals = { "kms:ViaService" = ["dynamodb.${local.region}.amazonaws.com"] } }
  }

  send_events = [
    {
      sid       = "PublishEvents"
      actions   = ["sns:Publish"]
      resources = [module.messages.events_topic_arn]
    },
    {
      # What is addressed to a queue goes there directly.
      sid       = "SendToQueues"
      actions   = ["sqs:SendMessage", "sqs:GetQueueUrl"]
      resources = [for queue in module.messages.queues : queue.arn]
    },
    {
      sid       = "EncryptWhatIsSent"
      actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
      resources = [var.keys.messages]
    },
    {
      sid       = "EmptyTheOutbox"
      actions   = ["dynamodb:Scan", "dynamodb:BatchWriteItem"]
      resources = [module.records.outbox.arn]
    },
  ]

  answer_tasks = [{
    sid       = "AnswerTasks"
    actions   = ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"]
    resources = [local.workflow_arn]
  }]

  start_workflows = [
    {
      sid       = "StartWorkflows"
      actions   = ["states:StartExecution"]
      resources = [local.workflow_arn]
    },
    {
      # Told that there is one of that name, it sees whether that is the same one.
      sid       = "SeeWhatWasStarted"
      actions   = ["states:DescribeExecution"]
      resources = [module.workflow.execution_arns]
    },
  ]

  look_at_workflows = [{
    sid       = "LookAtWorkflows"
    actions   = ["states:GetExecutionHistory"]
    resources = [module.workflow.execution_arns]
  }]

  step_in = [
    {
      sid       = "ListAndStartWorkflows"
      actions   = ["states:ListExecutions", "states:StartExecution"]
      resources = [local.workflow_arn]
    },
    {
      sid = "StepIntoWorkflows"
      actions = [
        "states:DescribeExecution", "states:DescribeStateMachineForExecution", "states:GetExecutionHistory",
        "states:StopExecution", "states:RedriveExecution",
      ]
      resources = [module.workflow.execution_arns]
    },
  ]
}
