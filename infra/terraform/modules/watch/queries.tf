# Questions that were asked before, kept where the logs are.
locals {
  function_logs = sort([for of in var.functions : of.log_group])

  queries = {
    what-happened-to-an-order = {
      groups = concat(local.function_logs, [var.workflow.log_group])
      query  = <<-QUERY
        fields @timestamp, @log, @message
        | filter @message like /ord_PUT-THE-ID-HERE/
        | sort @timestamp asc
      QUERY
    }
    what-went-wrong = {
      groups = local.function_logs
      query  = <<-QUERY
        fields @timestamp, @log, level, fields.code, fields.message, fields.error
        | filter level in ["ERROR", "WARN"]
        | sort @timestamp desc
        | limit 200
      QUERY
    }
    which-requests-are-slow = {
      groups = [var.api.log_group]
      query  = <<-QUERY
        stats count(*) as requests, pct(latency_ms, 50) as half, pct(latency_ms, 99) as slowest by method, resource
        | sort slowest desc
      QUERY
    }
    who-is-refused = {
      groups = [var.api.log_group]
      query  = <<-QUERY
        filter status >= 400
        | stats count(*) as refused by status, method, path, ip
        | sort refused desc
        | limit 100
      QUERY
    }
    how-long-cold-starts-take = {
      groups = local.function_logs
      query  = <<-QUERY
        filter ispresent(record.metrics.initDurationMs)
        | stats count(*) as starts, avg(record.metrics.initDurationMs) as mean, max(record.metrics.initDurationMs) as longest by @log
      QUERY
    }
  }
}

resource "aws_cloudwatch_query_definition" "this" {
  for_each = contains(var.cannot, "log-queries") ? {} : local.queries

  name            = "${var.prefix}/${each.key}"
  log_group_names = each.value.groups
  query_string    = each.value.query
}
