//! What may never happen, each with the evidence that it did.

use super::history::{Micros, Status};

/// A promise that was broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// An acknowledged order is gone, or stays `placed` for ever.
    #[error(
        "order {order} (key {key}) was acknowledged at {acknowledged} us and is {found} at the end"
    )]
    AcknowledgedMissing {
        /// The order.
        order: String,
        /// Its idempotency key.
        key: String,
        /// When the client was told.
        acknowledged: Micros,
        /// "absent" or "still placed".
        found: &'static str,
    },
    /// An acknowledged step of an order is gone.
    #[error("{verb} of order {order} was acknowledged as version {version}, the end shows {found}")]
    ActionLost {
        /// The order.
        order: String,
        /// What was acknowledged.
        verb: String,
        /// The version that was acknowledged.
        version: u64,
        /// What the end shows instead.
        found: String,
    },
    /// An order was confirmed twice, or one key made two orders.
    #[error("key {key} led to more than one confirmation: {evidence}")]
    ConfirmedTwice {
        /// The idempotency key.
        key: String,
        /// The two timeline entries or the two orders.
        evidence: String,
    },
    /// Two orders of one location and day have the same number.
    #[error("number {number} of {location} on {day} was given to {} and {}", orders.0, orders.1)]
    NumberTwice {
        /// The location.
        location: String,
        /// The day.
        day: String,
        /// The number.
        number: String,
        /// The two orders.
        orders: (String, String),
    },
    /// A later order came before an earlier one.
    #[error(
        "{later} was sent at {sent} us, after {earlier} was acknowledged at {acknowledged} us, \
         and yet {evidence}"
    )]
    Overtaken {
        /// The order that was acknowledged first.
        earlier: String,
        /// When.
        acknowledged: Micros,
        /// The order that was sent afterwards.
        later: String,
        /// When.
        sent: Micros,
        /// What shows that it came first.
        evidence: String,
    },
    /// A reader saw an older state of an order after a newer one, or a way out of a terminal state.
    #[error("{reader} saw order {order} at version {before} ({was}), then at {after} ({is})")]
    WentBack {
        /// Who saw it.
        reader: String,
        /// The order.
        order: String,
        /// The version it had.
        before: u64,
        /// The status it had.
        was: String,
        /// The version it had afterwards.
        after: u64,
        /// The status it had afterwards.
        is: String,
    },
    /// One version of an order was shown with two contents.
    #[error("version {version} of order {order} was shown as {one} and as {other}")]
    VersionChanged {
        /// The order.
        order: String,
        /// The version.
        version: u64,
        /// What it was first.
        one: String,
        /// What it was later.
        other: String,
    },
    /// One key and body got two answers, or one key with two bodies was taken twice.
    #[error("key {key} was answered with {one}, then with {other}")]
    AnswerChanged {
        /// The idempotency key.
        key: String,
        /// The first answer.
        one: String,
        /// The one that differs.
        other: String,
    },
    /// The stock does not add up.
    #[error("stock of {item} at {location}: {evidence}")]
    StockWrong {
        /// The location.
        location: String,
        /// The product or option.
        item: String,
        /// The sum that is off.
        evidence: String,
    },
    /// An order nobody sent, or one whose sender was told that it was not taken.
    #[error("order {order} (key {key}) exists: {why}")]
    PhantomOrder {
        /// The order.
        order: String,
        /// The key on it.
        key: String,
        /// Why it should not exist.
        why: &'static str,
    },
    /// An order that was not confirmed, or was given up, and still has something.
    #[error("{} holds what it should not: {evidence}", orders.join(", "))]
    RejectedYetHeld {
        /// The orders it can be.
        orders: Vec<String>,
        /// What they hold.
        evidence: String,
    },
    /// A confirmed order that was never seen on its location's stream.
    #[error(
        "order {order} is {status:?} at the end and its confirmation was never seen downstream"
    )]
    NeverAnnounced {
        /// The order.
        order: String,
        /// Where it stands.
        status: Status,
    },
}

impl Violation {
    /// The variant's name, for tables.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AcknowledgedMissing { .. } => "AcknowledgedMissing",
            Self::ActionLost { .. } => "ActionLost",
            Self::ConfirmedTwice { .. } => "ConfirmedTwice",
            Self::NumberTwice { .. } => "NumberTwice",
            Self::Overtaken { .. } => "Overtaken",
            Self::WentBack { .. } => "WentBack",
            Self::VersionChanged { .. } => "VersionChanged",
            Self::AnswerChanged { .. } => "AnswerChanged",
            Self::StockWrong { .. } => "StockWrong",
            Self::PhantomOrder { .. } => "PhantomOrder",
            Self::RejectedYetHeld { .. } => "RejectedYetHeld",
            Self::NeverAnnounced { .. } => "NeverAnnounced",
        }
    }
}
