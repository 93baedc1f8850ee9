output "url" {
  description = "The address of the site."
  value       = "https://${local.host}"
}

output "bucket" {
  description = "The name of the bucket with the pages."
  value       = aws_s3_bucket.this.bucket
}

output "files" {
  description = "What was put into the bucket."
  value = sort(flatten([
    for objects in [aws_s3_object.page, aws_s3_object.app, aws_s3_object.asset, aws_s3_object.manifest, aws_s3_object.told, aws_s3_object.picture] :
    [for object in objects : object.key]
  ]))
}

output "distribution_id" {
  description = "The id of the distribution, for invalidations and metrics."
  value       = aws_cloudfront_distribution.this.id
}

output "callback_urls" {
  description = "Where a sign-in sends people back to: the pages, and of each app the page, and the hidden frame or small window."
  value = concat(
    ["https://${local.host}/"],
    local.has_apps ? [for way in setproduct(local.names, ["signed-in", "silent.html"]) : "https://${local.host}/${join("/", way)}"] : [],
  )
}

output "logout_urls" {
  description = "Where people are sent after they have signed out."
  value       = concat(["https://${local.host}/"], local.has_apps ? [for app in local.names : "https://${local.host}/${app}/"] : [])
}
