//! The function `worker` of AWS Lambda: it handles the messages of one queue.

use std::process::ExitCode;

fn main() -> ExitCode {
    comanda::lambda::worker()
}
