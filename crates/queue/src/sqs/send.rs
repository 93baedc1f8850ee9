//! Sending: ten messages a call.

use async_trait::async_trait;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::SendMessageBatchRequestEntry;

use super::call::{refused, unavailable};
use super::queue::SqsQueue;
use super::text::allowed;
use crate::batches::{Batches, Refused, Unsent, send_in_order};
use crate::error::Error;
use crate::port::{Message, Part};

/// Messages on their way to a queue.
struct Sending<'a> {
    client: &'a Client,
    url: String,
    messages: &'a [Message],
}

impl SqsQueue {
    /// Sends each message that can be sent, in the order of its group.
    pub(crate) async fn send_each(&self, queue: &str, messages: &[Message]) -> Unsent {
        let url = match self.url(queue, Part::Live).await {
            Ok(url) => url,
            Err(error) => {
                return Unsent { places: (0..messages.len()).collect(), error: Some(error) };
            }
        };
        let sending = Sending { client: &self.client, url, messages };
        let unsent = send_in_order(&sending, messages, &*self.random).await;
        if unsent.places.len() < messages.len() {
            self.arrived(queue);
        }
        unsent
    }
}

#[async_trait]
impl Batches for Sending<'_> {
    /// Source: SQS takes 1 MiB a call.
    const BYTES_MAX: usize = 1024 * 1024;

    fn bytes(&self, place: usize) -> usize {
        allowed(&self.messages[place].body).len()
    }

    async fn send(&self, places: &[usize]) -> Result<Vec<Refused>, Error> {
        let entries = places.iter().map(|place| {
            let message = &self.messages[*place];
            SendMessageBatchRequestEntry::builder()
                .id(place.to_string())
                .message_body(allowed(&message.body))
                .message_group_id(&message.group)
                .message_deduplication_id(&message.deduplication_id)
                .build()
        });
        let entries = entries.collect::<Result<Vec<_>, _>>().map_err(unavailable)?;
        let send = self.client.send_message_batch().queue_url(&self.url);
        let answer = send.set_entries(Some(entries)).send().await.map_err(unavailable)?;
        let refusals = answer.failed.into_iter().filter_map(|failed| {
            Some(Refused {
                place: failed.id.parse().ok()?,
                is_at_fault: failed.sender_fault,
                error: refused(&failed.code, failed.message.as_deref()),
            })
        });
        Ok(refusals.collect())
    }
}
