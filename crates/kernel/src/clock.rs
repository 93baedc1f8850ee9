//! The only places where time enters: a [`Clock`] is passed in, never read from the surroundings.

use std::sync::Mutex;

/// An instant, in UTC, with microsecond precision as stored and nanosecond precision in memory.
pub use jiff::Timestamp;

/// Tells the time. Production uses [`SystemClock`], tests use [`FixedClock`].
pub trait Clock: Send + Sync + 'static {
    /// The present instant, cut to whole microseconds so that what is stored reads back equal.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        whole_microseconds(Timestamp::now())
    }
}

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves the clock forward.
    ///
    /// # Panics
    /// When the result lies beyond the year 9999; only a test can ask for that.
    pub fn advance(&self, by: std::time::Duration) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = now.checked_add(by).expect("a test's clock stays within jiff's years");
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_clock_reads_back_equal_after_storing_microseconds() {
        let now = SystemClock.now();
        assert_eq!(Timestamp::from_microsecond(now.as_microsecond()).expect("in range"), now);
    }

    #[test]
    fn a_fixed_clock_moves_only_when_told() {
        let clock = FixedClock::at(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.now(), clock.now());
        clock.advance(std::time::Duration::from_secs(2));
        assert_eq!(clock.now().as_second(), 2);
    }
}
