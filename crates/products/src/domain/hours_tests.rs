use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const ZONES: &[&str] = &[
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Australia/Lord_Howe", // clocks change by half an hour
    "Asia/Kathmandu",
    "Asia/Beirut",  // clocks change at midnight
    "Africa/Cairo", // likewise
    "Pacific/Apia", // skipped 30 December 2011
    "Pacific/Chatham",
    "Antarctica/Troll", // changes by two hours
];

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a zone of the IANA database")
}

fn ranges(texts: &[&str]) -> Vec<TimeRange> {
    texts.iter().map(|text| text.parse().expect("a range")).collect()
}

fn every_day(texts: &[&str]) -> OpeningHours {
    OpeningHours { week: std::array::from_fn(|_| ranges(texts)), exceptions: BTreeMap::new() }
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn open_until(text: &str) -> OpenState {
    OpenState::Open { closes_at: Some(at(text)) }
}

fn closed_until(text: &str) -> OpenState {
    OpenState::Closed { opens_at: Some(at(text)) }
}

#[test]
fn the_closing_time_is_exclusive_and_the_opening_time_is_not() {
    let hours = every_day(&["07:00-18:00"]);
    let berlin = zone("Europe/Berlin");
    let state = |text| hours.state(&berlin, at(text));
    assert_eq!(state("2026-11-20T05:59:59Z"), closed_until("2026-11-20T06:00:00Z"));
    assert_eq!(state("2026-11-20T06:00:00Z"), open_until("2026-11-20T17:00:00Z"));
    assert_eq!(state("2026-11-20T16:59:59Z"), open_until("2026-11-20T17:00:00Z"));
    assert_eq!(state("2026-11-20T17:00:00Z"), closed_until("2026-11-21T06:00:00Z"));
}

#[test]
fn hours_past_midnight_belong_to_the_evening_they_begin_on() {
    let mut hours = OpeningHours::default();
    hours.week[4] = ranges(&["18:00-02:00"]); // Friday
    let utc = TimeZone::UTC;
    let saturday_at_one = at("2026-11-21T01:00:00Z");
    assert_eq!(hours.state(&utc, saturday_at_one), open_until("2026-11-21T02:00:00Z"));
    hours.exceptions.insert(date(2026, 11, 21), Vec::new());
    assert_eq!(hours.state(&utc, saturday_at_one), open_until("2026-11-21T02:00:00Z"));
    hours.exceptions.insert(date(2026, 11, 20), Vec::new());
    assert_eq!(hours.state(&utc, saturday_at_one), closed_until("2026-11-27T18:00:00Z"));
}

#[test]
fn clocks_going_forward_shorten_the_night_and_going_back_lengthen_it() {
    let hours = every_day(&["22:00-06:00"]);
    let berlin = zone("Europe/Berlin");
    let spring = hours.state(&berlin, at("2026-03-28T22:00:00Z"));
    assert_eq!(spring, open_until("2026-03-29T04:00:00Z"));
    let autumn = hours.state(&berlin, at("2026-10-24T22:00:00Z"));
    assert_eq!(autumn, open_until("2026-10-25T05:00:00Z"));
    // 02:30 does not exist on 29 March: it is taken as 03:30, which is 01:30 UTC.
    let early = every_day(&["02:30-09:00"]);
    assert_eq!(
        early.state(&berlin, at("2026-03-29T01:00:00Z")),
        closed_until("2026-03-29T01:30:00Z")
    );
    // 02:30 exists twice on 25 October: it is taken the first time.
    assert_eq!(
        early.state(&berlin, at("2026-10-25T00:00:00Z")),
        closed_until("2026-10-25T00:30:00Z")
    );
}

#[test]
fn a_shop_that_never_closes_has_no_closing_time_and_one_that_never_opens_no_opening_time() {
    let never = OpenState::Open { closes_at: None };
    let now = at("2026-11-20T05:59:59Z");
    for name in ZONES {
        assert_eq!(OpeningHours::always().state(&zone(name), now), never, "{name}");
        let closed = OpeningHours::default().state(&zone(name), now);
        assert_eq!(closed, OpenState::Closed { opens_at: None }, "{name}");
    }
}

#[test]
fn all_day_ends_where_the_next_day_is_closed() {
    let mut hours = OpeningHours::always();
    hours.exceptions.insert(date(2026, 12, 25), Vec::new());
    let state = |text| hours.state(&TimeZone::UTC, at(text));
    assert_eq!(state("2026-12-23T12:00:00Z"), open_until("2026-12-25T00:00:00Z"));
    assert_eq!(state("2026-12-25T12:00:00Z"), closed_until("2026-12-26T00:00:00Z"));
}

#[test]
fn what_was_to_open_on_a_skipped_date_waits_for_what_opens_before_it() {
    // Samoa had no 30 December 2011, a Friday: after Thursday came Saturday.
    let mut hours = OpeningHours::default();
    hours.week[4] = ranges(&["09:00-10:00"]);
    hours.week[5] = ranges(&["08:00-08:30"]);
    let apia = zone("Pacific/Apia");
    let thursday_noon = at("2011-12-29T22:00:00Z");
    assert_eq!(hours.state(&apia, thursday_noon), closed_until("2011-12-30T18:00:00Z"));
}

#[test]
fn the_switch_overrules_the_hours_and_a_closing_with_an_end_gives_way_again() {
    let hours = every_day(&["07:00-18:00"]);
    let until = at("2026-11-20T12:00:00Z");
    let switch = Switch::Closed { until: Some(until) };
    let state = |switch: &Switch, text| is_open(&hours, switch, &TimeZone::UTC, at(text));
    assert_eq!(state(&switch, "2026-11-20T11:59:59Z"), closed_until("2026-11-20T12:00:00Z"));
    assert_eq!(state(&switch, "2026-11-20T12:00:00Z"), open_until("2026-11-20T18:00:00Z"));
    let late = Switch::Closed { until: Some(at("2026-11-20T20:00:00Z")) };
    assert_eq!(state(&late, "2026-11-20T11:00:00Z"), closed_until("2026-11-21T07:00:00Z"));
    assert!(state(&Switch::Open, "2026-11-20T03:00:00Z").is_open());
    let for_good = Switch::Closed { until: None };
    assert_eq!(state(&for_good, "2026-11-20T12:00:00Z"), OpenState::Closed { opens_at: None });
}

#[test]
fn a_range_reads_back_and_nonsense_is_refused() {
    for text in ["07:00-18:00", "00:00-24:00", "18:00-02:00", "23:59-00:01", "12:00-24:00"] {
        assert_eq!(text.parse::<TimeRange>().expect(text).to_string(), text);
    }
    for text in [
        "",
        "7:00-18:00",
        "07:00",
        "07:00-07:00",
        "24:00-02:00",
        "07:60-08:00",
        "25:00-26:00",
        "07:00-00:00x",
        "18:00-00:00",
        "+7:00-18:00",
    ] {
        assert!(text.parse::<TimeRange>().is_err(), "{text}");
    }
}

prop_compose! {
    fn any_range()(from in 0_u16..288, length in 1_u16..288) -> TimeRange {
        let (from, until) = (from * 5, (from + length) * 5);
        let until = if until > 1_440 { until - 1_440 } else { until };
        TimeRange { from, until: if until == from { until + 5 } else { until } }
    }
}

prop_compose! {
    fn any_hours()(
        days in prop::collection::vec(prop::collection::vec(any_range(), 0..3), 7),
        differing in prop::collection::vec(
            (0_i32..20, prop::collection::vec(any_range(), 0..3)), 0..4,
        ),
        base in prop::sample::select(vec![
            date(2026, 3, 20), date(2026, 10, 20), date(2011, 12, 22), date(2026, 4, 1),
            date(2026, 7, 1),
        ]),
        minutes in 0_i64..20 * 1_440,
        zone in prop::sample::select(ZONES),
    ) -> (OpeningHours, TimeZone, Timestamp) {
        let exceptions = differing.into_iter()
            .map(|(days, ranges)| (base.checked_add(days.days()).expect("near"), ranges));
        let hours = OpeningHours {
            week: days.try_into().expect("seven days"),
            exceptions: exceptions.collect(),
        };
        let start = base.to_zoned(TimeZone::UTC).expect("midnight exists in UTC").timestamp();
        let at = start.checked_add(minutes.minutes()).expect("near");
        (hours, TimeZone::get(zone).expect("known"), at)
    }
}

/// The plain meaning, true wherever clocks do not change nearby: the minute of the local day lies
/// in a range of today, or in one of yesterday that passes midnight.
fn plainly_open(hours: &OpeningHours, zone: &TimeZone, at: Timestamp) -> bool {
    let local = at.to_zoned(zone.clone());
    let minute =
        u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).expect("small");
    let today = hours.on(local.date()).iter();
    let yesterday = hours.on(local.date().yesterday().expect("near")).iter();
    let of_today = |r: &&TimeRange| minute >= r.from && (minute < r.until || r.until <= r.from);
    let runs_over = |r: &&TimeRange| r.until <= r.from && minute < r.until;
    today.filter(of_today).count() + yesterday.filter(runs_over).count() > 0
}

