//! How long a call is tried again, and how long it waits in between.

use std::time::Duration;

use kernel::{OsRandom, Random};
use tokio::time::{Instant, sleep};

/// How long making a connection may take.
pub(super) const CONNECT_LIMIT: Duration = Duration::from_secs(2);
/// How long one answer is waited for.
pub(super) const ATTEMPT_LIMIT: Duration = Duration::from_secs(4);
/// How long a call is made again; the last attempt may end later. DynamoDB knows the token of a
/// transaction for ten minutes, so within this time it is never carried out twice.
const CALL_LIMIT: Duration = Duration::from_secs(10);
/// The longest first pause, and the longest of all.
const PAUSES: (Duration, Duration) = (Duration::from_millis(25), Duration::from_secs(1));

/// What is left of the time of a call.
pub(super) struct Patience {
    until: Instant,
    pause: Duration,
}

impl Patience {
    /// A call begins.
    pub(super) fn begin() -> Self {
        Self { until: Instant::now() + CALL_LIMIT, pause: PAUSES.0 }
    }

    /// Waits before the next attempt: a random time, so that those who met do not meet again.
    ///
    /// # Errors
    /// `cause`, when no time is left.
    pub(super) async fn pause<E>(&mut self, cause: E) -> Result<(), E> {
        let pause = self.next_pause();
        if Instant::now() + pause >= self.until {
            return Err(cause);
        }
        sleep(pause).await;
        Ok(())
    }

    fn next_pause(&mut self) -> Duration {
        let longest = self.pause;
        self.pause = (longest * 2).min(PAUSES.1);
        longest.mul_f64(chance())
    }
}

/// A number from 0 to 1.
fn chance() -> f64 {
    let mut bytes = [0; 4];
    OsRandom.fill(&mut bytes);
    f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_become_longer_up_to_a_limit_and_differ_from_caller_to_caller() {
        let mut longest = [Duration::ZERO; 9];
        for _ in 0..200 {
            let mut patience = Patience::begin();
            for longest in &mut longest {
                *longest = patience.next_pause().max(*longest);
            }
        }
        // Of 200 random parts of a pause the largest is nearly the whole.
        for (n, longest) in longest.into_iter().enumerate() {
            let whole = (PAUSES.0 * (1 << n)).min(PAUSES.1);
            assert!(longest <= whole && longest > whole.mul_f64(0.8), "{n}: {longest:?}");
        }
        let first: Vec<_> = (0..20).map(|_| Patience::begin().next_pause()).collect();
        assert!(first.iter().any(|pause| *pause != first[0]), "all wait {:?}", first[0]);
    }
}
