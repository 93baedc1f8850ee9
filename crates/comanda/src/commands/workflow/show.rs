//! `comanda workflow show`

use kernel::Timestamp;
use serde_json::json;
use workflow::machine::Event;
use workflow::{Described, Engine, Error, Status};

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
    let found = read(&app.engine, &args.execution).await;
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
    tell(described, &events, app.clock.now())?;
    if args.history {
        say("");
        events.iter().for_each(|event| say(line(event, &events)));
    }
    Ok(())
}

async fn read(engine: &Engine, execution: &str) -> anyhow::Result<(Described, Vec<Event>)> {
    let described = find(engine, execution).await?;
    let events = history(engine, &described.id).await?;
    Ok((described, events))
}

/// The whole history.
async fn history(engine: &Engine, id: &str) -> Result<Vec<Event>, Error> {
    let mut events: Vec<Event> = Vec::new();
    loop {
        let after = events.last().map_or(0, |event| event.id);
        let more = engine.history(id, after).await?;
        if more.is_empty() {
            return Ok(events);
        }
        events.extend(more);
    }
}

/// Says in words where it stands.
fn tell(described: Described, events: &[Event], now: Timestamp) -> anyhow::Result<()> {
    let status = described.status;
    let (started, ended) = (described.started_at, described.ended_at);
    let lasted = span(started, ended.unwrap_or(now));
    let (states, wake_at, redrives) =
        (described.states.clone(), described.wake_at, described.redrives);
    let id = described.id.clone();
    // What is shown is what the HTTP API shows.
    let shown = json!(ExecutionBody::whole(described));
    let text = |name: &str| shown[name].as_str().unwrap_or_default();
    match ended {
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
    for state in &states {
        row("state", state);
        if let Some(what) = waits_for(events, state) {
            row("waits for", &what);
        }
    }
    if let Some(at) = wake_at {
        row("until", &format!("{}, then it goes on by itself", time(at)));
    }
    if let (true, Some(state)) =
        (states.is_empty() && status != Status::Succeeded, last_state(events))
    {
        row("state", state);
    }
    for name in ["error", "cause"] {
        if !text(name).is_empty() {
            row(name, text(name));
        }
    }
    if redrives > 0 {
        row("redrives", &redrives.to_string());
    }
    row("input", &serde_json::to_string(&shown["input"])?);
    if status == Status::Succeeded {
        row("output", &serde_json::to_string(&shown["output"])?);
    }
    Ok(())
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
