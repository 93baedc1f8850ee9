//! Waiting until an order is confirmed or rejected, for as long as somebody would wait.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::Orders;
use crate::domain::{Order, Status};
use crate::error::Error;

/// The first pause between two looks at an order, where nobody tells of its changes.
const PAUSE: Duration = Duration::from_millis(100);
/// The longest such pause.
const PAUSE_MAX: Duration = Duration::from_millis(500);

impl Orders {
    /// The order once it is confirmed or rejected, or as it is when `lasts` is over.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn await_decision(&self, placed: Order, lasts: Duration) -> Result<Order, Error> {
        if placed.status() != Status::Placed {
            return Ok(placed);
        }
        if self.live.is_brief() {
            return self.look_for_decision(placed, lasts).await;
        }
        let mut watch = self.live.watch(&placed.placed.id);
        // It may have been decided before the watch began.
        let placed = self.again(placed).await?;
        if placed.status() != Status::Placed {
            return Ok(placed);
        }
        let decided = watch
            .wait_for(|order| order.as_ref().is_some_and(|order| order.status() != Status::Placed));
        let decided = tokio::time::timeout(lasts, decided).await;
        let decided = decided.ok().and_then(Result::ok).and_then(|order| order.as_deref().cloned());
        match decided {
            Some(order) => Ok(order),
            None => self.again(placed).await,
        }
    }

    /// Looks at the record, soon at first and then less often.
    async fn look_for_decision(&self, mut order: Order, lasts: Duration) -> Result<Order, Error> {
        let end = Instant::now() + lasts;
        let mut pause = PAUSE;
        while order.status() == Status::Placed && Instant::now() < end {
            sleep_until(end.min(Instant::now() + pause)).await;
            pause = PAUSE_MAX.min(pause * 3 / 2);
            order = self.again(order).await?;
        }
        Ok(order)
    }

    /// The order as it is now. An order is never removed.
    async fn again(&self, order: Order) -> Result<Order, Error> {
        Ok(self.load(&order.placed.id).await?.unwrap_or(order))
    }
}
