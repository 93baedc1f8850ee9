output "tables" {
  description = "By collection: the `name` and `arn` of its table, and its `indexes`."
  value = {
    for name, table in aws_dynamodb_table.collection :
    name => { name = table.name, arn = table.arn, indexes = local.collections[name].indexes }
  }
}

output "counters" {
  description = "The `name` and `arn` of the table of counters."
  value       = { name = aws_dynamodb_table.counters.name, arn = aws_dynamodb_table.counters.arn }
}

output "outbox" {
  description = "The `name` and `arn` of the outbox, and the `stream_arn` that wakes the relay."
  value = {
    name       = aws_dynamodb_table.outbox.name
    arn        = aws_dynamodb_table.outbox.arn
    stream_arn = aws_dynamodb_table.outbox.stream_arn
  }
}

output "table_arns" {
  description = "The ARNs of all tables: collections, counters, outbox."
  value = concat(
    [for table in aws_dynamodb_table.collection : table.arn],
    [aws_dynamodb_table.counters.arn, aws_dynamodb_table.outbox.arn],
  )
}
