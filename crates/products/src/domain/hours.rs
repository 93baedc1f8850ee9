//! When a location is open.
//!
//! Hours are local time; instants are UTC. A range belongs to the date it begins on, and an
//! exception replaces the ranges that begin on its date: what began the evening before still runs
//! to its end. A local time that does not exist (clocks going forward) is taken later by as much as
//! the clocks jump, one that exists twice is taken the first time; a range that becomes empty by
//! this does not exist that day.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use kernel::Timestamp;

pub use jiff::civil::Weekday;

/// How far ahead the next opening is looked for, in days: a year and its leap day.
const OPENS_WITHIN_DAYS: i32 = 366;
/// How far ahead the closing of hours that run on and on is looked for, in days.
const CLOSES_WITHIN_DAYS: i32 = 14;
/// How many days before a day a range that still runs may have begun. Two, not one: a zone may
/// skip a whole date, as Samoa did on 30 December 2011.
const RUNS_OVER_DAYS: i32 = 2;

/// A range of local time on one day: `07:00-18:00`, `00:00-24:00` (all day), `18:00-02:00` (until
/// two in the morning after). The end does not belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeRange {
    /// Minutes from midnight: 0 to 1,439.
    from: u16,
    /// Minutes from midnight: 1 to 1,440; at or before `from` it is on the next day.
    until: u16,
}

/// The hours of every week, and the dates that differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpeningHours {
    /// The ranges of each weekday, from Monday; empty is closed. At most 6 a day.
    pub week: [Vec<TimeRange>; 7],
    /// The ranges of dates that differ; empty is closed. At most 100 dates.
    pub exceptions: BTreeMap<Date, Vec<TimeRange>>,
}

/// Whether somebody has opened or closed a location by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Switch {
    /// Follow the hours.
    #[default]
    Auto,
    /// Open, whatever the hours say.
    Open,
    /// Closed, whatever the hours say, until an instant (then the hours count again) or for good.
    Closed {
        /// When the hours count again.
        until: Option<Timestamp>,
    },
}

/// Whether a location takes orders, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenState {
    /// It does.
    Open {
        /// The instant it no longer does; `None` when that is more than two weeks away.
        closes_at: Option<Timestamp>,
    },
    /// It does not.
    Closed {
        /// The instant it does again; `None` when that is not known or more than a year away.
        opens_at: Option<Timestamp>,
    },
}

impl OpenState {
    /// Whether orders are taken.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

/// Whether a location with these hours and this switch takes orders at `at`.
pub(super) fn is_open(
    hours: &OpeningHours,
    switch: &Switch,
    zone: &TimeZone,
    at: Timestamp,
) -> OpenState {
    match switch {
        Switch::Open => OpenState::Open { closes_at: None },
        Switch::Closed { until: None } => OpenState::Closed { opens_at: None },
        Switch::Closed { until: Some(until) } if at < *until => match hours.state(zone, *until) {
            OpenState::Open { .. } => OpenState::Closed { opens_at: Some(*until) },
            closed @ OpenState::Closed { .. } => closed,
        },
        Switch::Auto | Switch::Closed { until: Some(_) } => hours.state(zone, at),
    }
}

impl OpeningHours {
    /// Open at every hour of every day.
    pub fn always() -> Self {
        let all_day = vec![TimeRange { from: 0, until: 1_440 }];
        Self { week: std::array::from_fn(|_| all_day.clone()), exceptions: BTreeMap::new() }
    }

    /// The ranges that begin on `date`.
    pub fn on(&self, date: Date) -> &[TimeRange] {
        let weekday = date.weekday().to_monday_zero_offset();
        let usual = &self.week[usize::try_from(weekday).unwrap_or(0)];
        self.exceptions.get(&date).unwrap_or(usual)
    }

    fn state(&self, zone: &TimeZone, at: Timestamp) -> OpenState {
        let today = at.to_zoned(zone.clone()).date();
        match self.covering(zone, today, at) {
            Some(end) => OpenState::Open { closes_at: self.runs_on(zone, today, end) },
            None => OpenState::Closed { opens_at: self.next_opening(zone, today, at) },
        }
    }

    /// The latest end of the ranges that cover `at`.
    fn covering(&self, zone: &TimeZone, today: Date, at: Timestamp) -> Option<Timestamp> {
        self.instants(zone, today, -RUNS_OVER_DAYS, RUNS_OVER_DAYS)
            .filter(|(from, until)| *from <= at && at < *until)
            .map(|(_, until)| until)
            .max()
    }

    /// The end of the ranges that follow without a gap on one that ends at `end`.
    fn runs_on(&self, zone: &TimeZone, today: Date, mut end: Timestamp) -> Option<Timestamp> {
        let horizon = CLOSES_WITHIN_DAYS;
        loop {
            let day = end.to_zoned(zone.clone()).date();
            if day > today.saturating_add(Span::new().days(horizon)) {
                return None;
            }
            match self.covering(zone, day, end) {
                Some(later) => end = later,
                None => return Some(end),
            }
        }
    }

    fn next_opening(&self, zone: &TimeZone, today: Date, at: Timestamp) -> Option<Timestamp> {
        if self.week.iter().all(Vec::is_empty) && self.exceptions.values().all(Vec::is_empty) {
            return None;
        }
        let next = |first, last| {
            let openings = self.instants(zone, today, first, last).map(|(from, _)| from);
            openings.filter(|from| *from > at).min()
        };
        // What was to open on a skipped date opens on the next, whose own ranges may come first.
        (-1..=OPENS_WITHIN_DAYS).find_map(|day| next(day, day).and_then(|_| next(day, day + 1)))
    }

    /// The ranges that begin from `first` to `last` days after `today`, as instants.
    fn instants<'a>(
        &'a self,
        zone: &'a TimeZone,
        today: Date,
        first: i32,
        last: i32,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'a {
        (first..=last).flat_map(move |day| {
            let date = today.checked_add(day.days()).ok();
            let ranges = date.map(|date| self.on(date)).unwrap_or_default().iter();
            ranges.filter_map(move |range| range.on(date?, zone))
        })
    }
}

impl TimeRange {
    /// The range on a date; `None` when a change of clocks leaves nothing of it.
    fn on(self, date: Date, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let last = if self.until <= self.from { date.tomorrow().ok()? } else { date };
        let (from, until) = (instant(date, self.from, zone)?, instant(last, self.until, zone)?);
        (from < until).then_some((from, until))
    }
}

fn instant(date: Date, minutes: u16, zone: &TimeZone) -> Option<Timestamp> {
    let (date, minutes) =
        if minutes >= 1_440 { (date.tomorrow().ok()?, 0) } else { (date, minutes) };
    let hour = i8::try_from(minutes / 60).ok()?;
    let minute = i8::try_from(minutes % 60).ok()?;
    zone.to_ambiguous_timestamp(date.at(hour, minute, 0, 0)).compatible().ok()
}

impl FromStr for TimeRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let range = text.split_once('-').and_then(|(from, until)| {
            let (from, until) = (minutes(from)?, minutes(until)?);
            (from < 1_440 && until > 0 && from != until).then_some(Self { from, until })
        });
        range.ok_or_else(|| {
            let text: String = text.chars().take(40).collect();
            format!(
                "\"{text}\" is not a range of time: expected HH:MM-HH:MM such as 07:00-18:00, \
                 00:00-24:00 (all day) or 18:00-02:00 (past midnight)"
            )
        })
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 1_440).then_some(hour * 60 + minute)
}

impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.from, self.until);
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;
