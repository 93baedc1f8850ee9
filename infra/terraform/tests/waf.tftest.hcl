mock_provider "aws" {
  source = "./mocks"
}

run "a_firewall_counts_checks_and_turns_away" {
  command = plan

  module {
    source = "../modules/waf"
  }

  variables {
    name         = "comanda-test"
    requests_max = 500
    counts_by    = "FORWARDED_IP"
    denied       = ["198.51.100.0/24", "2001:db8::/32"]
    allowed      = ["192.0.2.0/24"]
  }

  assert {
    condition     = toset([for rule in aws_wafv2_web_acl.this.rule : rule.name]) == toset(["denied-v4", "denied-v6", "allowed-v4", "rate", "AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet"])
    error_message = "There is a rule for each list and group, and one for the rate."
  }

  assert {
    condition     = length(distinct([for rule in aws_wafv2_web_acl.this.rule : rule.priority])) == 8
    error_message = "No two rules have one priority."
  }

  assert {
    condition     = max([for rule in aws_wafv2_web_acl.this.rule : rule.priority if startswith(rule.name, "denied")]...) < min([for rule in aws_wafv2_web_acl.this.rule : rule.priority if !startswith(rule.name, "denied")]...)
    error_message = "Who is denied is turned away first."
  }

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[0].limit if rule.name == "rate"]) == 500
    error_message = "The rate is the one asked for."
  }

  assert {
    condition     = length(aws_wafv2_web_acl_logging_configuration.this) == 1 && startswith(aws_cloudwatch_log_group.this[0].name, "aws-waf-logs-")
    error_message = "What is blocked is logged."
  }
}
