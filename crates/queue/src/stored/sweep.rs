//! Housekeeping: forgetting finished messages when their window is over, and hearing what other
//! processes sent.

use std::mem::replace;
use std::time::Duration;

use store::{Change, Outcome};
use tokio::sync::watch;

use super::queue::StoredQueue;
use super::records::{ALL, MESSAGES, MessageRecord, QueueRecord, instant};
use crate::error::{Error, chain};

/// Messages forgotten in one change.
const PAGE: usize = store::WRITES_MAX;
/// How often finished messages are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(10);
/// What is said within this time is looked at once; about as long as the relay takes.
const LISTEN_EVERY: Duration = Duration::from_millis(20);

impl StoredQueue {
    /// Removes up to 100 finished messages whose de-duplication window is over; says how many.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn sweep(&self) -> Result<usize, Error> {
        // The key is when the window is over, which is the first instant it no longer holds.
        let over = format!("{}\u{20}", instant(self.clock.now()));
        let select = MESSAGES.select("finished", ALL).until(over).limit(PAGE);
        let finished = select.page(&*self.store).await?.items;
        let mut writes: Vec<_> = finished
            .iter()
            .map(|row| MESSAGES.delete(MessageRecord::id(&row.record), row.version))
            .collect();
        while !writes.is_empty() {
            match self.store.commit(Change::of(writes.clone())).await? {
                Outcome::Committed => break,
                // Its id is in use again, or another process was faster.
                Outcome::Conflict { write } => drop(writes.remove(write)),
            }
        }
        Ok(writes.len())
    }

    /// Keeps house until told to stop: sweeps every ten seconds, and wakes this process's consumers
    /// when another process sent something. Each process runs it once.
    pub async fn run(&self, mut shutdown: watch::Receiver<bool>) {
        tokio::select! {
            () = self.sweep_for_ever() => {}
            () = self.listen_for_ever() => {}
            _ = shutdown.wait_for(|stop| *stop) => {}
        }
    }

    async fn sweep_for_ever(&self) {
        let mut is_failing = false;
        loop {
            match self.sweep().await {
                Ok(PAGE) => continue,
                Ok(_) => is_failing = false,
                Err(error) => {
                    if !replace(&mut is_failing, true) {
                        let error = chain(&error);
                        tracing::warn!(error, "finished messages cannot be forgotten for now");
                    }
                }
            }
            tokio::time::sleep(SWEEP_EVERY).await;
        }
    }

    async fn listen_for_ever(&self) {
        let mut said = self.store.said();
        while said.changed().await.is_ok() {
            // Said is not yet sent.
            tokio::time::sleep(LISTEN_EVERY).await;
            // A failure shows itself to those who receive; this only wakes them.
            for QueueRecord { name, last_sequence } in self.ends().await.unwrap_or_default() {
                let heard = self.local(&name, |local| replace(&mut local.heard, last_sequence));
                if heard != last_sequence {
                    self.arrived(&name);
                }
            }
        }
        std::future::pending::<()>().await;
    }
}
