output "jobs" {
  description = "By job: the name of its schedule."
  value       = { for job, schedule in aws_scheduler_schedule.this : job => schedule.name }
}
