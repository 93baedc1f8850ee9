//! What people do to an order: cancel it, make it, hand it over.

use kernel::{OrderId, Principal};
use store::Outcome;

use super::{Orders, TRIES};
use crate::domain::{Actor, Command, Order};
use crate::error::Error;

impl Orders {
    /// Does `command` to an order that `who` may see; repeating it changes nothing. Who may give
    /// which command is the caller's to check.
    ///
    /// # Errors
    /// [`Error::NotFound`], what [`Order::decide`] refuses, [`Error::Contended`].
    pub async fn change(
        &self,
        id: &OrderId,
        command: Command,
        who: &Principal,
    ) -> Result<Order, Error> {
        for _ in 0..TRIES {
            let order = self.get(id, who).await?;
            let by = Actor::at(&order.placed.location, who);
            let Some(next) = order.decide(command.clone(), Some(by), self.parts.clock.now())?
            else {
                return Ok(order);
            };
            if self.commit(&next, Vec::new()).await? == Outcome::Committed {
                let event = next.timeline.last().map_or("changed", |entry| entry.what.word());
                tracing::info!(order = %id, by = %who.id, "order {event}");
                return Ok(next);
            }
        }
        Err(Error::Contended)
    }
}
