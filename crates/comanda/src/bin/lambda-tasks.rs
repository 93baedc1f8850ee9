//! The function `tasks` of AWS Lambda: it performs tasks that Step Functions asks for.

use std::process::ExitCode;

fn main() -> ExitCode {
    comanda::lambda::tasks()
}
