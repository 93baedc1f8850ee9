//! Who hears what.

use std::collections::{BTreeMap, BTreeSet};

use store::Destination;

/// Which queues have subscribed to which topics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Routes(BTreeMap<String, BTreeSet<String>>);

impl Routes {
    /// The same routes, and what is published to `topic` goes to `queue` too.
    #[must_use]
    pub fn and(mut self, topic: impl Into<String>, queue: impl Into<String>) -> Self {
        self.0.entry(topic.into()).or_default().insert(queue.into());
        self
    }

    /// The queues a message goes to; none when nobody has subscribed.
    pub fn queues_of<'a>(&'a self, to: &'a Destination) -> Vec<&'a str> {
        match to {
            Destination::Queue(queue) => vec![queue],
            Destination::Topic(topic) => {
                self.0.get(topic).into_iter().flatten().map(String::as_str).collect()
            }
        }
    }
}
