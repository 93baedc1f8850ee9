mock_provider "aws" {
  source = "./mocks"
}

run "every_queue_of_the_wiring_is_there_with_its_dead_letters" {
  module {
    source = "../modules/messages"
  }

  variables {
    prefix            = "comanda-test"
    queues            = jsondecode(file("../../../contracts/wiring.json")).queues
    topics            = jsondecode(file("../../../contracts/wiring.json")).topics
    kms_key_arn       = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    notices_read_back = true
    notices_to        = { "counter@example.com" = ["staff"] }
  }

  assert {
    condition     = toset([for queue in aws_sqs_queue.this : queue.name]) == toset([for queue in var.queues : "comanda-test-${queue}.fifo"])
    error_message = "Each queue of wiring.json is PREFIX-NAME.fifo."
  }

  assert {
    condition     = toset([for queue in aws_sqs_queue.dead : queue.name]) == toset([for queue in var.queues : "comanda-test-${queue}-dead.fifo"])
    error_message = "Each queue of wiring.json has dead letters."
  }

  assert {
    condition     = alltrue([for queue in aws_sqs_queue.this : jsondecode(queue.redrive_policy).maxReceiveCount == 20])
    error_message = "A message becomes a dead letter after 20 receives."
  }

  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.this), values(aws_sqs_queue.dead)) : queue.fifo_queue && queue.message_retention_seconds == 1209600 && queue.kms_master_key_id != ""])
    error_message = "Queues are FIFO, encrypted, and keep messages for 14 days."
  }

  assert {
    condition = alltrue([
      for queue, subscription in aws_sns_topic_subscription.events :
      toset(jsondecode(subscription.filter_policy).topic) == toset([for topic in var.topics : topic.topic if contains(topic.queues, queue)])
    ])
    error_message = "Each queue hears exactly what wiring.json says."
  }

  assert {
    condition     = toset(keys(aws_sns_topic_subscription.events)) == toset(flatten([for topic in var.topics : topic.queues]))
    error_message = "Each queue that hears anything is subscribed, and no other."
  }

  assert {
    condition     = alltrue([for subscription in aws_sns_topic_subscription.events : subscription.raw_message_delivery && subscription.redrive_policy != null])
    error_message = "Events arrive as they were sent, and what cannot arrive is kept."
  }

  assert {
    condition     = aws_sns_topic.events.name == "comanda-test-events.fifo" && aws_sns_topic.events.fifo_topic
    error_message = "Events have one FIFO topic."
  }

  assert {
    condition     = jsondecode(aws_sns_topic_subscription.email["counter@example.com"].filter_policy).audience == ["staff"]
    error_message = "Who wants notices for the staff gets those alone."
  }

  assert {
    condition     = output.read_back != null
    error_message = "Notices can be read back."
  }

  assert {
    condition = alltrue(flatten([
      for policy in values(aws_sqs_queue_policy.this) : [
        for statement in jsondecode(policy.policy).Statement :
        statement.Effect == "Deny" || (statement.Principal == { Service = "sns.amazonaws.com" } && can(statement.Condition.ArnEquals["aws:SourceArn"]))
      ]
    ]))
    error_message = "A queue's policy lets the topic in and nobody else."
  }
}
