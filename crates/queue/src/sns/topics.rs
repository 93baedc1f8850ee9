//! Our topics, all in one FIFO topic of SNS.

use std::sync::Arc;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_sns::Client;
use aws_sdk_sns::config::Builder;
use aws_sdk_sns::types::{MessageAttributeValue, PublishBatchRequestEntry};
use kernel::Random;

use crate::batches::{Batches, Refused, Unsent, send_in_order};
use crate::error::Error;
use crate::port::Message;
use crate::sqs::{allowed, patience, refused, unavailable, within};

/// The attribute by which subscriptions choose.
const TOPIC: &str = "topic";
/// How its value is typed.
const STRING: &str = "String";

/// Topics published to one FIFO topic of SNS. Each message carries the attribute `topic`; a queue
/// subscribes with raw delivery and a filter policy on it.
pub struct SnsTopics {
    client: Client,
    arn: String,
    random: Arc<dyn Random>,
}

/// Messages on their way to the topic.
struct Publishing<'a> {
    of: &'a SnsTopics,
    topics: &'a [&'a str],
    messages: &'a [Message],
}

impl SnsTopics {
    /// The topic with this ARN. Nothing is called yet.
    pub fn new(arn: impl Into<String>, config: &SdkConfig, random: Arc<dyn Random>) -> Self {
        let config = Builder::from(config)
            .retry_config(patience())
            .timeout_config(within(std::time::Duration::ZERO))
            .build();
        Self { client: Client::from_conf(config), arn: arn.into(), random }
    }

    /// Publishes each message that can be published to the topic that stands in its place, in the
    /// order of its group.
    pub(super) async fn publish(&self, topics: &[&str], messages: &[Message]) -> Unsent {
        let publishing = Publishing { of: self, topics, messages };
        send_in_order(&publishing, messages, &*self.random).await
    }
}

#[async_trait]
impl Batches for Publishing<'_> {
    /// Source: SNS takes 256 KiB a call, attributes included.
    const BYTES_MAX: usize = 256 * 1024;

    fn bytes(&self, place: usize) -> usize {
        let attribute = TOPIC.len() + STRING.len() + self.topics[place].len();
        allowed(&self.messages[place].body).len() + attribute
    }

    async fn send(&self, places: &[usize]) -> Result<Vec<Refused>, Error> {
        let entries = places.iter().map(|place| {
            let message = &self.messages[*place];
            let topic = MessageAttributeValue::builder()
                .data_type(STRING)
                .string_value(self.topics[*place])
                .build()?;
            PublishBatchRequestEntry::builder()
                .id(place.to_string())
                .message(allowed(&message.body))
                .message_group_id(&message.group)
                .message_deduplication_id(&message.deduplication_id)
                .message_attributes(TOPIC, topic)
                .build()
        });
        let entries = entries.collect::<Result<Vec<_>, _>>().map_err(unavailable)?;
        let publish = self.of.client.publish_batch().topic_arn(&self.of.arn);
        let answer = publish.set_publish_batch_request_entries(Some(entries)).send().await;
        let failed = answer.map_err(unavailable)?.failed.unwrap_or_default();
        let refusals = failed.into_iter().filter_map(|failed| {
            Some(Refused {
                place: failed.id.parse().ok()?,
                is_at_fault: failed.sender_fault,
                error: refused(&failed.code, failed.message.as_deref()),
            })
        });
        Ok(refusals.collect())
    }
}
