//! `comanda queue list|peek|redrive|purge`

use std::io::{BufRead, IsTerminal};

use anyhow::bail;
use queue::{Part, Queue};

use super::{open, say};
use crate::cli::QueueCommand;
use crate::config::Config;

/// Looks after the queues.
pub(crate) async fn queue(config: &Config, command: QueueCommand) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let queues = &*app.queue;
    match command {
        QueueCommand::List => list(queues).await?,
        QueueCommand::Peek { queue, dead, limit } => {
            known(queues, &queue).await?;
            peek(queues, &queue, part(dead), limit).await?;
        }
        QueueCommand::Redrive { queue } => {
            known(queues, &queue).await?;
            let count = queues.redrive(&queue).await?;
            say(format_args!("{count} dead letters went back to {queue}."));
        }
        QueueCommand::Purge { queue, dead, yes } => {
            known(queues, &queue).await?;
            if !yes && !confirmed(&queue, dead)? {
                bail!("nothing was thrown away");
            }
            let count = queues.purge(&queue, part(dead)).await?;
            say(format_args!("{count} messages of {queue} were thrown away."));
        }
    }
    app.store.close().await;
    Ok(())
}

fn part(dead: bool) -> Part {
    if dead { Part::Dead } else { Part::Live }
}

/// Queues that are wired exist even before their first message.
async fn names(queues: &dyn Queue) -> anyhow::Result<Vec<String>> {
    let wired = crate::wiring::QUEUES.map(ToOwned::to_owned);
    let mut names: Vec<String> = queues.queues().await?.into_iter().chain(wired).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

async fn known(queues: &dyn Queue, name: &str) -> anyhow::Result<()> {
    let names = names(queues).await?;
    if names.iter().any(|known| known == name) {
        return Ok(());
    }
    bail!("there is no queue {name}; there are: {}", names.join(", "))
}

async fn list(queues: &dyn Queue) -> anyhow::Result<()> {
    say(format_args!("{:<20} {:>9} {:>9} {:>9}", "QUEUE", "WAITING", "IN HAND", "DEAD"));
    for name in names(queues).await? {
        let count = queues.attributes(&name).await?;
        let (visible, in_flight, dead) = (count.visible, count.in_flight, count.dead);
        say(format_args!("{name:<20} {visible:>9} {in_flight:>9} {dead:>9}"));
    }
    Ok(())
}

async fn peek(queues: &dyn Queue, name: &str, part: Part, limit: usize) -> anyhow::Result<()> {
    let messages = queues.peek(name, part, limit.clamp(1, 100)).await?;
    if messages.is_empty() {
        say("There is nothing here.");
    }
    for message in messages {
        let (group, count) = (&message.group, message.receive_count);
        say(format_args!("{} group {group}, delivered {count} times", message.message_id));
        say(format_args!("  {}", message.body));
    }
    Ok(())
}

fn confirmed(queue: &str, dead: bool) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        bail!("this throws messages away for ever: add --yes if you mean it");
    }
    let what = if dead { "dead letters" } else { "messages" };
    say(format_args!("Throw all {what} of {queue} away for ever? Type the queue's name:"));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim() == queue)
}
