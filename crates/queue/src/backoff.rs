//! How long what failed waits before it is tried again.

use std::time::Duration;

use kernel::Random;

/// The longest wait after the first failure; it doubles with each further one.
const FIRST: Duration = Duration::from_millis(200);
/// The longest wait of all.
const MAX: Duration = Duration::from_mins(5);
/// The longest wait of what will hardly do better.
const HOPELESS: Duration = Duration::from_secs(1);

/// The wait after failure number `failures`: the whole time or down to half of it, by chance, so
/// that those who failed together do not come back together.
pub(crate) fn after(failures: u32, is_worth_retrying: bool, random: &dyn Random) -> Duration {
    let doubled =
        FIRST.saturating_mul(1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX));
    let longest = doubled.min(if is_worth_retrying { MAX } else { HOPELESS });
    let mut chance = [0];
    random.fill(&mut chance);
    longest / 2 + longest / 2 * u32::from(chance[0]) / 255
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;

    #[test]
    fn waits_double_up_to_five_minutes_and_vary_by_half() {
        let random = SeededRandom::new(1);
        for failures in 1..=60 {
            let longest = Duration::from_millis(200 << (failures - 1).min(11)).min(MAX);
            let wait = after(failures, true, &random);
            assert!((longest / 2..=longest).contains(&wait), "{failures}: {wait:?}");
        }
    }

    #[test]
    fn what_will_hardly_do_better_never_waits_long() {
        assert!(after(20, false, &SeededRandom::new(1)) <= HOPELESS);
    }

    #[test]
    fn twenty_receives_of_a_passing_failure_last_half_an_hour_at_least() {
        let random = SeededRandom::new(1);
        let total: Duration = (1..=20).map(|failures| after(failures, true, &random)).sum();
        assert!(total > Duration::from_mins(30), "{total:?}");
    }
}
