//! Events this context hears. Each may come twice, and late: what counts is the order as it is.

use kernel::{OrderId, Topic};
use serde::Deserialize;

use crate::error::Error;
use crate::service::Notify;

/// What this context wants to hear.
pub const HEARD: [Topic; 2] = ["orders.order-taken-over.v1", "orders.order-forgotten.v1"];

/// Which order an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Subject {
    /// Which order.
    pub order: OrderId,
}

/// What is said of orders that matters here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// The order of a guest is that of an account now.
    #[serde(rename = "orders.order-taken-over.v1")]
    TakenOver(Subject),
    /// An order does not tell any more who its customer was.
    #[serde(rename = "orders.order-forgotten.v1")]
    Forgotten(Subject),
}

/// Does to what was told of an order what follows from an event.
///
/// # Errors
/// Failures of the store and of whoever knows the order: worth trying again.
pub async fn hear(notify: &Notify, event: &Event) -> Result<(), Error> {
    match event {
        Event::TakenOver(Subject { order }) => notify.follow(order).await,
        Event::Forgotten(Subject { order }) => notify.forget(order).await,
    }
}
