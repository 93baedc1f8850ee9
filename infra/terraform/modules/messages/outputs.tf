output "queues" {
  description = "By name: the `url`, `arn` and `name` of the queue, and the same of its `dead` letters."
  value = {
    for queue in var.queues : queue => {
      url  = aws_sqs_queue.this[queue].url
      arn  = aws_sqs_queue.this[queue].arn
      name = aws_sqs_queue.this[queue].name
      dead = {
        url  = aws_sqs_queue.dead[queue].url
        arn  = aws_sqs_queue.dead[queue].arn
        name = aws_sqs_queue.dead[queue].name
      }
    }
  }
}

output "events_topic_arn" {
  description = "The FIFO topic of events: `queue.events`."
  value       = aws_sns_topic.events.arn
}

output "notices_topic_arn" {
  description = "The topic of what people are told: `notify.mail_url = \"sns:ARN\"`."
  value       = aws_sns_topic.notices.arn
}

output "read_back" {
  description = "The `url` and `arn` of the queue that gets every notice too, or null."
  value       = one([for queue in aws_sqs_queue.read_back : { url = queue.url, arn = queue.arn }])
}
