//! Settling the stock an order held, once the order has ended.

use kernel::OrderId;

use super::Orders;
use crate::domain::{Order, Status};
use crate::error::Error;
use crate::ports::Parts;

impl Orders {
    /// Gives the stock of an ended order back, or uses it up. An order that has not ended keeps it.
    ///
    /// # Errors
    /// Failures of store and catalogue: worth trying again.
    pub async fn settle(&self, id: &OrderId) -> Result<(), Error> {
        match self.load(id).await? {
            Some(order) => settle(&self.parts, &order).await,
            None => Ok(()),
        }
    }
}

pub(super) async fn settle(parts: &Parts, order: &Order) -> Result<(), Error> {
    let placed = &order.placed;
    if placed.lines.iter().all(|line| line.stock.is_empty()) {
        return Ok(());
    }
    match order.status() {
        Status::Rejected | Status::Cancelled => {
            parts.catalog.release(&placed.id, &placed.location).await
        }
        Status::Collected => parts.catalog.use_up(&placed.id, &placed.location).await,
        Status::Placed | Status::Confirmed | Status::Preparing | Status::Ready => Ok(()),
    }
}
