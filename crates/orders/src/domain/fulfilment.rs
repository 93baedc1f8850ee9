//! How an order gets to its customer, and when it has to be ready for that.

use std::time::Duration;

use kernel::Timestamp;

use super::flaw::{Flaw, FlawKind};

/// Longest name of a table, in characters.
const TABLE_CHARS_MAX: usize = 10;
/// Most lines of an address.
const ADDRESS_LINES_MAX: usize = 6;
/// Longest line of an address, in characters.
const ADDRESS_CHARS_MAX: usize = 80;
/// Longest telephone number, in characters.
const PHONE_CHARS_MAX: usize = 30;
/// How many days ahead an order can be scheduled.
const DAYS_AHEAD_MAX: u64 = 7;

/// How an order gets to its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fulfilment {
    /// The customer fetches it.
    Pickup {
        /// When; `None` for as soon as it is ready.
        at: Option<Timestamp>,
    },
    /// It is brought to a table.
    DineIn {
        /// The table, as the location names it; 1 to 10 characters.
        table: String,
    },
    /// It is brought to an address.
    Delivery {
        /// The address, a line an entry: 1 to 6 lines of 1 to 80 characters.
        address: Vec<String>,
        /// Whom to call at the door; at most 30 characters.
        phone: Option<String>,
    },
}

impl Fulfilment {
    /// The word on the wire and for the workflow.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pickup { .. } => "pickup",
            Self::DineIn { .. } => "dine-in",
            Self::Delivery { .. } => "delivery",
        }
    }

    /// When the customer wants it, if they said so.
    pub fn scheduled_for(&self) -> Option<Timestamp> {
        match self {
            Self::Pickup { at } => *at,
            Self::DineIn { .. } | Self::Delivery { .. } => None,
        }
    }

    /// Whether it is brought to an address.
    pub fn is_delivery(&self) -> bool {
        matches!(self, Self::Delivery { .. })
    }

    /// Everything that is wrong with its texts. Times are judged by [`Schedule::of`].
    pub(super) fn flaws(&self) -> Vec<Flaw> {
        match self {
            Self::Pickup { .. } => Vec::new(),
            Self::DineIn { table } => {
                let good = (1..=TABLE_CHARS_MAX).contains(&table.trim().chars().count());
                let detail = format!("a table is named with 1 to {TABLE_CHARS_MAX} characters");
                flaw_unless(good, "/fulfilment/table".to_owned(), detail).into_iter().collect()
            }
            Self::Delivery { address, phone } => address_flaws(address, phone.as_deref()),
        }
    }
}

/// The ways in which a location gets orders to their customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fulfilments {
    /// They are fetched.
    pub pickup: bool,
    /// They are brought to a table.
    pub dine_in: bool,
    /// They are brought to an address.
    pub delivery: bool,
}

impl Fulfilments {
    /// Every way there is.
    pub const ALL: Self = Self { pickup: true, dine_in: true, delivery: true };

    /// The flaw of a fulfilment that is none of these.
    pub fn flaw_of(self, wanted: &Fulfilment) -> Option<Flaw> {
        let (offered, detail) = match wanted {
            Fulfilment::Pickup { .. } => (self.pickup, "orders cannot be picked up here"),
            Fulfilment::DineIn { .. } => (self.dine_in, "orders are not brought to tables here"),
            Fulfilment::Delivery { .. } => (self.delivery, "this location does not deliver"),
        };
        let (pointer, kind) = ("/fulfilment".to_owned(), FlawKind::NotOffered);
        (!offered).then(|| Flaw { pointer, kind, detail: detail.to_owned() })
    }
}

fn address_flaws(address: &[String], phone: Option<&str>) -> Vec<Flaw> {
    let some = (1..=ADDRESS_LINES_MAX).contains(&address.len());
    if !some {
        let detail = format!("an address has 1 to {ADDRESS_LINES_MAX} lines");
        return flaw_unless(some, "/fulfilment/address".to_owned(), detail).into_iter().collect();
    }
    let lines = address.iter().enumerate().filter_map(|(place, line)| {
        let detail = format!("a line of an address has 1 to {ADDRESS_CHARS_MAX} characters");
        let pointer = format!("/fulfilment/address/{place}");
        flaw_unless(is_line(line, ADDRESS_CHARS_MAX), pointer, detail)
    });
    let phone = phone.and_then(|phone| {
        let detail = format!("a telephone number has 1 to {PHONE_CHARS_MAX} characters");
        flaw_unless(is_line(phone, PHONE_CHARS_MAX), "/fulfilment/phone".to_owned(), detail)
    });
    lines.chain(phone).collect()
}

/// Whether somebody at a door can read it: not empty, not too long, on one line.
fn is_line(text: &str, chars_max: usize) -> bool {
    let short = text.chars().count() <= chars_max;
    short && !text.trim().is_empty() && !text.chars().any(char::is_control)
}

fn flaw_unless(good: bool, pointer: String, detail: String) -> Option<Flaw> {
    (!good).then_some(Flaw { pointer, kind: FlawKind::BadText, detail })
}

/// When an order has to be ready, and when to begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// When it is promised to be ready.
    pub ready_at: Timestamp,
    /// When to begin with it; `None` for at once.
    pub fire_at: Option<Timestamp>,
}

