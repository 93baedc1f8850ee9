//! The messages of one event, group by group.

use std::sync::Arc;

use kernel::Class;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

use super::event::{Answer, Event, Failure};
use crate::consumer::{Handler, HandlerError, by_group};
use crate::port::Delivery;

/// Handles an event of `queue`: groups side by side, the messages of a group one after another. At
/// its first failure a group stops; that message and those behind it are the answer's.
///
/// At `deadline` what is still running is dropped and counts as failed, like what could not begin.
/// Set it a little before the function's own time is over, because Lambda then lets the whole event
/// come again.
///
/// Nothing is extended and no wait is chosen: what failed comes again when the queue's visibility
/// is over, which must be longer than the function may take. An error that is not worth a
/// repetition is a failure like any other, so that its message becomes a dead letter. Every message
/// of the answer has used up one of its receives, tried or not. With events of one message, nobody
/// dies untried behind a message that keeps failing.
pub async fn handle(
    queue: &str,
    event: Event,
    handler: Arc<dyn Handler>,
    deadline: Instant,
) -> Answer {
    let deliveries = event.records.into_iter().map(Delivery::from).collect();
    let mut groups = JoinSet::new();
    for group in by_group(deliveries) {
        let (queue, handler) = (queue.to_owned(), Arc::clone(&handler));
        groups.spawn(async move { handle_group(&queue, group, &handler, deadline).await });
    }
    let failures = groups.join_all().await.into_iter().flatten();
    let batch_item_failures =
        failures.map(|one| Failure { item_identifier: one.message_id }).collect();
    Answer { batch_item_failures }
}

/// Handles messages of one group until one fails; that one and the rest.
async fn handle_group(
    queue: &str,
    group: Vec<Delivery>,
    handler: &Arc<dyn Handler>,
    deadline: Instant,
) -> Vec<Delivery> {
    let mut left = group.into_iter();
    while let Some(message) = left.next() {
        if let Err(error) = handle_one(&message, handler, deadline).await {
            complain(queue, &message, &error);
            return std::iter::once(message).chain(left).collect();
        }
    }
    Vec::new()
}

/// Runs the handler in a task of its own, so that its panic costs one message.
async fn handle_one(
    message: &Delivery,
    handler: &Arc<dyn Handler>,
    deadline: Instant,
) -> Result<(), HandlerError> {
    let late = || HandlerError::new("queue.out-of-time", Class::Unavailable, "no time was left");
    if Instant::now() >= deadline {
        return Err(late());
    }
    let mut run = JoinSet::new();
    let (message, handler) = (message.clone(), Arc::clone(handler));
    run.spawn(async move { handler.handle(&message).await });
    match timeout_at(deadline, run.join_next()).await {
        Ok(Some(Ok(outcome))) => outcome,
        Ok(Some(Err(panic))) => Err(HandlerError::new("queue.panic", Class::Bug, panic)),
        Ok(None) | Err(_) => Err(late()),
    }
}

fn complain(queue: &str, message: &Delivery, error: &HandlerError) {
    tracing::warn!(
        queue,
        group = message.group,
        message = message.deduplication_id,
        receives = message.receive_count,
        code = error.code(),
        error = error.chain(),
        "a message failed and comes again",
    );
}
