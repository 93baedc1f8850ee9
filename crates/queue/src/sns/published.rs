//! Topics that SNS resolves.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use store::{Destination, Waiting};

use super::topics::SnsTopics;
use crate::batches::Unsent;
use crate::port::Message;
use crate::relay::{Carried, Carrier};
use crate::sqs::SqsQueue;

/// Publishes what goes to a topic to SNS, and sends what goes to a queue to SQS.
///
/// Order holds among what goes to one destination: the messages of a group that a queue gets
/// through topics stay in order, and so do those it gets directly. Destinations do not wait for
/// each other, and of one destination groups do not either.
pub struct Published {
    topics: SnsTopics,
    queues: Arc<SqsQueue>,
}

impl Published {
    /// Topics go to `topics`, the rest to `queues`.
    pub fn new(topics: SnsTopics, queues: Arc<SqsQueue>) -> Self {
        Self { topics, queues }
    }
}

#[async_trait]
impl Carrier for Published {
    async fn carry(&self, waiting: &[Waiting]) -> Carried {
        let (mut said, mut asked) = (Vec::new(), BTreeMap::<_, Vec<_>>::new());
        for message in waiting {
            match &message.to {
                Destination::Topic(topic) => said.push((message, topic.as_str())),
                Destination::Queue(queue) => asked.entry(queue).or_default().push(message),
            }
        }
        let mut carried = Carried::default();
        let (said, topics): (Vec<_>, Vec<_>) = said.into_iter().unzip();
        note(&mut carried, &said, self.topics.publish(&topics, &messages(&said)).await);
        for (queue, asked) in asked {
            note(&mut carried, &asked, self.queues.send_each(queue, &messages(&asked)).await);
        }
        carried
    }
}

fn messages(waiting: &[&Waiting]) -> Vec<Message> {
    waiting.iter().map(|message| Message::of(message)).collect()
}

/// Takes down what became of the messages for one destination.
fn note(carried: &mut Carried, waiting: &[&Waiting], unsent: Unsent) {
    let sent = waiting.iter().enumerate().filter(|(place, _)| !unsent.places.contains(place));
    carried.left.extend(sent.map(|(_, message)| message.sequence));
    carried.arrived = carried.left.len();
    if carried.refused.is_none() {
        carried.refused = unsent.error;
    }
}
