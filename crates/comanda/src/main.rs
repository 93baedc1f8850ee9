//! `comanda`: online ordering for a café or bakery, in one program.

use std::process::ExitCode;

fn main() -> ExitCode {
    comanda::run()
}
