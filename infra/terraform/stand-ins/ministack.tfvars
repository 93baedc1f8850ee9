# What ministack 1.5.33 cannot do. It is left out there, and the output `left_out` says so; `terraform test` looks at it
# with a provider that is mocked.
stand_in_cannot = {
  api-cache   = "a stage with a cache never becomes AVAILABLE"
  log-queries = "no saved queries of CloudWatch Logs"
  tls         = "it speaks HTTP, so what is refused without TLS would refuse everything"
  waf-log     = "no PutLoggingConfiguration of WAF"
  x-ray       = "no X-Ray"
}
