//! `comanda workflow show`

use kernel::Timestamp;
use serde_json::json;
use workflow::machine::Event;
use workflow::{Described, Error, Status, Workflows};

use super::arguments::ShowArgs;
use super::find::find;
use super::line::line;
use super::list::time;
use super::waits::{last_state, waits_for};
use super::{open, say};
use crate::config::Config;
use crate::workflows::http::{ExecutionBody, masked_event};

/// Shows an execution.
pub(super) async fn show(config: &Config, args: &ShowArgs) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let found = read(&*app.workflows, &args.execution).await;
    app.store.close().await;
    let (described, events) = found?;
    let events: Vec<Event> = events.into_iter().map(masked_event).collect();
    if args.json {
        let mut shown = json!(ExecutionBody::whole(described));
        if args.history {
            shown["history"] = json!(events);
        }
        say(serde_json::to_string_pretty(&shown)?);
        return Ok(());
    }
    tell(described, &events, app.clock.now());
    if args.history {
        say("");
        for event in &events {
            say(line(event, &events));
        }
    }
    Ok(())
}

async fn read(
    workflows: &dyn Workflows,
    execution: &str,
) -> anyhow::Result<(Described, Vec<Event>)> {
    let described = find(workflows, execution).await?;
    let events = history(workflows, &described.id).await?;
    Ok((described, events))
}

/// The whole history.
async fn history(workflows: &dyn Workflows, id: &str) -> Result<Vec<Event>, Error> {
    let mut events: Vec<Event> = Vec::new();
    loop {
        let after = events.last().map_or(0, |event| event.id);
        let more = workflows.history(id, after).await?;
        if more.is_empty() {
            return Ok(events);
        }
        events.extend(more);
    }
}

/// Says in words where it stands.
fn tell(described: Described, events: &[Event], now: Timestamp) {
    let status = described.status;
    let shown = ExecutionBody::whole(described);
    let (id, started) = (&shown.id, shown.started_at);
    let lasted = span(started, shown.ended_at.unwrap_or(now));
    match shown.ended_at {
        None => say(format_args!("{id} is running since {}, for {lasted}.", time(started))),
        Some(at) => {
            let what = match status {
                Status::TimedOut => "timed out",
                Status::Aborted => "was stopped",
                status => status.word(),
            };
            say(format_args!("{id} {what} at {}, after {lasted}.", time(at)));
        }
    }
    let row = |name: &str, value: &str| say(format_args!("  {name:<10} {value}"));
    for state in &shown.states {
        row("state", state);
        if let Some(what) = waits_for(events, state) {
            row("waits for", &what);
        }
    }
    if let Some(at) = shown.wakes_at {
        row("until", &format!("{}, then it goes on by itself", time(at)));
    }
    if !matches!(status, Status::Running | Status::Succeeded)
        && let Some(state) = last_state(events)
    {
        row("state", state);
    }
    let redrives = (shown.redrives > 0).then(|| shown.redrives.to_string());
    for (name, text) in [("error", shown.error), ("cause", shown.cause), ("redrives", redrives)] {
        if let Some(text) = text {
            row(name, &text);
        }
    }
    for (name, data) in [("input", shown.input), ("output", shown.output)] {
        if let Some(data) = data {
            row(name, &data.to_string());
        }
    }
}

/// How long, in the two largest units that matter.
fn span(from: Timestamp, to: Timestamp) -> String {
    let seconds = (to.as_second() - from.as_second()).max(0);
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) => format!("{minutes} min {} s", seconds % 60),
        (0, _, _) => format!("{hours} h {} min", minutes % 60),
        _ => format!("{days} d {} h", hours % 24),
    }
}
