//! A location: one shop, with everything that is true of it whatever it sells.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use kernel::{Currency, LocationId, Timestamp};

use super::coordinates::Coordinates;
use super::hours::{OpenState, OpeningHours, Switch};
use super::ordering::Ordering;
use super::pace::Pace;
use super::words::Language;

/// One shop.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Its id.
    pub id: LocationId,
    /// What guests read; at most 80 characters.
    pub name: String,
    /// The zone its hours are in, from the IANA database.
    pub time_zone: TimeZone,
    /// What its prices are in. Fixed when the location is created.
    pub currency: Currency,
    /// Whether prices on the menu include tax (Europe) or tax is added (North America).
    pub prices_include_tax: bool,
    /// The rate of each tax class in basis points: 1,900 is 19 %. 1 to 10 classes.
    pub tax_rates: BTreeMap<String, u32>,
    /// When it is open.
    pub hours: OpeningHours,
    /// Whether somebody has opened or closed it by hand.
    pub switch: Switch,
    /// How long an order takes when nothing else waits, in minutes: 1 to 240.
    pub preparation_minutes: u32,
    /// How many orders it takes at once, and how long each may wait.
    pub ordering: Ordering,
    /// The postal address, a line an entry; at most 6 lines of 80 characters.
    pub address: Vec<String>,
    /// Where that is on a map, if it is told.
    pub coordinates: Option<Coordinates>,
    /// The telephone number guests may call, or none; at most 30 characters.
    pub phone: Option<String>,
    /// What the own texts of its menu are in.
    pub language: Language,
    /// Whether it takes a break, or takes longer than usual.
    pub pace: Pace,
}

impl Location {
    /// Whether it takes orders at `at`.
    pub fn open_state(&self, at: Timestamp) -> OpenState {
        match self.pace.paused_until.filter(|until| at < *until) {
            Some(until) => match self.usual_state(until) {
                OpenState::Open { .. } => OpenState::Closed { opens_at: Some(until) },
                closed @ OpenState::Closed { .. } => closed,
            },
            None => self.usual_state(at),
        }
    }

    /// Whether it would take orders at `at` if it did not take a break.
    pub fn is_on_break(&self, at: Timestamp) -> bool {
        let paused = self.pace.paused_until.is_some_and(|until| at < until);
        paused && self.usual_state(at).is_open()
    }

    fn usual_state(&self, at: Timestamp) -> OpenState {
        super::hours::is_open(&self.hours, &self.switch, &self.time_zone, at)
    }

    /// How long an order placed at `at` takes when nothing else waits, in minutes.
    pub fn preparation_minutes_at(&self, at: Timestamp) -> u32 {
        let extra = self.pace.busy_at(at).map_or(0, |busy| busy.extra_minutes);
        self.preparation_minutes.saturating_add(extra)
    }

    /// The name of its time zone in the IANA database.
    pub fn time_zone_name(&self) -> &str {
        self.time_zone.iana_name().unwrap_or("UTC")
    }
}
