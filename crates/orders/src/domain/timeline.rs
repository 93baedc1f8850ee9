//! What happened to an order, entry by entry. Everything that changes about an order is here.

use kernel::Timestamp;

use super::{Actor, Number, Status};

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
    /// A line is made.
    LineDone {
        /// Which line, counted from 1.
        line: u32,
    },
    /// A line is not made after all.
    LineUndone {
        /// Which line, counted from 1.
        line: u32,
    },
    /// It is to be made before others.
    Rushed,
    /// It waits its turn again.
    RushEnded,
    /// It went one step back, because a button was pressed by mistake.
    Recalled {
        /// Where it stands again: being made, or confirmed.
        to: Status,
    },
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
            Self::LineDone { .. } => "line-done",
            Self::LineUndone { .. } => "line-undone",
            Self::Rushed => "rushed",
            Self::RushEnded => "rush-ended",
            Self::Recalled { .. } => "recalled",
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

    /// Whether it could happen again and again.
    pub(super) const fn is_endless(&self) -> bool {
        matches!(
            self,
            Self::Claimed
                | Self::Released
                | Self::LineDone { .. }
                | Self::LineUndone { .. }
                | Self::Rushed
                | Self::RushEnded
                | Self::Recalled { .. }
        )
    }

    /// Where the order stands from here on, if that is somewhere else.
    pub(super) const fn leads_to(&self) -> Option<Status> {
        Some(match self {
            Self::Placed => Status::Placed,
            Self::Confirmed { .. } => Status::Confirmed,
            Self::Rejected { .. } => Status::Rejected,
            Self::Started => Status::Preparing,
            Self::Ready => Status::Ready,
            Self::Recalled { to } => *to,
            Self::Dispatched => Status::OutForDelivery,
            Self::Collected => Status::Collected,
            Self::Delivered => Status::Delivered,
            Self::NoShow => Status::NoShow,
            Self::Undeliverable { .. } => Status::Undeliverable,
            Self::Cancelled { .. } => Status::Cancelled,
            Self::Claimed
            | Self::Released
            | Self::LineDone { .. }
            | Self::LineUndone { .. }
            | Self::Rushed
            | Self::RushEnded
            | Self::TakenOver
            | Self::Forgotten => return None,
        })
    }
}
