//! What this context says: tasks for itself, on its own queue.

use serde_json::json;
use store::{Destination, Outgoing};

use crate::domain::Notification;

/// The queue that our tasks come from.
pub const QUEUE: &str = "notify";
/// The task: push to browsers what a customer is told.
pub(crate) const PUSH: &str = "notify.push";

/// In how many groups pushes stand: half of the places that a consumer has unless told otherwise.
/// One with no more places than this can have them all taken by slow pushes.
pub const PUSH_GROUPS: u32 = 4;

/// Asks to push a notification, if it has anywhere to go. What is told of one order stays in its
/// sequence.
pub(crate) fn push(told: &Notification) -> Option<Outgoing> {
    if told.push_to.is_empty() {
        return None;
    }
    let (id, order) = (&told.id, told.order.as_str());
    let group = order.bytes().map(u32::from).sum::<u32>() % PUSH_GROUPS;
    Some(Outgoing {
        to: Destination::Queue(QUEUE.to_owned()),
        group: format!("pushes-{group}"),
        deduplication_id: format!("{id}/push"),
        body: json!({ "task": PUSH, "notification": id }).to_string(),
    })
}
