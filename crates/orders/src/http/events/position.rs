//! Where the stream of a location goes on: what stands in its event ids.
//!
//! An event has the id `MICROSECONDS-ORDER-VERSION`: when it happened, and what it was. An answer
//! that ends has a last id without an event, `MICROSECONDS+ORDER-VERSION+…`: from when on to look,
//! and what of that was told. Both are understood everywhere, so a client may come from one kind of
//! server to the other.

use std::fmt::Write;
use std::time::Duration;

use kernel::{OrderId, Timestamp};

use crate::domain::Order;

/// How far before a moment to look again, for changes that were slow to be seen.
const OVERLAP: Duration = Duration::from_secs(3);
/// Orders named in one position at most, so that it fits into a header; others are told again.
const NAMED_MAX: usize = 50;

/// Where a stream goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Position {
    /// What happened then or later is to be told,
    pub(super) from: Timestamp,
    /// except this: orders, and the version up to which they were told. The newest last.
    pub(super) told: Vec<(OrderId, i64)>,
}

/// A moment before `at`, early enough for changes that were slow to be seen.
pub(super) fn before(at: Timestamp) -> Timestamp {
    at.checked_sub(OVERLAP).unwrap_or(at)
}

impl Position {
    /// The id of the event that tells the order's last change.
    pub(super) fn of_event(order: &Order) -> String {
        let at = order.changed_at().as_microsecond();
        format!("{at}-{}-{}", order.placed.id, order.version())
    }

    /// Understands an id of ours.
    pub(super) fn read(id: &str) -> Option<Self> {
        if let Some((at, step)) = id.split_once('-')
            && let Some(at) = instant(at)
        {
            return Some(Self { from: before(at), told: vec![pair(step)?] });
        }
        let mut parts = id.split('+');
        let from = instant(parts.next()?)?;
        let told = parts.map(pair).collect::<Option<_>>()?;
        Some(Self { from, told })
    }

    /// The id without an event.
    pub(super) fn id(&self) -> String {
        let mut id = self.from.as_microsecond().to_string();
        for (order, version) in self.told.iter().rev().take(NAMED_MAX) {
            let _ = write!(id, "+{order}-{version}");
        }
        id
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    Timestamp::from_microsecond(text.parse().ok()?).ok()
}

fn pair(text: &str) -> Option<(OrderId, i64)> {
    let (order, version) = text.rsplit_once('-')?;
    Some((order.parse().ok()?, version.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[&str]) -> Vec<(OrderId, i64)> {
        names.iter().zip(1..).map(|(name, version)| (OrderId::derived(&[name]), version)).collect()
    }

    #[test]
    fn a_position_reads_back() {
        for told in [told(&[]), told(&["a"]), told(&["a", "b", "c"])] {
            let position = Position { from: Timestamp::UNIX_EPOCH, told };
            let mut read = Position::read(&position.id()).expect("ours");
            read.told.reverse();
            assert_eq!(read, position);
        }
    }

    #[test]
    fn a_position_fits_into_a_header() {
        let names: Vec<String> = (0..1_000).map(|n| n.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let position = Position { from: Timestamp::UNIX_EPOCH, told: told(&names) };
        let id = position.id();
        assert!(id.len() < 2_000, "{}", id.len());
        assert!(id.contains("-1000+"), "the newest are named");
    }

    #[test]
    fn after_an_event_everything_from_a_moment_before_it_is_looked_at_again() {
        let id = format!("5000000-{}-7", OrderId::derived(&["a"]));
        let position = Position::read(&id).expect("ours");
        assert_eq!(position.from.as_second(), 2);
        assert_eq!(position.told, [(OrderId::derived(&["a"]), 7)]);
    }

    #[test]
    fn what_is_not_ours_is_no_position() {
        for id in ["", "x", "7-", "7-ord_a", "7-loc_a-1", "7+", "7+ord_a", "7+ord_a-x", "7-7-7"] {
            assert_eq!(Position::read(id), None, "{id}");
        }
    }
}
