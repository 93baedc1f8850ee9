//! `comanda workflow validate` and `comanda workflow run`: definitions of the Amazon States
//! Language, without a server.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use serde_json::Value;
use workflow::asl::{self, Definition};
use workflow::machine::{Event, Outcome};
use workflow::{Mocks, Rehearsed, rehearse};

use super::{complain, note, open, say};
use crate::cli::{RunArgs, WorkflowCommand};

/// Checks a definition, or executes it on the spot.
pub(crate) fn workflow(command: &WorkflowCommand) -> anyhow::Result<ExitCode> {
    match command {
        WorkflowCommand::Validate { files } => {
            let mut code = ExitCode::SUCCESS;
            for file in files {
                match definition(file) {
                    Ok(_) => say(format_args!("{} is a sound definition.", file.display())),
                    Err(error) => {
                        complain(&error);
                        code = ExitCode::FAILURE;
                    }
                }
            }
            Ok(code)
        }
        WorkflowCommand::Run(args) => run(args),
    }
}

fn run(args: &RunArgs) -> anyhow::Result<ExitCode> {
    let definition = definition(&args.file)?;
    let input = json(&args.input).context("--input is no JSON")?;
    let mocks: Mocks = match &args.mocks {
        None => Mocks::default(),
        Some(file) => {
            let shown = file.display();
            let text = read(file)?;
            serde_json::from_str(&text).with_context(|| {
                format!(
                    "{shown} is no file of replies: expected {{\"State\": [{{\"Return\": …}}, \
                     {{\"Throw\": {{\"Error\": …}}}}]}}"
                )
            })?
        }
    };
    let done = rehearse(&definition, input, &mocks, open::clock().now());
    if args.history {
        say(serde_json::to_string_pretty(&done.events)?);
    } else {
        done.events.iter().for_each(|event| note(line(event, &done.events)));
    }
    let output = outcome(&done)?;
    if !args.history {
        say(serde_json::to_string_pretty(output)?);
    }
    Ok(ExitCode::SUCCESS)
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

/// An event as a person reads it: when, what, and which state.
fn line(event: &Event, all: &[Event]) -> String {
    let began = all.first().map_or(event.timestamp, |first| first.timestamp);
    let after = event.timestamp.as_second() - began.as_second();
    let name = event.details.values().find_map(|details| details.get("name")?.as_str());
    let kind = &event.kind;
    format!("{after:>6} s  {kind:<24}  {}", name.unwrap_or_default()).trim_end().to_owned()
}

fn definition(file: &Path) -> anyhow::Result<Definition> {
    asl::read(&read(file)?).map_err(|flaws| {
        let lines: Vec<_> = flaws.iter().map(|flaw| format!("\n  {flaw}")).collect();
        anyhow::anyhow!("{} is no sound definition:{}", file.display(), lines.concat())
    })
}

/// JSON, or `@FILE` that holds it.
fn json(text: &str) -> anyhow::Result<Value> {
    let text = match text.strip_prefix('@') {
        Some(file) => read(Path::new(file))?,
        None => text.to_owned(),
    };
    Ok(serde_json::from_str(&text)?)
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}
