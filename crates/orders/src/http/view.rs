//! As whom somebody looks at an order, which decides what they are shown of it.

use api::Caller;
use serde::Serialize;

use super::order_body::OrderBody;
use super::shared::SharedOrderBody;
use crate::domain::Order;

/// As whom somebody looks at an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// Its customer, who may pass its link on.
    Customer,
    /// The people of its location.
    Staff,
    /// Whoever has its link.
    Link,
}

impl View {
    /// As whom a caller looks at an order they may see.
    pub(super) fn of(order: &Order, caller: &Caller) -> Self {
        if order.placed.customer == caller.0.id { Self::Customer } else { Self::Staff }
    }

    /// The order as JSON, as it is seen so.
    pub(super) fn json(self, order: &Order) -> String {
        match self {
            Self::Customer => json(&OrderBody::of_customer(order)),
            Self::Staff => json(&OrderBody::from(order)),
            Self::Link => json(&SharedOrderBody::from(order)),
        }
    }

    /// The body for somebody who is signed in.
    pub(super) fn body(self, order: &Order) -> OrderBody {
        if self == Self::Customer { OrderBody::of_customer(order) } else { OrderBody::from(order) }
    }
}

fn json(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_default()
}
