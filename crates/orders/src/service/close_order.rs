//! Ways out: an order that cannot be made, that nobody made, or that nobody fetched. Each of these
//! may run twice, and leaves alone what has ended already.

use kernel::OrderId;
use store::Outcome;

use super::{Orders, TRIES};
use crate::domain::{Command, Fulfilment, Order, Refusal, Status};
use crate::error::Error;

/// What customers are told when something went wrong that is not theirs to know.
const FAILED: (&str, &str) =
    ("orders.failed", "something went wrong on our side; the order was not taken");

/// How an order was closed, as its customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// Where it stands now.
    pub status: Status,
    /// Why, as a sentence.
    pub reason: Option<String>,
}

impl Orders {
    /// Closes an order because of an error: one that is only placed is rejected, one that is
    /// confirmed is cancelled. `None` if none was ever placed.
    ///
    /// # Errors
    /// [`Error::Contended`], those of the store.
    pub async fn close(
        &self,
        id: &OrderId,
        code: &str,
        detail: &str,
    ) -> Result<Option<Closed>, Error> {
        // Only our own codes come with words that are meant for customers.
        let is_ours = code.starts_with("orders.") || code.starts_with("products.");
        let (code, detail) = if is_ours { (code, detail) } else { FAILED };
        let closed = self
            .give_up_with(id, |order| match order.status() {
                Status::Placed => {
                    Command::Reject { code: code.to_owned(), detail: detail.to_owned() }
                }
                _ => Command::Cancel { reason: Some(detail.to_owned()) },
            })
            .await?;
        Ok(closed.map(|order| Closed {
            status: order.status(),
            reason: order.reason().map(ToOwned::to_owned),
        }))
    }

    /// Cancels an order that nobody made in time. One that is ready stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Contended`], those of the store.
    pub async fn give_up(&self, id: &OrderId) -> Result<Status, Error> {
        let reason = Some("nobody made it in time".to_owned());
        let order = self.give_up_with(id, |_| Command::Cancel { reason: reason.clone() }).await?;
        Ok(order.ok_or(Error::NotFound)?.status())
    }

    /// Ends an order that nobody fetched, or that nobody said was delivered. One that has ended
    /// stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Contended`], those of the store.
    pub async fn mark_no_show(&self, id: &OrderId) -> Result<Status, Error> {
        let order = self
            .give_up_with(id, |order| match &order.placed.fulfilment {
                Fulfilment::Delivery { .. } => {
                    let reason = Some("nobody said that it was delivered".to_owned());
                    Command::Undeliverable { reason }
                }
                _ => Command::NoShow,
            })
            .await?;
        Ok(order.ok_or(Error::NotFound)?.status())
    }

    /// Does a command in the name of the system; one that the order refuses leaves it as it is.
    async fn give_up_with(
        &self,
        id: &OrderId,
        command: impl Fn(&Order) -> Command,
    ) -> Result<Option<Order>, Error> {
        for _ in 0..TRIES {
            let Some(order) = self.load(id).await? else { return Ok(None) };
            let next = match order.decide(command(&order), None, self.now()) {
                Ok(Some(next)) => next,
                Ok(None) | Err(Refusal::WrongStatus(_) | Refusal::TooLateToCancel) => {
                    return Ok(Some(order));
                }
                Err(refusal) => return Err(refusal.into()),
            };
            if self.commit(&next, Vec::new()).await? == Outcome::Committed {
                let event = next.timeline.last().map_or("changed", |entry| entry.what.word());
                tracing::info!(order = %id, "order {event}");
                return Ok(Some(next));
            }
        }
        Err(Error::Contended)
    }
}
