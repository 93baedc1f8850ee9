//! An order as it is stored.

use std::fmt;

use kernel::{Currency, LocationId, OrderId, PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};

use super::fulfilment::FulfilmentRecord;
use super::line::LineRecord;
use super::timeline::EntryRecord;
use crate::domain::{Entry, Line, Order, OrderKey, Placed, Status, Tax};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OrderRecord {
    pub(super) id: OrderId,
    pub(super) location: LocationId,
    pub(super) customer: PrincipalId,
    fingerprint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(flatten)]
    fulfilment: FulfilmentRecord,
    lines: Vec<LineRecord>,
    currency: Currency,
    taxes: Vec<(u32, i64)>,
    #[serde(default, skip_serializing_if = "is_zero")]
    tip_minor: i64,
    total_minor: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payment_source: Option<String>,
    ready_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fire_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    walk_in: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    redeemed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<KeyRecord>,
    timeline: Vec<EntryRecord>,
}

/// The key of its link. It is not printed.
#[derive(Clone, Serialize, Deserialize)]
struct KeyRecord(String);

impl fmt::Debug for KeyRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRecord(…)")
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(minor: &i64) -> bool {
    *minor == 0
}

impl OrderRecord {
    pub(crate) fn entries(&self) -> usize {
        self.timeline.len()
    }

    pub(super) fn first_at(&self) -> Timestamp {
        self.timeline.first().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }

    pub(super) fn last_at(&self) -> Timestamp {
        self.timeline.last().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }

    pub(super) fn status(&self) -> Option<Status> {
        self.timeline.iter().rev().find_map(EntryRecord::status)
    }
}

impl From<&Order> for OrderRecord {
    fn from(order: &Order) -> Self {
        let placed = &order.placed;
        Self {
            id: placed.id.clone(),
            location: placed.location.clone(),
            customer: placed.customer.clone(),
            fingerprint: placed.fingerprint.clone(),
            name: placed.name.clone(),
            note: placed.note.clone(),
            email: placed.email.clone(),
            fulfilment: FulfilmentRecord::from(&placed.fulfilment),
            lines: placed.lines.iter().map(LineRecord::from).collect(),
            currency: placed.currency,
            taxes: placed.taxes.iter().map(|t| (t.rate_basis_points, t.amount_minor)).collect(),
            tip_minor: placed.tip_minor,
            total_minor: placed.total_minor,
            payment_source: placed.payment_source.clone(),
            ready_at: placed.ready_at,
            fire_at: placed.fire_at,
            walk_in: placed.walk_in,
            redeemed: placed.redeemed,
            key: placed.key.as_ref().map(|key| KeyRecord(key.as_str().to_owned())),
            timeline: order.timeline.iter().map(EntryRecord::from).collect(),
        }
    }
}

impl From<OrderRecord> for Order {
    fn from(record: OrderRecord) -> Self {
        let tax = |(rate_basis_points, amount_minor)| Tax { rate_basis_points, amount_minor };
        let placed = Placed {
            id: record.id,
            location: record.location,
            customer: record.customer,
            fingerprint: record.fingerprint,
            name: record.name,
            note: record.note,
            email: record.email,
            fulfilment: record.fulfilment.into(),
            lines: record.lines.into_iter().map(Line::from).collect(),
            currency: record.currency,
            taxes: record.taxes.into_iter().map(tax).collect(),
            tip_minor: record.tip_minor,
            total_minor: record.total_minor,
            payment_source: record.payment_source,
            ready_at: record.ready_at,
            fire_at: record.fire_at,
            walk_in: record.walk_in,
            redeemed: record.redeemed,
            key: record.key.map(|KeyRecord(key)| OrderKey::new(key)),
        };
        Self { placed, timeline: record.timeline.into_iter().map(Entry::from).collect() }
    }
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
