//! The function `api` of AWS Lambda: it answers requests from API Gateway.

use std::process::ExitCode;

fn main() -> ExitCode {
    comanda::lambda::api()
}
