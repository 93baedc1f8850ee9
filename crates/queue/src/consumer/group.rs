//! One group's messages, in order.

use std::time::Duration;

use kernel::Coded;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::consume::Consumer;
use super::handler::HandlerError;
use crate::backoff;
use crate::error::{Error, chain};
use crate::port::Delivery;

/// Successes are finished together, but not later than this after the first of them: what a crash
/// repeats.
const FINISH_EVERY: Duration = Duration::from_secs(1);

/// The group is somebody else's now, or the queue does not say.
struct Lost;

/// What became of a handler.
enum Handled {
    Done,
    Failed(HandlerError),
    Lost,
}

impl Consumer {
    /// Handles messages of one group until one fails, the group is lost, or it is time to stop.
    pub(super) async fn handle_group(
        &self,
        messages: Vec<Delivery>,
        shutdown: &watch::Receiver<bool>,
    ) {
        let half = (self.settings.visibility / 2).max(Duration::from_millis(1));
        let mut beat = interval_at(Instant::now() + half, half);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // Finished are those before `from`, handled those before `at`.
        let mut from = 0;
        let mut finished_at = self.clock.now();
        for (at, message) in messages.iter().enumerate() {
            if *shutdown.borrow() {
                return self.stop(&messages[from..at], &messages[at..], Duration::ZERO).await;
            }
            match self.handle(message, &messages[from..], &mut beat).await {
                Handled::Done => {}
                Handled::Failed(error) => {
                    let retry = error.class().is_worth_retrying();
                    let wait = backoff::after(message.receive_count, retry, &*self.random);
                    self.complain(message, &error, wait);
                    return self.stop(&messages[from..at], &messages[at..], wait).await;
                }
                Handled::Lost => return,
            }
            let now = self.clock.now();
            if now >= finished_at + FINISH_EVERY {
                if self.finish(&messages[from..=at]).await.is_err() {
                    return;
                }
                (from, finished_at) = (at + 1, now);
            }
        }
        // Lost or not, nothing is left to do.
        let _ = self.finish(&messages[from..]).await;
    }

    /// Runs the handler, and keeps the messages in hand invisible meanwhile.
    async fn handle(
        &self,
        message: &Delivery,
        in_hand: &[Delivery],
        beat: &mut Interval,
    ) -> Handled {
        tokio::select! {
            handled = self.handler.handle(message) => match handled {
                Ok(()) => Handled::Done,
                Err(error) => Handled::Failed(error),
            },
            Lost = self.hold(in_hand, beat) => Handled::Lost,
        }
    }

    /// Extends the time of `in_hand` at each beat; returns when the group is lost.
    async fn hold(&self, in_hand: &[Delivery], beat: &mut Interval) -> Lost {
        loop {
            beat.tick().await;
            let visibility = self.settings.visibility;
            let receipts = receipts(in_hand);
            let queue = &self.settings.queue;
            match self.queue.change_visibility(queue, &receipts, visibility).await {
                Ok(results) if self.is_lost(&results) => return Lost,
                Ok(_) => {}
                // There is time for another beat before anybody else takes the group.
                Err(error) => {
                    let (code, error) = (error.code(), chain(&error));
                    tracing::debug!(queue, code, error, "the visibility was not extended");
                }
            }
        }
    }

    /// Finishes `done` and gives `rest` back after `wait`.
    async fn stop(&self, done: &[Delivery], rest: &[Delivery], wait: Duration) {
        if self.finish(done).await.is_err() {
            return;
        }
        let queue = &self.settings.queue;
        match self.queue.change_visibility(queue, &receipts(rest), wait).await {
            Ok(results) => drop(self.is_lost(&results)),
            Err(error) => {
                let (code, error) = (error.code(), chain(&error));
                tracing::warn!(
                    queue,
                    code,
                    error,
                    "a group comes again only when its time is over"
                );
            }
        }
    }

    /// Finishes messages. Those that cannot be come again; the group then stops here.
    async fn finish(&self, done: &[Delivery]) -> Result<(), Lost> {
        if done.is_empty() {
            return Ok(());
        }
        let queue = &self.settings.queue;
        match self.queue.delete(queue, &receipts(done)).await {
            Ok(results) if self.is_lost(&results) => Err(Lost),
            Ok(_) => Ok(()),
            Err(error) => {
                let (code, error) = (error.code(), chain(&error));
                tracing::warn!(queue, code, error, "handled messages will come again");
                Err(Lost)
            }
        }
    }

    /// Whether a receipt was refused; says so once.
    fn is_lost(&self, results: &[Result<(), Error>]) -> bool {
        let refused = results.iter().find_map(|result| result.as_ref().err());
        if let Some(error) = refused {
            let (queue, code) = (&self.settings.queue, error.code());
            tracing::warn!(queue, code, "a group was lost to another consumer");
        }
        refused.is_some()
    }

    fn complain(&self, message: &Delivery, error: &HandlerError, wait: Duration) {
        tracing::warn!(
            queue = self.settings.queue,
            group = message.group,
            message = message.deduplication_id,
            receives = message.receive_count,
            wait_ms = wait.as_millis(),
            code = error.code(),
            error = error.chain(),
            "a message failed and comes again",
        );
    }
}

fn receipts(messages: &[Delivery]) -> Vec<String> {
    messages.iter().map(|message| message.receipt.clone()).collect()
}
