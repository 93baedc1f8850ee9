//! Subscriptions to pushes: those of one person in one record, so that there are never too many,
//! and whose each is, so that a browser that changes hands is told of nobody else's orders.

use std::time::Duration;

use kernel::{PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

use crate::domain::Subscription;

/// How long subscriptions are kept that nobody has told us of again. Apps do so when they start;
/// who has not opened one for half a year is not waiting for a drink.
const KEPT: Duration = Duration::from_hours(24 * 180);

/// Subscriptions, by the person whose they are.
pub(crate) static PUSH_SUBSCRIPTIONS: Collection<SubscriptionsRecord> = Collection {
    name: "push_subscriptions",
    schema: 1,
    upgrade: never_changed,
    id: |one| one.principal.as_str().to_owned(),
    expires: Some(|one| one.at + KEPT),
    indexes: &[],
};

/// Whose a subscription is, by its id.
pub(crate) static PUSH_ENDPOINTS: Collection<EndpointRecord> = Collection {
    name: "push_endpoints",
    schema: 1,
    upgrade: never_changed,
    id: |one| one.id.clone(),
    expires: Some(|one| one.at + KEPT),
    indexes: &[],
};

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SubscriptionsRecord {
    principal: PrincipalId,
    subscriptions: Vec<SubscriptionRecord>,
    at: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
struct SubscriptionRecord {
    endpoint: String,
    public_key: String,
    secret: String,
    at: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct EndpointRecord {
    pub(crate) id: String,
    pub(crate) principal: PrincipalId,
    pub(crate) at: Timestamp,
}

impl SubscriptionsRecord {
    /// The subscriptions of somebody, as they are at `at`.
    pub(crate) fn of(principal: &PrincipalId, list: &[Subscription], at: Timestamp) -> Self {
        let record = |one: &Subscription| {
            let Subscription { endpoint, public_key, secret, at } = one.clone();
            SubscriptionRecord { endpoint, public_key, secret, at }
        };
        let subscriptions = list.iter().map(record).collect();
        Self { principal: principal.clone(), subscriptions, at }
    }

    /// As the domain has them, without those that are over: each for itself, although the record
    /// is kept as long as one of them is.
    pub(crate) fn list(self, now: Timestamp) -> Vec<Subscription> {
        let of = |record: SubscriptionRecord| {
            let SubscriptionRecord { endpoint, public_key, secret, at } = record;
            Subscription { endpoint, public_key, secret, at }
        };
        let is_kept = |one: &SubscriptionRecord| now < one.at + KEPT;
        self.subscriptions.into_iter().filter(is_kept).map(of).collect()
    }
}
