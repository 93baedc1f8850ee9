//! `comanda workflow list`

use std::cmp::Reverse;

use anyhow::bail;
use kernel::Limit;
use workflow::{Described, Status, Workflows};

use super::arguments::ListArgs;
use super::{open, say};
use crate::config::Config;

/// Lists executions.
pub(super) async fn list(config: &Config, args: &ListArgs) -> anyhow::Result<()> {
    let status: Option<Status> = args.status.as_deref().map(str::parse).transpose()?;
    let app = open::app(config).await?;
    let found = executions(&*app.workflows, args, status).await;
    app.store.close().await;
    let found = found?;
    if found.is_empty() {
        say("There is nothing here.");
        return Ok(());
    }
    say(format_args!("{:<50} {:<10} {:<20} STATE OR ERROR", "EXECUTION", "STATUS", "SINCE"));
    for one in found {
        let since = time(one.ended_at.unwrap_or(one.started_at));
        let error = one.failed.and_then(|failed| failed.error).unwrap_or_default();
        let place = if one.states.is_empty() { error } else { one.states.join(", ") };
        let line = format!("{:<50} {:<10} {since:<20} {place}", one.id, one.status.word());
        say(line.trim_end());
    }
    Ok(())
}

async fn executions(
    workflows: &dyn Workflows,
    args: &ListArgs,
    status: Option<Status>,
) -> anyhow::Result<Vec<Described>> {
    let known = workflows.machines();
    let machines = args.machine.as_ref().map_or_else(|| known.clone(), |one| vec![one.clone()]);
    let limit = Limit::clamped(args.limit);
    let mut found = Vec::new();
    for machine in &machines {
        found.extend(workflows.list(machine, status, limit, None).await?.items);
    }
    if let (Some(machine), true) = (&args.machine, found.is_empty())
        && !known.contains(machine)
    {
        // One of an older version of the program may have executions still.
        match known.as_slice() {
            [] => bail!("there is no state machine {machine}; there are none"),
            known => bail!("there is no state machine {machine}; there are: {}", known.join(", ")),
        }
    }
    found.sort_by_key(|one| Reverse(one.started_at));
    found.truncate(limit.get());
    Ok(found)
}

/// An instant as a person reads it.
pub(super) fn time(at: kernel::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
