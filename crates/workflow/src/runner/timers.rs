//! What happens by itself: waits that end, tasks that take too long, and executions whose worker
//! died.

use std::sync::Arc;
use std::time::Duration;

use kernel::Timestamp;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::drive::TRIES;
use super::engine::Engine;
use super::records::{EXECUTIONS, WAKE, instant};
use crate::error::Error;
use crate::machine::Signal;

/// Executions looked at together.
const BATCH: usize = 100;
/// Executions that are woken at the same time.
const CONCURRENCY: usize = 16;
/// Executions in hand from which on timers wait.
const IN_HAND_MAX: usize = 1_000;
/// The wait after an execution could not be woken.
const RETRY: Duration = Duration::from_secs(1);
/// How long it waits at most before it looks again, for what other workers have stored.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What came of a look at what is due.
#[derive(Debug, Clone, Copy, Default)]
struct Looked {
    due: usize,
    refused: usize,
}

impl Engine {
    /// Wakes what is due until told to stop, then waits for what is in hand.
    pub async fn run(&self, mut shutdown: watch::Receiver<bool>) {
        let mut complained = false;
        while !*shutdown.borrow() {
            let alarm = &self.0.alarm;
            alarm.listen();
            let wait = match self.look().await {
                Ok(Looked { refused: 0, .. }) => {
                    complained = false;
                    self.until_next().await
                }
                Ok(Looked { .. }) => RETRY,
                Err(error) => {
                    if !complained {
                        tracing::warn!(%error, "timers cannot be read for now");
                    }
                    complained = true;
                    LOOK_EVERY
                }
            };
            tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => break,
                () = alarm.rings_before(self.0.clock.now(), wait) => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        self.rest().await;
    }

    /// Wakes all executions whose time has come; says how many there were. What they then do may
    /// go on after this returns; [`Engine::rest`] waits for it.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn wake_due(&self) -> Result<usize, Error> {
        Ok(self.look().await?.due)
    }

    async fn look(&self) -> Result<Looked, Error> {
        let now = self.0.clock.now();
        let after_now = now.checked_add(Duration::from_micros(1)).unwrap_or(now);
        let (mut looked, mut after) = (Looked::default(), None);
        loop {
            let due = EXECUTIONS.select("by_wake", WAKE).until(instant(after_now)).limit(BATCH);
            let due = due.after(after).page(&*self.0.store).await?;
            looked.due += due.items.len();
            let places = Arc::new(Semaphore::new(CONCURRENCY));
            let mut waking = JoinSet::new();
            for found in due.items {
                let (engine, places) = (self.clone(), Arc::clone(&places));
                waking.spawn(async move {
                    let _place = places.acquire_owned().await;
                    let id = found.record.execution.id;
                    let woken = engine.wake(&id, now).await;
                    woken.inspect_err(|error| match error {
                        Error::Busy(_) => tracing::debug!(execution = id, "it is woken later"),
                        error => {
                            tracing::warn!(execution = id, %error, "an execution cannot go on");
                        }
                    })
                });
            }
            while let Some(woken) = waking.join_next().await {
                looked.refused += usize::from(!matches!(woken, Ok(Ok(()))));
            }
            after = due.next;
            if after.is_none() {
                return Ok(looked);
            }
        }
    }

    async fn wake(&self, id: &str, now: Timestamp) -> Result<(), Error> {
        for _ in 0..TRIES {
            let mut held = self.0.hold(id).await?;
            // The index may lag, and others see the same.
            if held.record.wakes_at().is_none_or(|at| at > now) {
                return Ok(());
            }
            if held.record.lease.as_ref().is_some_and(|lease| lease.until <= now) {
                tracing::info!(execution = id, "a worker let go of an execution; it goes on here");
            }
            if !self.0.tell(&mut held, vec![Signal::Tick]).await? {
                continue;
            }
            self.0.ring(id);
            if held.has_work() && !held.is_elsewhere(&self.0.name, now) {
                // A slow task must not hold up the timers of others; a thousand of them may.
                let mut drives = self.0.drives.subscribe();
                let _ = drives.wait_for(|count| *count < IN_HAND_MAX).await;
                drop(Arc::clone(&self.0).drive(held));
            }
            return Ok(());
        }
        Err(Error::Busy(id.to_owned()))
    }

    /// How long until the next one is due, as far as is known.
    async fn until_next(&self) -> Duration {
        let next = EXECUTIONS.select("by_wake", WAKE).limit(1).page(&*self.0.store).await;
        let first = next.ok().and_then(|page| page.items.into_iter().next());
        let at = first.and_then(|found| found.record.wakes_at());
        let until = at.map(|at| at.duration_since(self.0.clock.now()));
        let until = until.map(|until| Duration::try_from(until).unwrap_or(Duration::ZERO));
        until.map_or(LOOK_EVERY, |until| until.min(LOOK_EVERY))
    }

    /// Takes up what a worker of this name had in hand when it died, without waiting until its
    /// leases end; says how much that was. Only for a worker that is alone on its store, before it
    /// starts anything.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn reclaim(&self) -> Result<usize, Error> {
        let (mut left, mut after) = (Vec::new(), None);
        loop {
            let page = EXECUTIONS.select("by_wake", WAKE).limit(BATCH).after(after);
            let page = page.page(&*self.0.store).await?;
            for found in page.items {
                let lease = found.record.lease.as_ref();
                if lease.is_some_and(|lease| lease.holder == self.0.name) {
                    left.push(found.record.execution.id);
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        for id in &left {
            if let Err(error) = self.take_over(id).await {
                // The timers come back to it; one such execution does not keep a server from
                // starting.
                tracing::warn!(execution = id, %error, "an execution cannot go on");
            }
        }
        Ok(left.len())
    }

    async fn take_over(&self, id: &str) -> Result<(), Error> {
        let mut held = self.0.hold(id).await?;
        if self.0.tell(&mut held, vec![Signal::Tick]).await? {
            // Beside the caller, who does not wait for slow tasks.
            drop(Arc::clone(&self.0).drive(held));
        }
        Ok(())
    }
}
