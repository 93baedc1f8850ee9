//! A verb that has been decided and not yet committed. Whoever asked commits it: alone, or together
//! with what follows from it.

use std::future::Future;

use store::{Change, Outcome};

use super::{Orders, TRIES};
use crate::domain::Order;
use crate::error::Error;

/// What a verb comes to, the change that makes it so, and the order as it is then.
#[derive(Debug, Clone)]
pub struct Decided<T> {
    /// What the verb gives.
    pub value: T,
    /// What is to be committed; empty when it is so already.
    pub change: Change,
    /// The order that the change changes; those who watch are told once it is committed.
    pub order: Option<Order>,
}

impl<T> Decided<T> {
    /// It is so already.
    pub(crate) fn already(value: T) -> Self {
        Self { value, change: Change::default(), order: None }
    }

    /// It becomes so by a change that is not one of an order.
    pub(crate) fn by(value: T, change: Change) -> Self {
        Self { value, change, order: None }
    }

    /// The same with another value.
    pub(crate) fn map<U>(self, value: impl FnOnce(T) -> U) -> Decided<U> {
        Decided { value: value(self.value), change: self.change, order: self.order }
    }
}

impl Orders {
    /// Decides and commits, again as often as somebody comes in between.
    pub(crate) async fn carry_out<T, F>(&self, decide: impl Fn() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<Decided<T>, Error>>,
    {
        for _ in 0..TRIES {
            let Decided { value, change, order } = decide().await?;
            if change == Change::default() {
                return Ok(value);
            }
            if self.parts.store.commit(change).await? == Outcome::Committed {
                if let Some(order) = order {
                    self.tell(&order);
                }
                return Ok(value);
            }
        }
        Err(Error::Contended)
    }

    /// Tells those who watch an order that it has changed, and the log.
    pub fn tell(&self, order: &Order) {
        self.live.tell(order);
        let event = order.timeline.last().map_or("changed", |entry| entry.what.word());
        let number = order.number().map(|number| number.to_string());
        tracing::info!(order = %order.placed.id, number, "order {event}");
    }
}
