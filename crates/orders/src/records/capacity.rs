//! Who holds a part of a location's capacity.

use kernel::{LocationId, OrderId, PrincipalId};
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

/// Holds, by the order they are for.
pub(crate) static CAPACITY_HOLDS: Collection<CapacityHoldRecord> = Collection {
    name: "capacity_holds",
    schema: 1,
    upgrade: never_changed,
    id: |hold| hold.order.to_string(),
    expires: None,
    indexes: &[],
};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CapacityHoldRecord {
    pub(crate) order: OrderId,
    pub(crate) state: HoldState,
}

/// A hold remembers what it took, so that freeing needs to know nothing but the order. Of an order
/// that is nobody's it took a place at the location only.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum HoldState {
    Held {
        location: LocationId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        customer: Option<PrincipalId>,
    },
    Freed,
}

/// Counts the open orders of a location, downwards from 0: a floor is the only limit there is.
pub(crate) fn location_counter(location: &LocationId) -> String {
    format!("open-orders/{location}")
}

/// Counts a customer's open orders at a location, downwards from 0.
pub(crate) fn customer_counter(location: &LocationId, customer: &PrincipalId) -> String {
    format!("open-orders/{location}/{customer}")
}
