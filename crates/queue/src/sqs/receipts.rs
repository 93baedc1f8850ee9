//! What can be done with receipts: finish messages, or hide them for another while. Ten a call.

use std::time::Duration;

use aws_sdk_sqs::types::{
    BatchResultErrorEntry, ChangeMessageVisibilityBatchRequestEntry, DeleteMessageBatchRequestEntry,
};

use super::call::{refused, seconds, unavailable};
use super::queue::SqsQueue;
use crate::backoff;
use crate::error::Error;
use crate::port::{BATCH_MAX, Part, VISIBILITY_MAX};

/// How often a receipt that the service could not handle is tried again.
const RETRIES: u32 = 3;

/// What to do with the messages of some receipts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    /// They are done.
    Finish,
    /// They become visible after this time.
    Hide(Duration),
}

impl SqsQueue {
    /// Does it for each receipt that is still good.
    pub(super) async fn act(
        &self,
        queue: &str,
        receipts: &[String],
        action: Action,
    ) -> Result<Vec<Result<(), Error>>, Error> {
        let url = self.url(queue, Part::Live).await?;
        let results = self.act_at(&url, receipts, action).await?;
        if !matches!(action, Action::Hide(time) if !time.is_zero()) {
            self.arrived(queue); // a group may be free now, with more messages
        }
        Ok(results)
    }

    /// The same for receipts of the queue at `url`.
    pub(super) async fn act_at(
        &self,
        url: &str,
        receipts: &[String],
        action: Action,
    ) -> Result<Vec<Result<(), Error>>, Error> {
        let mut results: Vec<_> = receipts.iter().map(|_| Ok(())).collect();
        for first in (0..receipts.len()).step_by(BATCH_MAX) {
            let mut places: Vec<_> = (first..receipts.len().min(first + BATCH_MAX)).collect();
            let mut failures = 0;
            while !places.is_empty() {
                let failed = self.call(url, receipts, &places, action).await?;
                places.clear();
                failures += 1;
                for one in failed {
                    let Ok(place) = one.id.parse::<usize>() else { continue };
                    if one.sender_fault {
                        results[place] = Err(Error::StaleReceipt);
                    } else if failures > RETRIES {
                        results[place] = Err(refused(&one.code, one.message.as_deref()));
                    } else {
                        places.push(place);
                    }
                }
                if !places.is_empty() {
                    tokio::time::sleep(backoff::after(failures, true, &*self.random)).await;
                }
            }
        }
        Ok(results)
    }

    /// One call for the receipts in `places`; those that were refused.
    async fn call(
        &self,
        url: &str,
        receipts: &[String],
        places: &[usize],
        action: Action,
    ) -> Result<Vec<BatchResultErrorEntry>, Error> {
        match action {
            Action::Finish => {
                let entries = places.iter().map(|place| {
                    DeleteMessageBatchRequestEntry::builder()
                        .id(place.to_string())
                        .receipt_handle(&receipts[*place])
                        .build()
                });
                let entries = entries.collect::<Result<Vec<_>, _>>().map_err(unavailable)?;
                let delete = self.client.delete_message_batch().queue_url(url);
                let answer = delete.set_entries(Some(entries)).send().await;
                Ok(answer.map_err(unavailable)?.failed)
            }
            Action::Hide(time) => {
                let entries = places.iter().map(|place| {
                    ChangeMessageVisibilityBatchRequestEntry::builder()
                        .id(place.to_string())
                        .receipt_handle(&receipts[*place])
                        .visibility_timeout(seconds(time.min(VISIBILITY_MAX)))
                        .build()
                });
                let entries = entries.collect::<Result<Vec<_>, _>>().map_err(unavailable)?;
                let change = self.client.change_message_visibility_batch().queue_url(url);
                let answer = change.set_entries(Some(entries)).send().await;
                Ok(answer.map_err(unavailable)?.failed)
            }
        }
    }
}
