//! The function `scheduled` of AWS Lambda: it does what the clock asks for,
//! reconciling and backups.

use std::process::ExitCode;

fn main() -> ExitCode {
    comanda::lambda::scheduled()
}
