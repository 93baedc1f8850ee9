//! What happened to an order, entry by entry. Everything that changes about an order is here.

use kernel::Timestamp;

use super::{Actor, Number};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it was decided.
    pub at: Timestamp,
    /// Who did it; `None` for the system.
    pub by: Option<Actor>,
    /// What it was.
    pub what: What,
}

/// What can happen to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is durable and its place in the queue is fixed.
    Placed,
    /// Stock is held and the ticket has its number.
    Confirmed {
        /// The ticket's number.
        number: Number,
    },
    /// It cannot be made.
    Rejected {
        /// Why, as a code.
        code: String,
        /// Why, for the customer.
        detail: String,
    },
    /// A barista took the ticket.
    Claimed,
    /// The barista gave the ticket back.
    Released,
    /// It is being made.
    Started,
    /// It can be fetched, or taken along.
    Ready,
    /// It left for the customer's address.
    Dispatched,
    /// The customer has fetched it.
    Collected,
    /// It was brought to the customer's address.
    Delivered,
    /// Nobody came for it.
    NoShow,
    /// It could not be brought to the customer's address.
    Undeliverable {
        /// Why, in the words of who gave up.
        reason: Option<String>,
    },
    /// It is no longer wanted, or will not be made.
    Cancelled {
        /// Why, in the words of who cancelled.
        reason: Option<String>,
    },
    /// The guest who placed it has an account now, and the order is that account's.
    TakenOver,
    /// Its customer wants to be forgotten: who they were is gone, or will be once it has ended.
    Forgotten,
}

impl What {
    /// The word on the wire and in topics.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Confirmed { .. } => "confirmed",
            Self::Rejected { .. } => "rejected",
            Self::Claimed => "claimed",
            Self::Released => "released",
            Self::Started => "started",
            Self::Ready => "ready",
            Self::Dispatched => "dispatched",
            Self::Collected => "collected",
            Self::Delivered => "delivered",
            Self::NoShow => "no-show",
            Self::Undeliverable { .. } => "undeliverable",
            Self::Cancelled { .. } => "cancelled",
            Self::TakenOver => "taken-over",
            Self::Forgotten => "forgotten",
        }
    }
}