fn clocks_stand_still(zone: &TimeZone, at: Timestamp) -> bool {
    let offset = |hours: i64| zone.to_offset(at.checked_add(hours.hours()).expect("near"));
    (-50..=50).all(|hours| offset(hours) == offset(0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn away_from_clock_changes_open_means_the_local_minute_lies_in_a_range(
        (hours, zone, at) in any_hours()
    ) {
        if clocks_stand_still(&zone, at) {
            prop_assert_eq!(hours.state(&zone, at).is_open(), plainly_open(&hours, &zone, at));
        }
    }

    #[test]
    fn a_state_lasts_to_the_announced_instant_and_not_longer((hours, zone, at) in any_hours()) {
        let second = 1.seconds();
        let state = hours.state(&zone, at);
        let (OpenState::Open { closes_at: turn } | OpenState::Closed { opens_at: turn }) = state;
        if let Some(turn) = turn {
            prop_assert!(turn > at);
            let last = turn.checked_sub(second).expect("near").max(at);
            prop_assert_eq!(hours.state(&zone, last).is_open(), state.is_open());
            prop_assert_ne!(hours.state(&zone, turn).is_open(), state.is_open());
            let half = Timestamp::from_second(i64::midpoint(at.as_second(), turn.as_second()));
            let half = half.expect("near").max(at);
            prop_assert_eq!(hours.state(&zone, half).is_open(), state.is_open());
        }
    }
}
