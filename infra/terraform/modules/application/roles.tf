locals {
  rights = {
    for role, base in local.records : role => concat(base, [local.decrypt_records], local.more[role])
  }

  more = { for role, use in local.uses : role => flatten([for name in use.may : local.sets[name]]) }

  sets = {
    answer_tasks      = local.answer_tasks
    export            = local.export
    look_at_workflows = local.look_at_workflows
    send_events       = local.send_events
    start_workflows   = local.start_workflows
    step_in           = local.step_in
    tell_people       = local.tell_people
  }

  tell_people = startswith(coalesce(var.mail.url, "sns:"), "ses:") ? [
    {
      sid       = "SendMail"
      actions   = ["ses:SendEmail"]
      resources = ["arn:${local.partition}:ses:${local.region}:${local.account}:identity/${regex("[^@]+$", var.mail.from)}"]
      condition = { StringEquals = { "ses:FromAddress" = [var.mail.from] } }
    },
    ] : [
    {
      sid       = "PublishNotices"
      actions   = ["sns:Publish"]
      resources = [module.messages.notices_topic_arn]
      condition = {}
    },
    {
      sid       = "EncryptNotices"
      actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
      resources = [var.keys.messages]
      condition = { StringEquals = { "kms:ViaService" = ["sns.${local.region}.amazonaws.com"] } }
    },
  ]

  export = flatten([
    for bucket in var.backups[*] : [
      {
        sid       = "ExportTables"
        actions   = ["dynamodb:ExportTableToPointInTime"]
        resources = concat(values(local.tables), [module.records.counters.arn])
        condition = {}
      },
      {
        sid       = "WriteExports"
        actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
        resources = ["${bucket.arn}/${var.prefix}/*"]
        condition = {}
      },
      {
        sid       = "EncryptExports"
        actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
        resources = [var.keys.data]
        condition = { StringEquals = { "kms:ViaService" = ["s3.${local.region}.amazonaws.com", "dynamodb.${local.region}.amazonaws.com"] } }
      },
    ]
  ])
}
