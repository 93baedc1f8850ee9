mock_provider "aws" {
  source = "./mocks"
}

variables {
  prefix      = "comanda-test"
  emails      = ["admin@example.com"]
  kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-00000000e55a"
}

run "what_is_found_is_told_to_administrators" {
  module {
    source = "../modules/guard"
  }

  assert {
    condition     = output.detector_id != null && toset(keys(aws_guardduty_detector_feature.this)) == toset(["S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS"])
    error_message = "The detector also watches what the blueprint has: buckets and functions."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.findings.event_pattern).detail.severity[0].numeric == [">=", 4]
    error_message = "Findings from medium on are told."
  }

  assert {
    condition     = aws_cloudwatch_event_target.findings.arn == output.topic_arn && toset(keys(aws_sns_topic_subscription.email)) == toset(["admin@example.com"])
    error_message = "The rule tells the topic, and the topic tells administrators."
  }

  assert {
    condition     = one(jsondecode(aws_sns_topic_policy.findings.policy).Statement).Principal.Service == "events.amazonaws.com"
    error_message = "Only EventBridge may publish findings."
  }
}

run "an_account_that_is_watched_already_keeps_its_detector" {
  module {
    source = "../modules/guard"
  }

  variables {
    detector = false
  }

  assert {
    condition     = output.detector_id == null && length(aws_guardduty_detector_feature.this) == 0
    error_message = "There is no second detector."
  }

  assert {
    condition     = aws_cloudwatch_event_rule.findings.name == "comanda-test-findings"
    error_message = "Its findings are told all the same."
  }
}
