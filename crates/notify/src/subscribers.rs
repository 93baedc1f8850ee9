//! Events this context hears. Each may come twice, and late: what counts is the order as it is.

use kernel::{OrderId, PrincipalId, Topic};
use serde::Deserialize;

use crate::error::Error;
use crate::service::Notify;

/// What this context wants to hear.
pub const HEARD: [Topic; 3] =
    ["orders.order-taken-over.v1", "orders.order-forgotten.v1", "users.user-erased.v1"];

/// Which order an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Subject {
    /// Which order.
    pub order: OrderId,
}

/// Whom an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// Who.
    pub user: PrincipalId,
}

/// What is said of orders and people that matters here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// The order of a guest is that of an account now.
    #[serde(rename = "orders.order-taken-over.v1")]
    TakenOver(Subject),
    /// An order does not tell any more who its customer was.
    #[serde(rename = "orders.order-forgotten.v1")]
    Forgotten(Subject),
    /// Somebody wants to be forgotten.
    #[serde(rename = "users.user-erased.v1")]
    Erased(Person),
}

/// Does to what was told of an order, and to who is told, what follows from an event.
///
/// # Errors
/// Failures of the store and of whoever knows the order: worth trying again.
pub async fn hear(notify: &Notify, event: &Event) -> Result<(), Error> {
    match event {
        Event::TakenOver(Subject { order }) => notify.follow(order).await,
        Event::Forgotten(Subject { order }) => notify.forget(order).await,
        Event::Erased(Person { user }) => notify.forget_subscriptions(user).await,
    }
}
