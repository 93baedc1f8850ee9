//! The whole topology: who hears what, on which queue. `contracts/wiring.json` is generated from
//! it, and infrastructure reads that.
//!
//! There is one queue per consuming service. A subscription is one line in [`subscriptions`] and
//! one arm in [`Service::handle`].

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Class, Topic};
use notify::Notify;
use orders::Orders;
use orders::ports::Catalog;
use orders::subscribers::HEARD_OF_PEOPLE;
use queue::{Delivery, Handler, HandlerError, Routes};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use workflow::Workflows;

use crate::app::Contexts;
use crate::links;

/// The queue of the orders service: events.
pub const ORDERS: &str = "orders";
/// The queue of the products service: tasks about stock.
pub const PRODUCTS: &str = "products";
/// The queue of the notification service: messages to people.
pub const NOTIFY: &str = notify::QUEUE;

/// Every queue.
pub const QUEUES: [&str; 3] = [ORDERS, PRODUCTS, NOTIFY];

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
    let of_orders = orders::subscribers::HEARD.into_iter();
    let of_orders = of_orders.chain(HEARD_OF_PEOPLE);
    let of_orders = of_orders.map(|topic| Subscription { topic, queue: ORDERS });
    let of_notify = notify::subscribers::HEARD.into_iter();
    let of_notify = of_notify.map(|topic| Subscription { topic, queue: NOTIFY });
    of_orders.chain(of_notify).collect()
}

/// Everything that is said, by anybody.
pub fn topics() -> Vec<Topic> {
    let topics = orders::events::TOPICS.into_iter().chain([products::MENU_CHANGED]);
    topics.chain(users::events::TOPICS).chain(idp::events::TOPICS).collect()
}

/// The subscriptions as the relay needs them.
pub fn routes() -> Routes {
    let add = |routes: Routes, one: Subscription| routes.and(one.topic, one.queue);
    subscriptions().into_iter().fold(Routes::default(), add)
}

/// The services that consume a queue, each with its own.
pub enum Service {
    /// The orders service: what happened to an order is told to its workflow, and what happened to
    /// a person is done to their orders.
    Orders {
        /// The orders.
        orders: Orders,
        /// Their workflows.
        workflows: Arc<dyn Workflows>,
    },
    /// The products service: it does what workflows ask, and answers.
    Products {
        /// Who keeps stock.
        catalog: Arc<dyn Catalog>,
        /// Who is answered.
        workflows: Arc<dyn Workflows>,
    },
    /// The notification service: it tells people what workflows ask for, and what was told follows
    /// its order.
    Notify(Notify),
}

impl Service {
    /// One for each of [`QUEUES`], in their order.
    pub fn all(
        contexts: &Contexts,
        workflows: &Arc<dyn Workflows>,
        notify: &Notify,
    ) -> [Self; QUEUES.len()] {
        let (orders, catalog) = (contexts.orders.clone(), contexts.catalog.clone());
        [
            Self::Orders { orders, workflows: workflows.clone() },
            Self::Products { catalog, workflows: workflows.clone() },
            Self::Notify(notify.clone()),
        ]
    }

    /// The queue it consumes.
    pub fn queue(&self) -> &'static str {
        match self {
            Self::Orders { .. } => ORDERS,
            Self::Products { .. } => PRODUCTS,
            Self::Notify(_) => NOTIFY,
        }
    }
}

#[async_trait]
impl Handler for Service {
    async fn handle(&self, delivery: &Delivery) -> Result<(), HandlerError> {
        match self {
            Self::Orders { orders, .. } if is_one_of(&HEARD_OF_PEOPLE, delivery) => {
                Ok(orders::subscribers::hear_of_person(orders, &read(delivery)?).await?)
            }
            Self::Orders { orders, workflows } => {
                links::hear(orders, &**workflows, &read(delivery)?).await
            }
            Self::Products { catalog, workflows } => {
                links::do_stock_task(&**catalog, &**workflows, read(delivery)?).await
            }
            Self::Notify(notify) if is_one_of(&notify::subscribers::HEARD, delivery) => {
                Ok(notify::subscribers::hear(notify, &read(delivery)?).await?)
            }
            Self::Notify(notify) => Ok(notify::tasks::perform(notify, &delivery.body).await?),
        }
    }
}

/// Whether a message is an event of one of these topics. A task is none.
fn is_one_of(topics: &[Topic], delivery: &Delivery) -> bool {
    #[derive(Deserialize)]
    struct Said {
        #[serde(rename = "type")]
        topic: Option<String>,
    }
    let said = serde_json::from_str::<Said>(&delivery.body).ok();
    said.and_then(|said| said.topic).is_some_and(|topic| topics.contains(&topic.as_str()))
}

/// Reads a message; one that is not what its topic promises is of no use to try again.
fn read<T: DeserializeOwned>(delivery: &Delivery) -> Result<T, HandlerError> {
    serde_json::from_str(&delivery.body)
        .map_err(|error| HandlerError::new("queue.bad-message", Class::Invalid, error))
}

#[cfg(test)]
#[path = "wiring_tests.rs"]
mod slow_pushes;

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
