//! The whole topology: who hears what, on which queue. `contracts/wiring.json` is generated from
//! it, and infrastructure reads that.
//!
//! There is one queue per consuming service. A subscription is one line in [`subscriptions`] and
//! one arm in [`Service::handle`].

use async_trait::async_trait;
use kernel::{Class, Topic};
use orders::Orders;
use orders::events::OrderEvent;
use queue::{Delivery, Handler, HandlerError, Routes};
use serde::de::DeserializeOwned;

/// The queue of the orders service.
pub const ORDERS: &str = "orders";

/// One service hears one topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscription {
    /// What is heard.
    pub topic: Topic,
    /// The queue of the service that hears it.
    pub queue: &'static str,
}

/// Who hears what.
pub fn subscriptions() -> Vec<Subscription> {
    orders::subscribers::HEARD.map(|topic| Subscription { topic, queue: ORDERS }).to_vec()
}

/// Everything that is said, by anybody.
pub fn topics() -> Vec<Topic> {
    orders::events::TOPICS.into_iter().chain([products::MENU_CHANGED]).collect()
}

/// The subscriptions as the relay needs them.
pub fn routes() -> Routes {
    let add = |routes: Routes, one: Subscription| routes.and(one.topic, one.queue);
    subscriptions().into_iter().fold(Routes::default(), add)
}

/// The services that consume a queue, each with its own.
pub enum Service {
    /// The orders service.
    Orders(Orders),
}

impl Service {
    /// The queue it consumes.
    pub fn queue(&self) -> &'static str {
        match self {
            Self::Orders(_) => ORDERS,
        }
    }
}

#[async_trait]
impl Handler for Service {
    async fn handle(&self, delivery: &Delivery) -> Result<(), HandlerError> {
        match self {
            Self::Orders(orders) => {
                let event = read::<kernel::Envelope<OrderEvent>>(delivery)?;
                Ok(orders::subscribers::hear(orders, &event).await?)
            }
        }
    }
}

/// Reads a message; one that is not what its topic promises is of no use to try again.
fn read<T: DeserializeOwned>(delivery: &Delivery) -> Result<T, HandlerError> {
    serde_json::from_str(&delivery.body)
        .map_err(|error| HandlerError::new("queue.bad-message", Class::Invalid, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_hears_what_nobody_says() {
        let said = topics();
        for subscription in subscriptions() {
            assert!(said.contains(&subscription.topic), "{subscription:?}");
        }
    }
}
