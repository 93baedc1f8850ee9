//! `comanda workflow run`: a definition is executed on the spot.

use anyhow::{Context, bail};
use serde_json::Value;
use workflow::machine::Outcome;
use workflow::{Mocks, Rehearsed, rehearse};

use super::arguments::RunArgs;
use super::line::line;
use super::{files, note, open, say};

/// Executes a definition, and prints what it gives.
pub(super) fn run(args: &RunArgs) -> anyhow::Result<()> {
    let definition = files::definition(&args.file)?;
    let input = files::json(&args.input).context("--input is no JSON")?;
    let expected = "{\"State\": [{\"Return\": …}, {\"Throw\": {\"Error\": …}}]}";
    let mocks: Option<Mocks> = files::mocks(args.mocks.as_deref(), expected)?;
    let done = rehearse(&definition, input, &mocks.unwrap_or_default(), open::clock().now());
    if args.history {
        say(serde_json::to_string_pretty(&done.events)?);
    } else {
        for event in &done.events {
            note(line(event, &done.events));
        }
    }
    let output = outcome(&done)?;
    if !args.history {
        say(serde_json::to_string_pretty(output)?);
    }
    Ok(())
}

/// What it gave, or a sentence that says why nothing.
fn outcome(done: &Rehearsed) -> anyhow::Result<&Value> {
    let states: Vec<&str> = done.unanswered.iter().map(String::as_str).collect();
    let unanswered = match states.as_slice() {
        [] => String::new(),
        states => format!("; nobody answered for {} (see --mocks)", states.join(", ")),
    };
    let failed = match &done.execution.outcome {
        Outcome::Succeeded { output } => return Ok(output),
        Outcome::Running => bail!("it would wait for ever{unanswered}"),
        Outcome::Failed(failed) | Outcome::TimedOut(failed) | Outcome::Aborted(failed) => failed,
    };
    let error = failed.error.as_deref().unwrap_or("an error without a name");
    match &failed.cause {
        Some(cause) => bail!("it ended with {error}: {cause}{unanswered}"),
        None => bail!("it ended with {error}{unanswered}"),
    }
}
