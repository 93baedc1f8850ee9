mock_provider "aws" {
  source = "./mocks"
}

run "every_collection_on_aws_has_its_table_and_indexes" {
  module {
    source = "../modules/records"
  }

  variables {
    prefix      = "comanda-test"
    collections = jsondecode(file("../../../contracts/collections.json")).collections
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }

  assert {
    condition     = toset(keys(aws_dynamodb_table.collection)) == toset([for collection in var.collections : collection.name if collection.on_aws])
    error_message = "Each collection on AWS has a table, and no other has."
  }

  assert {
    condition     = alltrue([for name, table in aws_dynamodb_table.collection : table.name == "comanda-test-${name}" && table.hash_key == "id"])
    error_message = "A table is PREFIX-COLLECTION with the key `id`."
  }

  assert {
    condition = alltrue([
      for collection in var.collections :
      toset([for index in aws_dynamodb_table.collection[collection.name].global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key} ${index.projection_type}"])
      == toset([for name in collection.indexes : "${name} ${name}_p ${name}_s ALL"])
      if collection.on_aws
    ])
    error_message = "Each index NAME is a GSI over NAME_p and NAME_s."
  }

  assert {
    condition = alltrue([
      for collection in var.collections :
      length([for ttl in aws_dynamodb_table.collection[collection.name].ttl : ttl if ttl.enabled && ttl.attribute_name == "expires_at"]) == (collection.expires ? 1 : 0)
      if collection.on_aws
    ])
    error_message = "What expires is deleted at `expires_at`, and nothing else is."
  }

  assert {
    condition = alltrue([
      for table in concat(values(aws_dynamodb_table.collection), [aws_dynamodb_table.counters, aws_dynamodb_table.outbox]) :
      table.deletion_protection_enabled && one(table.point_in_time_recovery).enabled && one(table.server_side_encryption).enabled && table.billing_mode == "PAY_PER_REQUEST"
    ])
    error_message = "Tables are encrypted with our key, can be put back in time, and refuse to be deleted."
  }

  assert {
    condition     = aws_dynamodb_table.outbox.hash_key == "shard" && aws_dynamodb_table.outbox.range_key == "sequence" && aws_dynamodb_table.outbox.stream_view_type == "KEYS_ONLY"
    error_message = "The outbox is read by shard in the order of its sequence, and its stream carries keys alone."
  }
}
