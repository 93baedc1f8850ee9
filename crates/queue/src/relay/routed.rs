//! Topics that are resolved here: each message goes to every queue that has subscribed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use store::Waiting;

use super::carrier::{Carried, Carrier};
use super::routes::Routes;
use crate::port::{Message, Queue};

/// Sends what goes to a topic to each of its queues.
///
/// After a failure nothing later goes to the same queue. The last queue takes the messages out of
/// the outbox with the same commit, where it can.
pub struct Routed {
    queue: Arc<dyn Queue>,
    routes: Routes,
}

impl Routed {
    /// Topics go to the queues that `routes` names.
    pub fn new(queue: Arc<dyn Queue>, routes: Routes) -> Self {
        Self { queue, routes }
    }

    /// The messages for each queue, each in the order they were committed.
    fn sorted<'a>(&'a self, waiting: &'a [Waiting]) -> BTreeMap<&'a str, Vec<Message>> {
        let mut sorted: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for message in waiting {
            for queue in self.routes.queues_of(&message.to) {
                sorted.entry(queue).or_default().push(Message::of(message));
            }
        }
        sorted
    }
}

#[async_trait]
impl Carrier for Routed {
    async fn carry(&self, waiting: &[Waiting]) -> Carried {
        let (mut refused, mut without) = (None, BTreeSet::new());
        let mut sorted = self.sorted(waiting);
        let last = sorted.pop_last();
        for (queue, messages) in sorted {
            if refused.is_none() {
                refused = self.queue.send(queue, messages).await.err();
            }
            if refused.is_some() {
                without.insert(queue);
            }
        }
        let mut left: Vec<_> = waiting.iter().map(|message| message.sequence).collect();
        if let Some((queue, messages)) = last {
            // Now every other queue has what is its, unless one refused it.
            let carried = match refused.take() {
                Some(error) => Err(error),
                None => self.queue.carry(queue, messages, left.clone()).await,
            };
            match carried {
                Ok(still_there) => left = still_there,
                Err(error) => {
                    refused = Some(error);
                    without.insert(queue);
                }
            }
        }
        let mut arrived = waiting.len();
        if refused.is_some() {
            let is_here = |message: &&Waiting| {
                self.routes.queues_of(&message.to).iter().all(|queue| !without.contains(queue))
            };
            left = waiting.iter().filter(is_here).map(|message| message.sequence).collect();
            arrived = left.len();
        }
        Carried { arrived, left, refused }
    }
}
