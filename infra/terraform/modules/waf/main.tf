locals {
  # In this order, cheapest first. Each group is kept by AWS.
  groups = {
    AWSManagedRulesAmazonIpReputationList = "addresses known for attacks"
    AWSManagedRulesCommonRuleSet          = "what OWASP lists: cross-site scripting, path traversal, bad agents"
    AWSManagedRulesKnownBadInputsRuleSet  = "requests that are only ever sent to break in"
    AWSManagedRulesSQLiRuleSet            = "SQL where no SQL belongs"
  }
  priorities = { for at, name in ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet"] : name => 10 + at }

  # Rules of those groups that hit honest requests: a whole menu is larger than the 8 KB of the body rule. They count
  # and do not block; the program has limits of its own.
  counted = { AWSManagedRulesCommonRuleSet = ["SizeRestrictions_BODY"] }

  sets = {
    for key, cidrs in {
      allowed-v4 = [for cidr in var.allowed : cidr if !strcontains(cidr, ":")]
      allowed-v6 = [for cidr in var.allowed : cidr if strcontains(cidr, ":")]
      denied-v4  = [for cidr in var.denied : cidr if !strcontains(cidr, ":")]
      denied-v6  = [for cidr in var.denied : cidr if strcontains(cidr, ":")]
    } : key => cidrs if length(cidrs) > 0
  }
}

resource "aws_wafv2_ip_set" "this" {
  for_each = local.sets

  name               = "${var.name}-${each.key}"
  scope              = var.scope
  ip_address_version = endswith(each.key, "v6") ? "IPV6" : "IPV4"
  addresses          = each.value
}

resource "aws_wafv2_web_acl" "this" {
  #checkov:skip=CKV_AWS_192:The rules against Log4j are in AWSManagedRulesKnownBadInputsRuleSet, which is in the list above.
  name  = var.name
  scope = var.scope

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = local.sets
    content {
      name     = rule.key
      priority = startswith(rule.key, "denied") ? (endswith(rule.key, "v4") ? 0 : 1) : (endswith(rule.key, "v4") ? 2 : 3)

      action {
        dynamic "block" {
          for_each = startswith(rule.key, "denied") ? [true] : []
          content {}
        }
        dynamic "allow" {
          for_each = startswith(rule.key, "allowed") ? [true] : []
          content {}
        }
      }

      statement {
        ip_set_reference_statement {
          arn = aws_wafv2_ip_set.this[rule.key].arn
        }
      }

      visibility_config {
        metric_name                = rule.key
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
      }
    }
  }

  rule {
    name     = "rate"
    priority = 5

    action {
      block {
        custom_response {
          response_code = 429
        }
      }
    }

    statement {
      rate_based_statement {
        limit              = var.requests_max
        aggregate_key_type = var.counts_by

        dynamic "forwarded_ip_config" {
          for_each = var.counts_by == "FORWARDED_IP" ? [true] : []
          content {
            header_name       = "X-Forwarded-For"
            fallback_behavior = "MATCH"
          }
        }
      }
    }

    visibility_config {
      metric_name                = "rate"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }

  dynamic "rule" {
    for_each = local.groups
    content {
      name     = rule.key
      priority = local.priorities[rule.key]

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key

          dynamic "rule_action_override" {
            for_each = lookup(local.counted, rule.key, [])
            content {
              name = rule_action_override.value
              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        metric_name                = rule.key
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    metric_name                = var.name
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  for_each = var.resource_arns

  resource_arn = each.value
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
