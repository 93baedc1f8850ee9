//! The function `relay` of AWS Lambda: it carries messages from the outbox to topics and queues.

use std::process::ExitCode;

fn main() -> ExitCode {
    comanda::lambda::relay()
}
