//! The order: what was placed, and what happened since. Its rules are in [`Order::decide`].

use kernel::{Currency, LocationId, OrderId, PrincipalId, Timestamp};

use super::{Actor, Entry, Fulfilment, Line, Number, OrderKey, Status, Tax, What};

/// What was ordered. It never changes, but for whose it is and what tells who that is
/// ([`Order::taken_over`], [`Order::forgotten`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which order.
    pub id: OrderId,
    /// Where.
    pub location: LocationId,
    /// By whom; nobody of an order that staff took at the counter.
    pub customer: PrincipalId,
    /// Digest of the request, to tell a repeated one from another under the same key.
    pub fingerprint: String,
    /// The name to call out.
    pub name: Option<String>,
    /// A wish to the kitchen for the whole order.
    pub note: Option<String>,
    /// Where news about the order is sent.
    pub email: Option<String>,
    /// How it gets to the customer.
    pub fulfilment: Fulfilment,
    /// What, with the prices of that moment.
    pub lines: Vec<Line>,
    /// The currency of all amounts.
    pub currency: Currency,
    /// Tax by rate.
    pub taxes: Vec<Tax>,
    /// What the customer adds for the staff, in minor units; untaxed, and contained in the total.
    pub tip_minor: i64,
    /// What is to be paid, in minor units.
    pub total_minor: i64,
    /// What it is paid from, as a token of a payment provider; `None` when it is paid at the
    /// counter.
    pub payment_source: Option<String>,
    /// When it was promised to be ready.
    pub ready_at: Timestamp,
    /// When to begin with an order that is scheduled; `None` for at once.
    pub fire_at: Option<Timestamp>,
    /// Whether staff took it for somebody at the counter, so that it is nobody's.
    pub walk_in: bool,
    /// Whether it began with a scanned code, which gets its token back if nothing comes of it.
    pub redeemed: bool,
    /// What lets somebody look at it who has its link; `None` for an order from before there were
    /// links, for one that is nobody's, and once its customer is forgotten.
    pub key: Option<OrderKey>,
}

/// An order: what was placed, and its timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What was ordered.
    pub placed: Placed,
    /// What happened since; the first entry is [`What::Placed`].
    pub timeline: Vec<Entry>,
}

impl Order {
    /// An order that was placed just now.
    pub fn place(placed: Placed, by: Actor, now: Timestamp) -> Self {
        let entry = Entry { at: now, by: Some(by), what: What::Placed };
        Self { placed, timeline: vec![entry] }
    }

    /// Its version: the number of things that have happened to it.
    pub fn version(&self) -> i64 {
        i64::try_from(self.timeline.len()).unwrap_or(i64::MAX)
    }

    /// The order as it was at an earlier version; the present one when `version` is beyond it.
    #[must_use]
    pub fn as_of(&self, version: i64) -> Self {
        let entries = usize::try_from(version.max(1)).unwrap_or(usize::MAX);
        let timeline = self.timeline.iter().take(entries).cloned().collect();
        Self { placed: self.placed.clone(), timeline }
    }

    /// Where it stands.
    pub fn status(&self) -> Status {
        let step = |entry: &Entry| entry.what.leads_to();
        self.timeline.iter().rev().find_map(step).unwrap_or(Status::Placed)
    }

    /// The ticket's number, once confirmed.
    pub fn number(&self) -> Option<Number> {
        self.timeline.iter().find_map(|entry| match entry.what {
            What::Confirmed { number } => Some(number),
            _ => None,
        })
    }

    /// Who has the ticket.
    pub fn barista(&self) -> Option<&PrincipalId> {
        let mut barista = None;
        for entry in &self.timeline {
            match entry.what {
                What::Claimed => barista = entry.by.as_ref().map(|by| &by.id),
                What::Started => barista = barista.or(entry.by.as_ref().map(|by| &by.id)),
                What::Released => barista = None,
                _ => {}
            }
        }
        barista
    }

    /// Why it was rejected or cancelled, if it was, in words for its customer.
    pub fn reason(&self) -> Option<&str> {
        self.timeline.iter().rev().find_map(|entry| match &entry.what {
            What::Rejected { detail, .. } => Some(detail.as_str()),
            What::Cancelled { reason } => reason.as_deref(),
            _ => None,
        })
    }

    /// When something last happened to it.
    pub fn changed_at(&self) -> Timestamp {
        self.timeline.last().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }

    /// Whether somebody has placed it: its customer or, where it is nobody's, whoever took it.
    pub fn was_placed_by(&self, who: &PrincipalId) -> bool {
        if !self.placed.walk_in {
            return self.placed.customer == *who;
        }
        let by = self.timeline.first().and_then(|entry| entry.by.as_ref());
        by.is_some_and(|by| by.id == *who)
    }

    /// When it was placed.
    pub fn placed_at(&self) -> Timestamp {
        self.timeline.first().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }
}
