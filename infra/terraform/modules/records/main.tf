locals {
  collections = { for collection in var.collections : collection.name => collection if collection.on_aws }
}

# A record is `body`, beside `version` and `schema`. An index NAME is a pair of attributes, NAME_p and NAME_s;
# a record that is not in the index lacks them, so the index is sparse (docs/adr/0001).
resource "aws_dynamodb_table" "collection" {
  for_each = local.collections

  name                        = "${var.prefix}-${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "id"
    type = "S"
  }

  dynamic "attribute" {
    for_each = flatten([for index in each.value.indexes : ["${index}_p", "${index}_s"]])
    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.indexes
    content {
      name            = global_secondary_index.value
      hash_key        = "${global_secondary_index.value}_p"
      range_key       = "${global_secondary_index.value}_s"
      projection_type = "ALL"
    }
  }

  dynamic "ttl" {
    for_each = each.value.expires ? ["expires_at"] : []
    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }
}

# Numbers that many change at once: stock, places, sequences.
resource "aws_dynamodb_table" "counters" {
  name                        = "${var.prefix}-counters"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }
}

# Messages that were committed and are not sent yet. The stream only wakes the relay, which reads a shard in the
# order of `sequence`; so the stream carries keys and no bodies.
resource "aws_dynamodb_table" "outbox" {
  name                        = "${var.prefix}-outbox"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "shard"
  range_key                   = "sequence"
  deletion_protection_enabled = var.deletion_protection
  stream_enabled              = true
  stream_view_type            = "KEYS_ONLY"

  attribute {
    name = "shard"
    type = "S"
  }

  attribute {
    name = "sequence"
    type = "N"
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }
}
