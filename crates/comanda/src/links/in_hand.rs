//! Executions that another worker has in hand, which may be dead.
//!
//! Nobody takes up what a worker has in hand before its lease ends, ten seconds after it died. A
//! message that failed meanwhile would wait longer each time it is received, and a crash counts as
//! one, too: after a dozen crashes in a row, the orders of a location would stand still for minutes
//! behind one whose worker has long been gone. So whoever has the message waits for the lease.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use workflow::Error;

/// A little longer than a lease of the engine, 10 s. What is in hand longer is in living hands,
/// with something slow; the message is given back then.
const PATIENCE: Duration = Duration::from_secs(12);
/// How soon to look again.
const PAUSE: Duration = Duration::from_millis(250);

/// Does `work`, again and again while somebody else has the execution in hand, for 12 s.
///
/// # Errors
/// Those of `work`.
pub(super) async fn once_free<T, F>(work: impl Fn() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let end = Instant::now() + PATIENCE;
    loop {
        match work().await {
            Err(Error::Busy(_)) if Instant::now() < end => sleep(PAUSE).await,
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn when_free_after(lease: Duration) -> (Result<(), Error>, Duration) {
        let began = Instant::now();
        let work = || async {
            let free = began.elapsed() >= lease;
            if free { Ok(()) } else { Err(Error::Busy(String::from("order-fulfilment:a"))) }
        };
        (once_free(work).await, began.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_dead_worker_had_in_hand_is_begun_when_its_lease_ends() {
        let lease = Duration::from_secs(10);
        let (done, waited) = when_free_after(lease).await;
        assert!(done.is_ok() && waited < lease + PAUSE, "{done:?} after {waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_living_worker_keeps_in_hand_is_given_back() {
        let (done, waited) = when_free_after(Duration::from_mins(5)).await;
        assert!(matches!(done, Err(Error::Busy(_))), "{done:?}");
        assert!(waited < PATIENCE + PAUSE, "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_fails_otherwise_fails_at_once() {
        let began = Instant::now();
        let done = once_free(|| async { Err::<(), _>(Error::NoSuchMachine(String::new())) }).await;
        assert!(matches!(done, Err(Error::NoSuchMachine(_))), "{done:?}");
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
}
