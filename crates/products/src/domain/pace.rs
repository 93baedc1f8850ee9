//! How fast a location works: a break, or more to do than usual. Both end by themselves.

use jiff::SignedDuration;
use kernel::Timestamp;

use super::fault::{Fault, Faults};

/// Longest break and longest busy time, in hours from now. Who closes for longer uses the switch.
const HOURS_MAX: i64 = 24;
/// Most minutes an order may take longer.
const EXTRA_MINUTES_MAX: u32 = 120;

/// How fast a location works. What has passed counts no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pace {
    /// No orders are taken before this instant.
    pub paused_until: Option<Timestamp>,
    /// Orders take longer than usual.
    pub busy: Option<Busy>,
}

/// Orders take longer than usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy {
    /// By how much: 1 to 120 minutes.
    pub extra_minutes: u32,
    /// Until when; from then on they take as long as usual.
    pub until: Timestamp,
}

impl Pace {
    /// By how much orders take longer at `at`, if they do.
    pub fn busy_at(&self, at: Timestamp) -> Option<Busy> {
        self.busy.filter(|busy| at < busy.until)
    }

    /// What counts at `at`: without what has passed.
    #[must_use]
    pub fn as_of(&self, at: Timestamp) -> Self {
        let paused_until = self.paused_until.filter(|until| at < *until);
        Self { paused_until, busy: self.busy_at(at) }
    }

    /// Every fault of a pace that is set at `now`.
    pub(crate) fn check(&self, now: Timestamp) -> Vec<Fault> {
        let mut faults = Faults::new();
        let most = SignedDuration::from_hours(HOURS_MAX);
        let soon = |until: Timestamp| until.duration_since(now) <= most;
        let too_far = format!("is too far away: expected at most {HOURS_MAX} hours from now");
        if self.paused_until.is_some_and(|until| !soon(until)) {
            faults.add("paused_until", too_far.as_str());
        }
        if let Some(busy) = self.busy {
            faults.within("busy", |faults| {
                faults.number("extra_minutes", busy.extra_minutes, 1..=EXTRA_MINUTES_MAX);
                if !soon(busy.until) {
                    faults.add("until", too_far.as_str());
                }
            });
        }
        faults.into_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{OpenState, Switch, samples};
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn a_break_ends_by_itself_and_opens_nothing_that_is_closed() {
        let mut location = samples::location();
        location.pace.paused_until = Some(at(60));
        let paused = OpenState::Closed { opens_at: Some(at(60)) };
        assert_eq!(location.open_state(at(59)), paused);
        assert!(location.open_state(at(60)).is_open());
        assert!(location.is_on_break(at(59)) && !location.is_on_break(at(60)));
        location.switch = Switch::Closed { until: Some(at(90)) };
        assert_eq!(location.open_state(at(59)), OpenState::Closed { opens_at: Some(at(90)) });
        assert!(!location.is_on_break(at(59)), "it is closed anyway");
        location.switch = Switch::Open;
        assert_eq!(location.open_state(at(59)), paused, "a break counts above the switch");
    }

    #[test]
    fn while_it_is_busy_an_order_takes_longer_and_then_no_more() {
        let mut location = samples::location();
        location.pace.busy = Some(Busy { extra_minutes: 15, until: at(60) });
        assert_eq!(location.preparation_minutes_at(at(59)), 25);
        assert_eq!(location.preparation_minutes_at(at(60)), 10);
        assert_eq!(location.pace.as_of(at(60)), Pace::default());
    }

    #[test]
    fn a_pace_is_for_a_day_at_most() {
        let day = at(24 * 3_600);
        let busy = |extra_minutes, until| Some(Busy { extra_minutes, until });
        let pace = Pace { paused_until: Some(day), busy: busy(120, day) };
        assert_eq!(pace.check(at(0)), []);
        let pace = Pace { paused_until: Some(at(24 * 3_600 + 1)), busy: busy(0, Timestamp::MAX) };
        let faults = pace.check(at(0));
        let found: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(found, ["/paused_until", "/busy/extra_minutes", "/busy/until"]);
    }
}
