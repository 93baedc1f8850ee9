//! The alarm: rings when something is stored that wakes earlier than whoever sleeps thinks.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use kernel::Timestamp;
use tokio::sync::Notify;

/// One sleeper, and everybody who may wake it. Instants are in microseconds.
pub(super) struct Alarm {
    /// Until when the sleeper sleeps; the far past while it is awake.
    asleep_until: AtomicI64,
    /// The earliest instant that was told since it began to listen.
    earliest: AtomicI64,
    bell: Notify,
}

impl Alarm {
    pub(super) fn new() -> Self {
        let (asleep_until, earliest) = (AtomicI64::new(i64::MIN), AtomicI64::new(i64::MAX));
        Self { asleep_until, earliest, bell: Notify::new() }
    }

    /// Something happens at this instant.
    pub(super) fn tell(&self, at: Timestamp) {
        let at = at.as_microsecond();
        self.earliest.fetch_min(at, Ordering::SeqCst);
        if at < self.asleep_until.load(Ordering::SeqCst) {
            self.bell.notify_one();
        }
    }

    /// The sleeper is awake, and takes down what it is told from now on.
    pub(super) fn listen(&self) {
        self.asleep_until.store(i64::MIN, Ordering::SeqCst);
        self.earliest.store(i64::MAX, Ordering::SeqCst);
    }

    /// Returns when something was told that is earlier than the end of a sleep from `now`.
    pub(super) async fn rings_before(&self, now: Timestamp, sleep: Duration) {
        let until = now.checked_add(sleep).unwrap_or(Timestamp::MAX).as_microsecond();
        self.asleep_until.store(until, Ordering::SeqCst);
        // Whoever was told before that line was stored did not ring.
        if self.earliest.load(Ordering::SeqCst) >= until {
            self.bell.notified().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[tokio::test(start_paused = true)]
    async fn only_what_is_earlier_than_the_end_of_the_sleep_rings() {
        let alarm = Alarm::new();
        let sleep = Duration::from_secs(10);
        let rings = |told: i64, before: bool| {
            let alarm = &alarm;
            async move {
                alarm.listen();
                if before {
                    alarm.tell(at(told));
                }
                let ring = alarm.rings_before(at(100), sleep);
                let tell = async {
                    tokio::task::yield_now().await;
                    if !before {
                        alarm.tell(at(told));
                    }
                    std::future::pending::<()>().await;
                };
                tokio::select! {
                    () = ring => true,
                    () = tell => false,
                    () = tokio::time::sleep(sleep) => false,
                }
            }
        };
        assert!(rings(105, true).await);
        assert!(rings(105, false).await);
        assert!(!rings(115, true).await);
        assert!(!rings(115, false).await);
    }
}
