//! What each command does, a command a file.

mod check;
mod client;
mod contracts;
mod key;
mod menu;
mod migrate;
mod open;
mod queue;
mod serve;
mod token;
mod user;
mod workflow;

use std::future::Future;
use std::io::Write;

use clap_complete::Shell;

pub(crate) use self::check::check;
pub(crate) use self::client::{ClientCommand, client};
pub(crate) use self::contracts::contracts;
pub(crate) use self::key::key;
pub(crate) use self::menu::menu;
pub(crate) use self::migrate::migrate;
pub(crate) use self::queue::queue;
pub(crate) use self::serve::{serve, work};
pub(crate) use self::token::token;
pub(crate) use self::user::{UserCommand, user};
pub(crate) use self::workflow::{WorkflowCommand, workflow};

/// Runs a command on a runtime of its own.
pub(crate) fn run<T>(command: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    // The command's future is as large as all it awaits; it lives on the heap.
    let result = runtime.block_on(Box::pin(command));
    // Reads that nobody waits for any more need not be waited for.
    runtime.shutdown_background();
    result
}

/// Prints a line to standard output. When nobody reads it any more (`| head`), that is no failure.
pub(crate) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints a line beside the result, to standard error.
pub(crate) fn note(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Says what went wrong, and what that came from, on standard error.
pub(crate) fn complain(error: &anyhow::Error) {
    let mut stderr = std::io::stderr().lock();
    let _ = writeln!(stderr, "error: {error}");
    for cause in error.chain().skip(1) {
        let _ = writeln!(stderr, "  because: {cause}");
    }
}

/// Prints completions for a shell.
pub(crate) fn completions(shell: Shell, command: &mut clap::Command) {
    clap_complete::generate(shell, command, "comanda", &mut std::io::stdout());
}
