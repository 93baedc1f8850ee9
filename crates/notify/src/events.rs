//! What this context says: tasks for itself, on its own queue.

use serde_json::json;
use store::{Destination, Outgoing};

use crate::domain::Notification;

/// The queue that our tasks come from.
pub const QUEUE: &str = "notify";
/// The task: push to browsers what a customer is told.
pub(crate) const PUSH: &str = "notify.push";

/// In how many groups pushes stand: half of the places that a consumer has unless told otherwise.
pub const PUSH_GROUPS: u32 = 4;

/// Asks for the first attempt to push a notification that is being written down, if it has anywhere
/// to go.
pub(crate) fn first_push(told: &Notification) -> Option<Outgoing> {
    (!told.push_to.is_empty()).then(|| push(told, 1))
}

/// Asks for an attempt to push a notification. What is told of one order stays in its sequence.
pub(crate) fn push(told: &Notification, attempt: u32) -> Outgoing {
    let (id, order) = (&told.id, told.order.as_str());
    let group = order.bytes().map(u32::from).sum::<u32>() % PUSH_GROUPS;
    Outgoing {
        to: Destination::Queue(QUEUE.to_owned()),
        group: format!("pushes-{group}"),
        deduplication_id: format!("{id}/push/{attempt}"),
        body: json!({ "task": PUSH, "notification": id, "attempt": attempt }).to_string(),
    }
}
