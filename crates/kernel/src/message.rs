//! The envelope of everything one part says to another: events and tasks.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// The name of a kind of message: `orders.order-placed.v1`. Events are in the past tense, tasks in
/// the imperative; the number grows only when old readers could not read the new shape.
pub type Topic = &'static str;

/// A message as it travels: what it is, when it was said, and its data.
///
/// Its identity (for de-duplication) and its group (for order) belong to the queue, not to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope<D> {
    /// The kind of message, which is also the topic it was published to.
    #[serde(rename = "type")]
    pub topic: String,
    /// When the change it tells of was decided.
    pub at: Timestamp,
    /// What it says; its shape belongs to the topic.
    pub data: D,
}
