//! Dead letters back to their queue.

use std::time::Duration;

use super::call::{self, unavailable};
use super::queue::SqsQueue;
use super::receipts::Action;
use crate::error::Error;
use crate::port::{BATCH_MAX, Delivery, Message, Part};

/// How long dead letters are kept from others while they are moved by hand.
const MOVES_WITHIN: Duration = Duration::from_mins(1);

impl SqsQueue {
    /// Has SQS move them, which goes on in the background: the count is of those there when it
    /// began. A service that cannot do it is a stand-in; there they are moved by hand.
    pub(super) async fn revive(&self, queue: &str) -> Result<usize, Error> {
        let dead = self.count(queue).await?.dead;
        if dead == 0 {
            return Ok(0);
        }
        let url = self.url(queue, Part::Dead).await?;
        let arn = self.arn(&url).await?;
        match self.client.start_message_move_task().source_arn(arn).send().await {
            Ok(_) => Ok(dead),
            Err(error) if call::is(&error, &["InvalidAction", "NotImplemented"]) => {
                self.move_dead(queue, &url).await
            }
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Moves them one by one, each group in its order.
    async fn move_dead(&self, queue: &str, url: &str) -> Result<usize, Error> {
        let mut moved = 0;
        loop {
            let dead = self.ask(url, BATCH_MAX, MOVES_WITHIN, Duration::ZERO).await?;
            if dead.is_empty() {
                return Ok(moved);
            }
            let messages: Vec<_> = dead.iter().map(again).collect();
            let unsent = self.send_each(queue, &messages).await;
            let (mut sent, mut kept) = (Vec::new(), Vec::new());
            for (place, letter) in dead.into_iter().enumerate() {
                let to = if unsent.places.contains(&place) { &mut kept } else { &mut sent };
                to.push(letter.receipt);
            }
            for result in self.act_at(url, &sent, Action::Finish).await? {
                result?;
            }
            moved += sent.len();
            if let Some(error) = unsent.error {
                self.act_at(url, &kept, Action::Hide(Duration::ZERO)).await?;
                return Err(error);
            }
        }
    }
}

/// The message to send for a dead letter. Under its own de-duplication id it could still be taken
/// for a duplicate of itself and be lost; so it goes by what the queue calls it, which also drops
/// it when a move that was cut off begins again.
fn again(dead: &Delivery) -> Message {
    Message {
        group: dead.group.clone(),
        deduplication_id: dead.message_id.clone(),
        body: dead.body.clone(),
    }
}
