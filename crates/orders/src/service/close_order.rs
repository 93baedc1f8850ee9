//! Ways out: an order that cannot be made, that nobody made, or that nobody fetched. Each of these
//! may run twice, and leaves alone what has ended already.

use kernel::{Coded, OrderId};
use store::Change;

use super::{Decided, Orders};
use crate::domain::{Command, Fulfilment, Order, Refusal, Status};
use crate::error::Error;

impl Orders {
    /// Closes an order because of an error: one that is only placed is rejected, one that is
    /// confirmed is cancelled. `None` if none was ever placed, and then none can be any more.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn close(
        &self,
        id: &OrderId,
        code: &str,
        detail: &str,
    ) -> Result<Decided<Option<Order>>, Error> {
        // Only our own codes come with words that are meant for customers.
        let is_ours = code.starts_with("orders.") || code.starts_with("products.");
        let (code, detail) = if is_ours {
            (code.to_owned(), detail.to_owned())
        } else {
            (Error::Failed.code().to_owned(), Error::Failed.to_string())
        };
        // Looked at before the order is: whoever uses it up in between comes into conflict.
        let expiry = self.expiry(id).await?;
        let ended = self
            .end_with(id, |order| match order.status() {
                Status::Placed => Command::Reject { code, detail },
                _ => Command::Cancel { reason: Some(detail) },
            })
            .await?;
        Ok(match (&ended.value, expiry) {
            (None, Some(expiry)) => Decided::by(None, Change::of(vec![expiry])),
            _ => ended,
        })
    }

    /// Cancels an order that nobody made in time. One that is ready stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], those of the store.
    pub async fn give_up(&self, id: &OrderId) -> Result<Decided<Status>, Error> {
        let reason = Some("nobody made it in time".to_owned());
        let ended = self.end_with(id, |_| Command::Cancel { reason: reason.clone() }).await?;
        status(ended)
    }

    /// Ends an order that nobody fetched, or that nobody said was delivered. One that has ended
    /// stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], those of the store.
    pub async fn mark_no_show(&self, id: &OrderId) -> Result<Decided<Status>, Error> {
        let ended = self
            .end_with(id, |order| match &order.placed.fulfilment {
                Fulfilment::Delivery { .. } => {
                    let reason = Some("nobody said that it was delivered".to_owned());
                    Command::Undeliverable { reason }
                }
                _ => Command::NoShow,
            })
            .await?;
        status(ended)
    }

    /// A command in the name of the system; one that the order refuses leaves it as it is.
    async fn end_with(
        &self,
        id: &OrderId,
        command: impl FnOnce(&Order) -> Command,
    ) -> Result<Decided<Option<Order>>, Error> {
        let Some(order) = self.load(id).await? else { return Ok(Decided::already(None)) };
        match order.decide(command(&order), None, self.now()) {
            Ok(Some(next)) => {
                let change = Self::change_of(&next, Vec::new());
                Ok(Decided { value: Some(next.clone()), change, order: Some(next) })
            }
            Ok(None) | Err(Refusal::WrongStatus(_) | Refusal::TooLateToCancel) => {
                Ok(Decided::already(Some(order)))
            }
            Err(refusal) => Err(refusal.into()),
        }
    }
}

fn status(ended: Decided<Option<Order>>) -> Result<Decided<Status>, Error> {
    let order = ended.value.as_ref().ok_or(Error::NotFound)?;
    let status = order.status();
    Ok(ended.map(|_| status))
}
