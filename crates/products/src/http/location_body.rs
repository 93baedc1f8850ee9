//! A location on the wire.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Currency, LocationId, Timestamp};
use serde::{Deserialize, Serialize};
use store::Version;
use utoipa::ToSchema;

use super::coordinates_body::CoordinatesBody;
use super::ordering_body::OrderingBody;
use super::pace::BusyBody;
use crate::domain::{
    Coordinates, Language, Location, OpenState, OpeningHours, Pace, Switch, TimeRange,
};
use crate::word::{self, Word, values, words};

/// A location as it is made or changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LocationInput {
    #[schema(value_type = String, example = "loc_demo-cafe")]
    pub(super) id: LocationId,
    /// At most 80 characters.
    #[schema(example = "Café Comanda")]
    name: String,
    /// A name of the IANA database.
    #[serde(with = "word::zone")]
    #[schema(value_type = String, example = "Europe/Berlin")]
    time_zone: TimeZone,
    /// ISO 4217. Fixed once the location exists.
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
    /// Whether tax is within the prices or added to them.
    prices_include_tax: bool,
    /// The rate of each tax class in basis points: 1900 is 19 %. 1 to 10 classes.
    #[schema(example = json!({"standard": 1900, "reduced": 700}))]
    tax_rates: BTreeMap<String, u32>,
    hours: Hours,
    /// How long an order takes when nothing else waits: 1 to 240.
    #[serde(default = "ten")]
    preparation_minutes: u32,
    /// How it takes orders; as usual unless told.
    #[serde(default)]
    ordering: OrderingBody,
    /// At most 6 lines.
    #[serde(default)]
    address: Vec<String>,
    /// Where that is on a map.
    #[serde(default)]
    coordinates: Option<CoordinatesBody>,
    #[serde(default)]
    phone: Option<String>,
    /// What the menu's own texts are in: one of `en` (unless told), `de`, `fr`, `es`, `it`, `ar`.
    #[serde(default)]
    #[schema(value_type = String, example = "en")]
    language: Word<Language>,
}

fn ten() -> u32 {
    10
}

/// When a location is open, in its local time. A range is `HH:MM-HH:MM`; `00:00-24:00` is all day,
/// `18:00-02:00` runs past midnight. A day without ranges is closed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub(super) struct Hours {
    #[schema(value_type = Vec<String>, example = json!(["07:00-18:00"]))]
    monday: Vec<Word<TimeRange>>,
    #[schema(value_type = Vec<String>)]
    tuesday: Vec<Word<TimeRange>>,
    #[schema(value_type = Vec<String>)]
    wednesday: Vec<Word<TimeRange>>,
    #[schema(value_type = Vec<String>)]
    thursday: Vec<Word<TimeRange>>,
    #[schema(value_type = Vec<String>)]
    friday: Vec<Word<TimeRange>>,
    #[schema(value_type = Vec<String>)]
    saturday: Vec<Word<TimeRange>>,
    #[schema(value_type = Vec<String>)]
    sunday: Vec<Word<TimeRange>>,
    /// Dates that differ.
    #[schema(value_type = BTreeMap<String, Vec<String>>, example = json!({"2026-12-25": []}))]
    exceptions: BTreeMap<Date, Vec<Word<TimeRange>>>,
}

/// Whether somebody has opened or closed a location by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum SwitchPosition {
    /// It follows its hours.
    Auto,
    /// Open, whatever the hours say.
    Open,
    /// Closed, whatever the hours say.
    Closed,
}

/// A location as it is read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LocationAnswer {
    #[schema(value_type = String, example = "loc_demo-cafe")]
    id: LocationId,
    /// One more at each change.
    version: Version,
    name: String,
    #[schema(example = "Europe/Berlin")]
    time_zone: String,
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
    prices_include_tax: bool,
    /// Basis points by tax class.
    tax_rates: BTreeMap<String, u32>,
    hours: Hours,
    switch: SwitchPosition,
    /// When a location closed by hand follows its hours again.
    closed_until: Option<Timestamp>,
    preparation_minutes: u32,
    /// How it takes orders.
    ordering: OrderingBody,
    address: Vec<String>,
    /// Where that is on a map, if it is told.
    coordinates: Option<CoordinatesBody>,
    phone: Option<String>,
    /// What the menu's own texts are in; the menu says what else there is.
    #[schema(value_type = String, example = "en")]
    language: Word<Language>,
    /// Until when it takes a break, if it does.
    paused_until: Option<Timestamp>,
    /// How much longer than usual orders take, if they do.
    busy: Option<BusyBody>,
    /// Whether it takes orders now.
    open: bool,
    /// When that ends, if it is open and closes within two weeks.
    closes_at: Option<Timestamp>,
    /// When it opens again, if it is closed and that is known.
    opens_at: Option<Timestamp>,
}

impl LocationAnswer {
    pub(super) fn of(location: &Location, version: Version, now: Timestamp) -> Self {
        let state = location.open_state(now);
        let (closes_at, opens_at) = match state {
            OpenState::Open { closes_at } => (closes_at, None),
            OpenState::Closed { opens_at } => (None, opens_at),
        };
        let (switch, closed_until) = match location.switch {
            Switch::Auto => (SwitchPosition::Auto, None),
            Switch::Open => (SwitchPosition::Open, None),
            Switch::Closed { until: Some(until) } if until <= now => (SwitchPosition::Auto, None),
            Switch::Closed { until } => (SwitchPosition::Closed, until),
        };
        let pace = location.pace.as_of(now);
        Self {
            id: location.id.clone(),
            version,
            name: location.name.clone(),
            time_zone: location.time_zone_name().to_owned(),
            currency: location.currency,
            prices_include_tax: location.prices_include_tax,
            tax_rates: location.tax_rates.clone(),
            hours: Hours::from(&location.hours),
            switch,
            closed_until,
            preparation_minutes: location.preparation_minutes,
            ordering: OrderingBody::from(&location.ordering),
            address: location.address.clone(),
            coordinates: location.coordinates.map(CoordinatesBody::from),
            phone: location.phone.clone(),
            language: Word(location.language),
            paused_until: pace.paused_until,
            busy: pace.busy.map(BusyBody::from),
            open: state.is_open(),
            closes_at,
            opens_at,
        }
    }
}

impl LocationInput {
    pub(super) fn into_location(self, switch: Switch) -> Location {
        Location {
            id: self.id,
            name: self.name,
            time_zone: self.time_zone,
            currency: self.currency,
            prices_include_tax: self.prices_include_tax,
            tax_rates: self.tax_rates,
            hours: self.hours.into(),
            switch,
            preparation_minutes: self.preparation_minutes,
            ordering: self.ordering.into(),
            address: self.address,
            coordinates: self.coordinates.map(Coordinates::from),
            phone: self.phone,
            language: self.language.0,
            pace: Pace::default(),
        }
    }
}

impl From<&OpeningHours> for Hours {
    fn from(hours: &OpeningHours) -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
            hours.week.each_ref().map(|ranges| words(ranges));
        let exceptions = hours.exceptions.iter().map(|(date, ranges)| (*date, words(ranges)));
        let exceptions = exceptions.collect();
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday, exceptions }
    }
}

impl From<Hours> for OpeningHours {
    fn from(hours: Hours) -> Self {
        let week = [
            hours.monday,
            hours.tuesday,
            hours.wednesday,
            hours.thursday,
            hours.friday,
            hours.saturday,
            hours.sunday,
        ];
        let exceptions = hours.exceptions.into_iter().map(|(date, ranges)| (date, values(ranges)));
        Self { week: week.map(values), exceptions: exceptions.collect() }
    }
}
