# An instance of the blueprint serverless-orders on a stand-in, for tests.
region              = "us-east-1"
prefix              = "comanda-test"
buckets             = "comanda-test"
locations           = ["loc_demo-cafe"]
alarms_to           = ["alarms@example.com"]
notices_to          = { "counter@example.com" = ["staff"] }
extra_callback_urls = ["http://localhost:8080/"]
keep                = false
cache               = { size_gb = "0.5", ttl_s = 30 }

sign_in = {
  domain_prefix     = "comanda-test"
  threat_protection = "ENFORCED"
}

firewall = {
  allowed = ["192.0.2.0/24"]
  denied  = ["198.51.100.0/24", "2001:db8::/32"]
}
