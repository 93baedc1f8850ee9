//! The consumer itself: it receives, and handles groups side by side.

use std::sync::Arc;
use std::time::Duration;

use kernel::{Clock, Coded, Random};
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::handler::Handler;
use crate::backoff;
use crate::error::{Error, chain};
use crate::port::{BATCH_MAX, Delivery, Queue};

/// How long an idle consumer waits at most before it looks again.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How one queue is consumed.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The queue.
    pub queue: String,
    /// More work is asked for while fewer groups than this are in hand. One receive may bring up
    /// to ten.
    pub concurrency: usize,
    /// How long others wait for a consumer that died. Longer work is no harm: while a handler
    /// runs, the time is extended by itself.
    pub visibility: Duration,
}

impl Settings {
    /// Eight groups at a time, thirty seconds of visibility.
    pub fn of(queue: impl Into<String>) -> Self {
        Self { queue: queue.into(), concurrency: 8, visibility: Duration::from_secs(30) }
    }
}

/// Consumes one queue.
///
/// A group's messages are handled one after another. At the first failure the group stops: that
/// message and those behind it come again after a while. Groups do not wait for each other.
pub struct Consumer {
    pub(super) settings: Settings,
    pub(super) queue: Arc<dyn Queue>,
    pub(super) handler: Arc<dyn Handler>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
}

impl Consumer {
    /// A consumer that hands messages to `handler`.
    pub fn new(
        settings: Settings,
        queue: Arc<dyn Queue>,
        handler: Arc<dyn Handler>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Self {
        Self { settings, queue, handler, clock, random }
    }

    /// Receives once and handles what came, group after group; says how many messages came. 0
    /// means that nothing is there to do now.
    ///
    /// # Errors
    /// Those of the queue. A message that fails is no error here: it comes again.
    pub async fn once(&self) -> Result<usize, Error> {
        let (_never, shutdown) = watch::channel(false);
        let deliveries = self.receive().await?;
        let count = deliveries.len();
        for group in by_group(deliveries) {
            self.handle_group(group, &shutdown).await;
        }
        Ok(count)
    }

    /// Consumes until told to stop; then finishes the messages in hand and gives the rest back.
    pub async fn run(self: Arc<Self>, mut shutdown: watch::Receiver<bool>) {
        let mut arrivals = self.queue.arrivals(&self.settings.queue);
        let mut groups = JoinSet::new();
        let mut failures = 0;
        while !*shutdown.borrow() {
            while let Some(ended) = groups.try_join_next() {
                self.ended(ended);
            }
            if groups.len() >= self.settings.concurrency.max(1) {
                tokio::select! {
                    Some(ended) = groups.join_next() => self.ended(ended),
                    _ = shutdown.wait_for(|stop| *stop) => break,
                }
                continue;
            }
            arrivals.mark_unchanged();
            let asked_at = Instant::now();
            let received = self.receive_or_wait().await;
            if received.is_ok() {
                failures = 0;
            }
            let (hears, wait) = match received {
                Ok(deliveries) if deliveries.is_empty() => {
                    (true, LOOK_EVERY.saturating_sub(asked_at.elapsed()))
                }
                Ok(deliveries) => {
                    for group in by_group(deliveries) {
                        let (consumer, shutdown) = (Arc::clone(&self), shutdown.clone());
                        groups.spawn(async move { consumer.handle_group(group, &shutdown).await });
                    }
                    continue;
                }
                Err(error) => {
                    failures += 1;
                    self.complain_once(failures, &error);
                    (false, LOOK_EVERY.min(backoff::after(failures, true, &*self.random)))
                }
            };
            tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => break,
                Ok(()) = arrivals.changed(), if hears => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        while let Some(ended) = groups.join_next().await {
            self.ended(ended);
        }
    }

    async fn receive(&self) -> Result<Vec<Delivery>, Error> {
        self.queue.receive(&self.settings.queue, BATCH_MAX, self.settings.visibility).await
    }

    async fn receive_or_wait(&self) -> Result<Vec<Delivery>, Error> {
        let Settings { queue, visibility, .. } = &self.settings;
        self.queue.receive_or_wait(queue, BATCH_MAX, *visibility).await
    }

    fn complain_once(&self, failures: u32, error: &Error) {
        if failures == 1 {
            let (queue, code, error) = (&self.settings.queue, error.code(), chain(error));
            tracing::warn!(queue, code, error, "a queue cannot be read for now");
        }
    }

    /// A group whose handler panicked comes again when its visibility is over.
    fn ended(&self, ended: Result<(), JoinError>) {
        if let Err(error) = ended {
            let (queue, error) = (&self.settings.queue, chain(&error));
            tracing::error!(queue, error, "a handler panicked; its group comes again");
        }
    }
}

/// Parts deliveries by group; within one, order stays.
pub(crate) fn by_group(deliveries: Vec<Delivery>) -> Vec<Vec<Delivery>> {
    let mut groups: Vec<Vec<Delivery>> = Vec::new();
    for delivery in deliveries {
        match groups.iter_mut().find(|group| group[0].group == delivery.group) {
            Some(group) => group.push(delivery),
            None => groups.push(vec![delivery]),
        }
    }
    groups
}
