# An instance of the blueprint serverless-espresso on a stand-in, for tests.
region              = "us-east-1"
prefix              = "comanda-test"
buckets             = "comanda-test"
locations           = ["loc_demo-cafe"]
extra_callback_urls = ["http://localhost:8080/"]
keep                = false

sign_in = {
  domain_prefix = "comanda-test"
}

tell = {
  customers      = ["guests@example.com"]
  baristas       = ["counter@example.com"]
  administrators = ["admin@example.com"]
}

firewall = {
  allowed = ["192.0.2.0/24"]
  denied  = ["198.51.100.0/24", "2001:db8::/32"]
}

# All of ministack.tfvars, and what only this blueprint has.
stand_in_cannot = {
  amplify     = "no Amplify"
  api-cache   = "a stage with a cache never becomes AVAILABLE"
  guardduty   = "no GuardDuty"
  log-queries = "no saved queries of CloudWatch Logs"
  tls         = "it speaks HTTP, so what is refused without TLS would refuse everything"
  waf-log     = "no PutLoggingConfiguration of WAF"
  x-ray       = "no X-Ray"
}
