//! `comanda workflow`: definitions of the Amazon States Language, tried out without a server, and
//! the executions among the records.

mod arguments;
mod change;
mod files;
mod find;
mod line;
mod list;
mod run;
mod show;
mod test_state;
mod validate;
mod waits;

use std::process::ExitCode;

pub(crate) use self::arguments::WorkflowCommand;
use super::{note, open, run as on_runtime, say};
use crate::config::{self, Sources};

/// Does what is asked for; only what is about executions needs the configuration.
pub(crate) fn workflow(sources: &Sources, command: WorkflowCommand) -> anyhow::Result<ExitCode> {
    let config = || config::load(sources);
    match command {
        WorkflowCommand::Validate { files } => return Ok(validate::validate(&files)),
        WorkflowCommand::Run(args) => run::run(&args),
        WorkflowCommand::TestState(args) => test_state::test_state(&args),
        WorkflowCommand::List(args) => on_runtime(list::list(&config()?, &args)),
        WorkflowCommand::Show(args) => on_runtime(show::show(&config()?, &args)),
        WorkflowCommand::Stop { execution, reason } => {
            on_runtime(change::stop(&config()?, &execution, reason))
        }
        WorkflowCommand::Redrive { execution } => {
            on_runtime(change::redrive(&config()?, &execution))
        }
    }?;
    Ok(ExitCode::SUCCESS)
}
