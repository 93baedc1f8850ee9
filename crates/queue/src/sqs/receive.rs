//! Receiving.

use std::time::Duration;

use aws_sdk_sqs::config::Builder;
use aws_sdk_sqs::types::MessageSystemAttributeName as Name;
use kernel::Timestamp;
use tokio::time::Instant;

use super::call::{seconds, unavailable, within};
use super::queue::SqsQueue;
use crate::consumer::by_group;
use crate::error::Error;
use crate::port::{BATCH_MAX, Delivery, Part, VISIBILITY_MAX};

/// How long one call waits for messages. SQS would wait for 20 s. But a call that is given up may
/// still take messages, for nobody; so whoever stops waits for it to end.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// How long messages are received one by one after one has come again: twice the longest wait of
/// the consumer, so that what keeps failing is not forgotten in between.
const CAREFUL_FOR: Duration = Duration::from_mins(10);
/// What is asked about each message.
const ASKED: [Name; 5] = [
    Name::ApproximateReceiveCount,
    Name::AwsTraceHeader,
    Name::MessageDeduplicationId,
    Name::MessageGroupId,
    Name::SentTimestamp,
];

impl SqsQueue {
    /// Takes what is there, or what comes within `wait`.
    pub(super) async fn take_next(
        &self,
        queue: &str,
        max: usize,
        visibility: Duration,
        wait: Duration,
    ) -> Result<Vec<Delivery>, Error> {
        let url = self.url(queue, Part::Live).await?;
        let max = if self.is_careful(queue) { 1 } else { max };
        let messages = self.ask(&url, max, visibility, wait).await?;
        if messages.iter().any(|message| message.receive_count > 1) {
            let until = Instant::now() + CAREFUL_FOR;
            self.local(queue, |local| local.careful_until = Some(until));
        }
        Ok(messages)
    }

    /// Whether messages come one by one. Every receive counts, so those that stand behind a failing
    /// message would be counted with it, and die with it untried.
    fn is_careful(&self, queue: &str) -> bool {
        let now = Instant::now();
        self.local(queue, |local| local.careful_until.is_some_and(|until| now < until))
    }

    /// Receives from the queue at `url`. The messages of one group stand together. When the answer
    /// is lost the call is made again as the same attempt, and SQS answers the same messages.
    pub(super) async fn ask(
        &self,
        url: &str,
        max: usize,
        visibility: Duration,
        wait: Duration,
    ) -> Result<Vec<Delivery>, Error> {
        let answer = self
            .client
            .receive_message()
            .queue_url(url)
            .max_number_of_messages(i32::try_from(max.clamp(1, BATCH_MAX)).unwrap_or(1))
            .visibility_timeout(seconds(visibility.min(VISIBILITY_MAX)))
            .wait_time_seconds(seconds(wait))
            .receive_request_attempt_id(self.random.token())
            .set_message_system_attribute_names(Some(ASKED.to_vec()))
            .customize()
            .config_override(Builder::new().timeout_config(within(wait)))
            .send()
            .await
            .map_err(unavailable)?;
        let messages = answer.messages.unwrap_or_default().into_iter();
        let deliveries = messages.filter_map(delivery).collect();
        Ok(by_group(deliveries).into_iter().flatten().collect())
    }
}

/// A message as the port tells it; one without a receipt is none.
fn delivery(message: aws_sdk_sqs::types::Message) -> Option<Delivery> {
    let mut said = message.attributes.unwrap_or_default();
    let sent_at = said.get(&Name::SentTimestamp).and_then(|ms| ms.parse().ok()).unwrap_or(0);
    Some(Delivery {
        message_id: message.message_id?,
        receipt: message.receipt_handle?,
        group: said.remove(&Name::MessageGroupId)?,
        deduplication_id: said.remove(&Name::MessageDeduplicationId).unwrap_or_default(),
        body: message.body.unwrap_or_default(),
        receive_count: said
            .get(&Name::ApproximateReceiveCount)
            .and_then(|count| count.parse().ok())
            .unwrap_or(1),
        sent_at: Timestamp::from_millisecond(sent_at).unwrap_or_default(),
        trace: said.remove(&Name::AwsTraceHeader),
    })
}
