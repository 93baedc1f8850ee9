//! What the checker is given: everything the clients sent and were told, what the readers of the
//! live streams saw, and how things stood when all was quiet.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// Microseconds since the run began, on the harness's own monotonic clock.
pub type Micros = u64;

/// A whole run.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Every request that placed an order, in the order they ended; each retry is one of its own.
    pub requests: Vec<Request>,
    /// Every request that moved an order on.
    pub actions: Vec<Action>,
    /// What the readers downstream saw, in the order they saw it.
    pub observations: Vec<Observation>,
    /// How things stood after settling; `None` while the run goes on.
    pub end: Option<End>,
}

/// One attempt to place an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// The idempotency key. The clients write it on the order as its name, too.
    pub key: String,
    /// Where the order goes.
    pub location: String,
    /// The body, byte for byte.
    pub body: String,
    /// When it was sent.
    pub sent: Micros,
    /// When the answer was there, or when the connection was given up.
    pub ended: Micros,
    /// What came back.
    pub answer: Answer,
}

/// What came back for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Answer {
    /// 200 or 202: the promise under test.
    Taken(Box<Order>),
    /// A problem.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The problem's code.
        code: String,
    },
    /// The connection died; it may have taken effect or not.
    Unknown,
}

/// One attempt to move an order on: claim, start, cancel and so on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// The order.
    pub order: String,
    /// The last word of the path.
    pub verb: String,
    /// When the answer was there, or when the connection was given up.
    pub ended: Micros,
    /// The version the answer showed; `None` when refused or unknown.
    pub acknowledged: Option<u64>,
}

/// An order as an answer or a list showed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// Its id.
    pub id: String,
    /// Its location.
    pub location: String,
    /// The idempotency key its client wrote on it.
    pub key: String,
    /// Where it stands.
    pub status: Status,
    /// Its version.
    pub version: u64,
    /// Its number, once confirmed.
    pub number: Option<String>,
    /// The day its number counts in.
    pub day: String,
    /// What it takes from stock: product and option ids with quantities.
    pub items: BTreeMap<String, u64>,
    /// What happened to it.
    pub timeline: Vec<Moment>,
    /// Why it was rejected.
    pub rejection: Option<String>,
    /// Everything that may never change once it was acknowledged, as one text.
    pub terms: String,
}

/// One entry of an order's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The version it led to.
    pub version: u64,
    /// What happened: `placed`, `confirmed` and so on.
    pub event: String,
    /// When, in microseconds of the server's clock.
    pub at: i64,
}

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Status {
    /// Durable, not yet confirmed.
    Placed,
    /// Stock is held and the number is given.
    Confirmed,
    /// Being made.
    Preparing,
    /// Waiting for its customer.
    Ready,
    /// In the customer's hands.
    Collected,
    /// Never confirmed.
    Rejected,
    /// Given up after it was placed.
    Cancelled,
}

/// One thing a reader downstream saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Observation {
    /// Which reader: what one reader saw has an order, two readers may be at different places.
    pub reader: String,
    /// When.
    pub at: Micros,
    /// The order.
    pub order: String,
    /// Its version then.
    pub version: u64,
    /// Its status then.
    pub status: Status,
    /// Its number then.
    pub number: Option<String>,
}

/// How things stood after settling.
#[derive(Debug, Clone, Default)]
pub struct End {
    /// Every order of every location.
    pub orders: Vec<Order>,
    /// What can run out.
    pub stock: Vec<StockItem>,
    /// Locations whose reader has read its stream to the end, from the first order on.
    pub followed: BTreeSet<String>,
}

/// One thing that can run out, at one location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StockItem {
    /// The location.
    pub location: String,
    /// The product or option.
    pub item: String,
    /// How many there were before the first order.
    pub initial: i64,
    /// How many can still be ordered.
    pub available: i64,
}

impl Status {
    /// The status of this wire name.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "placed" => Self::Placed,
            "confirmed" => Self::Confirmed,
            "preparing" => Self::Preparing,
            "ready" => Self::Ready,
            "collected" => Self::Collected,
            "rejected" => Self::Rejected,
            "cancelled" => Self::Cancelled,
            _ => return None,
        })
    }

    /// Nothing follows it.
    pub fn is_terminal(self) -> bool {
        matches!(self, Self::Collected | Self::Rejected | Self::Cancelled)
    }

    /// The order has its stock.
    pub fn holds_stock(self) -> bool {
        matches!(self, Self::Confirmed | Self::Preparing | Self::Ready | Self::Collected)
    }
}

impl Order {
    /// When the order was confirmed, on the server's clock.
    pub fn confirmed_at(&self) -> Option<i64> {
        self.timeline.iter().find(|moment| moment.event == "confirmed").map(|moment| moment.at)
    }

    /// The place of the order in its location's sequence: its day, then its number.
    pub fn place(&self) -> Option<(&str, u64)> {
        Some((&self.day, number_rank(self.number.as_deref()?)?))
    }
}

/// The position a number stands for: `A-002` follows `A-001`, and `B-001` follows every `A-`.
fn number_rank(number: &str) -> Option<u64> {
    let (series, count) = number.split_once('-')?;
    let letters = series.bytes().try_fold(0_u64, |rank, letter| {
        letter.is_ascii_uppercase().then(|| rank * 26 + u64::from(letter - b'A') + 1)
    })?;
    Some(letters * 1_000_000 + count.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::number_rank;

    #[test]
    fn numbers_follow_each_other_through_the_letters() {
        let numbers = ["A-001", "A-002", "A-999", "A-1000", "B-001", "Z-001", "AA-001"];
        let ranks: Vec<_> = numbers.iter().map(|number| number_rank(number)).collect();
        assert!(ranks.is_sorted() && ranks.iter().all(Option::is_some), "{ranks:?}");
        assert_eq!(number_rank("42"), None);
    }
}