impl Schedule {
    /// The schedule of an order placed `now` where making one takes `preparation`.
    ///
    /// # Errors
    /// The flaw of a time that is too soon or too far ahead.
    pub fn of(
        fulfilment: &Fulfilment,
        preparation: Duration,
        now: Timestamp,
    ) -> Result<Self, Flaw> {
        let soonest = now.checked_add(preparation).unwrap_or(now);
        let Some(at) = fulfilment.scheduled_for() else {
            return Ok(Self { ready_at: soonest, fire_at: None });
        };
        let last = now.checked_add(Duration::from_hours(24 * DAYS_AHEAD_MAX)).unwrap_or(now);
        let bad = |detail| {
            let (pointer, kind) = ("/fulfilment/at".to_owned(), FlawKind::BadPickupTime);
            Err(Flaw { pointer, kind, detail })
        };
        if at < soonest {
            let minutes = preparation.as_secs().div_ceil(60);
            return bad(format!("this order takes {minutes} minutes: choose a later time"));
        }
        if at > last {
            return bad(format!("an order is taken at most {DAYS_AHEAD_MAX} days ahead"));
        }
        Ok(Self { ready_at: at, fire_at: Some(at.checked_sub(preparation).unwrap_or(now)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(fulfilment: &Fulfilment) -> Vec<String> {
        fulfilment.flaws().into_iter().map(|flaw| flaw.pointer).collect()
    }

    fn delivery(address: &[&str], phone: Option<&str>) -> Fulfilment {
        let address = address.iter().map(|line| (*line).to_owned()).collect();
        Fulfilment::Delivery { address, phone: phone.map(str::to_owned) }
    }

    #[test]
    fn an_address_has_a_few_short_lines_and_perhaps_a_telephone() {
        let long = "x".repeat(ADDRESS_CHARS_MAX + 1);
        assert_eq!(places(&delivery(&["Main Street 1", &long[1..]], Some("030 1"))), [""; 0]);
        for address in [&[][..], &["a"; ADDRESS_LINES_MAX + 1]] {
            assert_eq!(places(&delivery(address, None)), ["/fulfilment/address"]);
        }
        let bad = delivery(&["", "a", &long, "a\nb"], Some("  "));
        let expected = ["address/0", "address/2", "address/3", "phone"];
        assert_eq!(places(&bad), expected.map(|place| format!("/fulfilment/{place}")));
        let long = "1".repeat(PHONE_CHARS_MAX + 1);
        assert_eq!(places(&delivery(&["a"], Some(&long))), ["/fulfilment/phone"]);
    }

    #[test]
    fn a_table_has_a_short_name() {
        for table in ["", "  ", "12345678901"] {
            let dine_in = Fulfilment::DineIn { table: table.to_owned() };
            assert_eq!(places(&dine_in), ["/fulfilment/table"], "{table:?}");
        }
        assert_eq!(places(&Fulfilment::DineIn { table: "terrace 12".to_owned() }), [""; 0]);
    }

    #[test]
    fn what_a_location_does_not_offer_is_the_only_flaw_of_it() {
        let ways = [
            (Fulfilment::Pickup { at: None }, Fulfilments { pickup: false, ..Fulfilments::ALL }),
            (
                Fulfilment::DineIn { table: "1".to_owned() },
                Fulfilments { dine_in: false, ..Fulfilments::ALL },
            ),
            (delivery(&["a"], None), Fulfilments { delivery: false, ..Fulfilments::ALL }),
        ];
        for (place, (wanted, without)) in ways.iter().enumerate() {
            let flaw = without.flaw_of(wanted).map(|flaw| (flaw.pointer, flaw.kind));
            assert_eq!(flaw, Some(("/fulfilment".to_owned(), FlawKind::NotOffered)));
            for (other, _) in ways.iter().enumerate().filter(|(other, _)| *other != place) {
                assert_eq!(without.flaw_of(&ways[other].0), None);
            }
        }
    }

    #[test]
    fn a_pickup_is_scheduled_from_when_it_can_be_ready_to_a_week_ahead() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let (preparation, now, week) = (Duration::from_mins(10), at(1_000), 7 * 24 * 3_600);
        let of = |pickup| {
            Schedule::of(&Fulfilment::Pickup { at: pickup }, preparation, now)
                .map(|schedule| (schedule.ready_at, schedule.fire_at))
                .map_err(|flaw| (flaw.pointer, flaw.kind))
        };
        let bad = || Err(("/fulfilment/at".to_owned(), FlawKind::BadPickupTime));
        assert_eq!(of(None), Ok((at(1_600), None)));
        assert_eq!(of(Some(at(1_600))), Ok((at(1_600), Some(now))));
        assert_eq!(of(Some(at(1_599))), bad());
        assert_eq!(of(Some(at(1_000 + week))), Ok((at(1_000 + week), Some(at(400 + week)))));
        assert_eq!(of(Some(at(1_001 + week))), bad());
        assert_eq!(of(Some(Timestamp::MIN)), bad());
        assert_eq!(of(Some(Timestamp::MAX)), bad());
    }
}
