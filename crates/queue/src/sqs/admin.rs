//! What administrators ask: counts, a look inside, everything dropped.

use std::time::Duration;

use aws_sdk_sqs::types::QueueAttributeName as Name;

use super::call::{self, unavailable};
use super::queue::SqsQueue;
use super::receipts::Action;
use crate::error::Error;
use crate::port::{Attributes, BATCH_MAX, Part, Peeked};

/// How long a look inside keeps messages from others, should it die in the middle.
const LOOK: Duration = Duration::from_secs(10);
/// Most messages of a look inside.
const LOOK_MAX: usize = 100;

impl SqsQueue {
    /// Counts what waits, what is in flight and what is dead.
    pub(super) async fn count(&self, queue: &str) -> Result<Attributes, Error> {
        let (visible, in_flight) = self.count_part(queue, Part::Live).await?;
        let (dead, dead_in_flight) = self.count_part(queue, Part::Dead).await?;
        Ok(Attributes { visible, in_flight, dead: dead + dead_in_flight })
    }

    /// How many messages are visible, and how many are not.
    async fn count_part(&self, queue: &str, part: Part) -> Result<(usize, usize), Error> {
        let url = self.url(queue, part).await?;
        let visible = Name::ApproximateNumberOfMessages;
        let hidden = Name::ApproximateNumberOfMessagesNotVisible;
        let ask = self.client.get_queue_attributes().queue_url(url);
        let ask = ask.attribute_names(visible.clone()).attribute_names(hidden.clone());
        let found = ask.send().await.map_err(unavailable)?.attributes.unwrap_or_default();
        let count = |name| found.get(name).and_then(|count| count.parse().ok()).unwrap_or(0);
        Ok((count(&visible), count(&hidden)))
    }

    /// Receives messages and gives them back. So each look counts as a receive, others do not get
    /// these messages meanwhile, and of a group it shows the first ten.
    pub(super) async fn show(
        &self,
        queue: &str,
        part: Part,
        limit: usize,
    ) -> Result<Vec<Peeked>, Error> {
        let url = self.url(queue, part).await?;
        let limit = limit.clamp(1, LOOK_MAX);
        let mut seen = Vec::new();
        let looked = loop {
            let max = BATCH_MAX.min(limit - seen.len());
            match self.ask(&url, max, LOOK, Duration::ZERO).await {
                Ok(messages) => {
                    let is_all = messages.is_empty();
                    seen.extend(messages);
                    if is_all || seen.len() >= limit {
                        break Ok(());
                    }
                }
                Err(error) => break Err(error),
            }
        };
        let receipts: Vec<_> = seen.iter().map(|one| one.receipt.clone()).collect();
        self.act_at(&url, &receipts, Action::Hide(Duration::ZERO)).await?;
        looked?;
        let peeked = seen.into_iter().map(|one| Peeked {
            message_id: one.message_id,
            group: one.group,
            deduplication_id: one.deduplication_id,
            body: one.body,
            receive_count: one.receive_count.saturating_sub(1), // without this look
            sent_at: one.sent_at,
        });
        Ok(peeked.collect())
    }

    /// Drops everything, up to once a minute; says how many messages were there before.
    pub(super) async fn drop_all(&self, queue: &str, part: Part) -> Result<usize, Error> {
        let (visible, hidden) = self.count_part(queue, part).await?;
        let url = self.url(queue, part).await?;
        match self.client.purge_queue().queue_url(url).send().await {
            Ok(_) => Ok(visible + hidden),
            Err(error) if call::is(&error, &["PurgeQueueInProgress"]) => Err(Error::Busy),
            Err(error) => Err(unavailable(error)),
        }
    }
}
