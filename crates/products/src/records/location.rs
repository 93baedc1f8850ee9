//! A location as it is stored.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Currency, LocationId, Timestamp};
use serde::{Deserialize, Serialize};

use super::ordering::OrderingRecord;
use crate::domain::{Busy, Coordinates, Language, Location, OpeningHours, Pace, Switch, TimeRange};
use crate::word::{self, Word, values, words};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LocationRecord {
    pub(super) id: LocationId,
    name: String,
    #[serde(with = "word::zone")]
    time_zone: TimeZone,
    currency: Currency,
    prices_include_tax: bool,
    tax_rates: BTreeMap<String, u32>,
    week: [Vec<Word<TimeRange>>; 7],
    exceptions: BTreeMap<Date, Vec<Word<TimeRange>>>,
    switch: SwitchRecord,
    preparation_minutes: u32,
    #[serde(default)]
    ordering: OrderingRecord,
    address: Vec<String>,
    #[serde(default)]
    coordinates: Option<CoordinatesRecord>,
    phone: Option<String>,
    #[serde(default)]
    language: Word<Language>,
    #[serde(default)]
    pace: PaceRecord,
}

/// In degrees.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct CoordinatesRecord {
    latitude: f64,
    longitude: f64,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct PaceRecord {
    paused_until: Option<Timestamp>,
    busy: Option<BusyRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct BusyRecord {
    extra_minutes: u32,
    until: Timestamp,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SwitchRecord {
    Auto,
    Open,
    Closed { until: Option<Timestamp> },
}

impl From<&Location> for LocationRecord {
    fn from(location: &Location) -> Self {
        let hours = &location.hours;
        Self {
            id: location.id.clone(),
            name: location.name.clone(),
            time_zone: location.time_zone.clone(),
            currency: location.currency,
            prices_include_tax: location.prices_include_tax,
            tax_rates: location.tax_rates.clone(),
            week: hours.week.each_ref().map(|ranges| words(ranges)),
            exceptions: hours.exceptions.iter().map(|(date, r)| (*date, words(r))).collect(),
            switch: match location.switch {
                Switch::Auto => SwitchRecord::Auto,
                Switch::Open => SwitchRecord::Open,
                Switch::Closed { until } => SwitchRecord::Closed { until },
            },
            preparation_minutes: location.preparation_minutes,
            ordering: OrderingRecord::from(&location.ordering),
            address: location.address.clone(),
            coordinates: location.coordinates.map(CoordinatesRecord::from),
            phone: location.phone.clone(),
            language: Word(location.language),
            pace: PaceRecord::from(location.pace),
        }
    }
}

impl From<LocationRecord> for Location {
    fn from(record: LocationRecord) -> Self {
        let exceptions = record.exceptions.into_iter().map(|(date, r)| (date, values(r)));
        Self {
            id: record.id,
            name: record.name,
            time_zone: record.time_zone,
            currency: record.currency,
            prices_include_tax: record.prices_include_tax,
            tax_rates: record.tax_rates,
            hours: OpeningHours { week: record.week.map(values), exceptions: exceptions.collect() },
            switch: match record.switch {
                SwitchRecord::Auto => Switch::Auto,
                SwitchRecord::Open => Switch::Open,
                SwitchRecord::Closed { until } => Switch::Closed { until },
            },
            preparation_minutes: record.preparation_minutes,
            ordering: record.ordering.into(),
            address: record.address,
            coordinates: record.coordinates.map(Coordinates::from),
            phone: record.phone,
            language: record.language.0,
            pace: record.pace.into(),
        }
    }
}

impl From<Coordinates> for CoordinatesRecord {
    fn from(Coordinates { latitude, longitude }: Coordinates) -> Self {
        Self { latitude, longitude }
    }
}

impl From<CoordinatesRecord> for Coordinates {
    fn from(CoordinatesRecord { latitude, longitude }: CoordinatesRecord) -> Self {
        Self { latitude, longitude }
    }
}

impl From<Pace> for PaceRecord {
    fn from(pace: Pace) -> Self {
        let busy = |Busy { extra_minutes, until }| BusyRecord { extra_minutes, until };
        Self { paused_until: pace.paused_until, busy: pace.busy.map(busy) }
    }
}

impl From<PaceRecord> for Pace {
    fn from(record: PaceRecord) -> Self {
        let busy = |BusyRecord { extra_minutes, until }| Busy { extra_minutes, until };
        Self { paused_until: record.paused_until, busy: record.busy.map(busy) }
    }
}
