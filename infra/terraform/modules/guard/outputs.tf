output "topic_arn" {
  description = "The topic of findings."
  value       = aws_sns_topic.findings.arn
}

output "detector_id" {
  description = "The id of the detector that was started here, or null."
  value       = one([for detector in aws_guardduty_detector.this : detector.id])
}
