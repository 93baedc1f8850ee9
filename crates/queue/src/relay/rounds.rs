//! The relay itself: it reads the outbox, has it carried, and empties it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kernel::{Clock, Coded};
use store::{Lease, Store};
use tokio::sync::{Mutex, watch};

use super::carrier::{Carried, Carrier};
use crate::error::{Error, chain};

/// Messages carried at once.
const BATCH: usize = 100;
/// Most messages that are stuck and tried again together with a batch.
const STUCK_MAX: usize = 900;
/// How long other processes wait for a relay that died.
const LEASE: Duration = Duration::from_secs(3);
/// How long it waits at most before it looks again.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The wait after the first failure; it doubles up to [`RETRY_MAX`].
const RETRY_FIRST: Duration = Duration::from_millis(100);
/// The longest wait after a failure.
const RETRY_MAX: Duration = Duration::from_secs(5);

/// Carries messages from the outbox of one store to where they go.
///
/// At least once: a message leaves the outbox only after it has arrived, and the queues drop what
/// comes again. In order within a group. Relays may work beside each other: each reads a group from
/// its first message on and carries it in order, so what the second of them sends is a duplicate.
/// Where that would be wasted, [`alone`](Self::alone) lets one process work at a time.
pub struct Relay {
    store: Arc<dyn Store>,
    carrier: Arc<dyn Carrier>,
    turn: Option<Turn>,
    /// Messages that could not be carried in the last round.
    stuck: AtomicUsize,
}

/// What one process at a time holds.
struct Turn {
    lease: Mutex<Lease>,
    clock: Arc<dyn Clock>,
}

/// What one round did.
enum Round {
    /// Another process has the lease.
    Elsewhere,
    /// It carried all it read, which was this many messages.
    Carried(usize),
}

impl Relay {
    /// A relay that works beside others.
    pub fn new(store: Arc<dyn Store>, carrier: Arc<dyn Carrier>) -> Self {
        Self { store, carrier, turn: None, stuck: AtomicUsize::new(0) }
    }

    /// The same relay, which does nothing while another process holds the lease `relay`. `holder`
    /// names this process and must differ between processes. The store was opened with
    /// [`store::LEASES`].
    #[must_use]
    pub fn alone(self, clock: Arc<dyn Clock>, holder: impl Into<String>) -> Self {
        let lease = Mutex::new(Lease::new("relay", holder, LEASE));
        Self { turn: Some(Turn { lease, clock }), ..self }
    }

    /// Carries one batch, and returns when all of it has arrived; says how many messages it was. 0
    /// also while another process is the relay.
    ///
    /// # Errors
    /// Those of the store and the queue; what could not be carried stays in the outbox.
    pub async fn once(&self) -> Result<usize, Error> {
        match self.round().await? {
            Round::Elsewhere => Ok(0),
            Round::Carried(count) => Ok(count),
        }
    }

    /// Carries until told to stop; then finishes the batch in hand.
    pub async fn run(&self, mut shutdown: watch::Receiver<bool>) {
        let mut said = self.store.said();
        let mut retry = RETRY_FIRST;
        while !*shutdown.borrow() {
            said.mark_unchanged();
            let round = self.round().await;
            if round.is_ok() {
                retry = RETRY_FIRST;
            }
            let (hears, wait) = match round {
                Ok(Round::Carried(BATCH..)) => continue,
                Ok(Round::Carried(_)) => (true, LOOK_EVERY),
                Ok(Round::Elsewhere) => (false, LOOK_EVERY),
                Err(error) => {
                    if retry == RETRY_FIRST {
                        let code = error.code();
                        let error = chain(&error);
                        tracing::warn!(code, error, "messages stay in the outbox for now");
                    }
                    let wait = retry;
                    retry = RETRY_MAX.min(retry * 2);
                    (false, wait)
                }
            };
            tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => break,
                Ok(()) = said.changed(), if hears => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        if let Some(turn) = &self.turn {
            turn.lease.lock().await.release(&*self.store).await;
        }
    }

    async fn round(&self) -> Result<Round, Error> {
        if let Some(Turn { lease, clock }) = &self.turn
            && !lease.lock().await.hold(&*self.store, &**clock).await?
        {
            return Ok(Round::Elsewhere);
        }
        // What is stuck must not fill the page and hide what could be carried.
        let stuck = self.stuck.load(Ordering::Relaxed);
        let waiting = self.store.outbox(BATCH + stuck.min(STUCK_MAX)).await?;
        if waiting.is_empty() {
            return Ok(Round::Carried(0));
        }
        let Carried { arrived, left, refused } = self.carrier.carry(&waiting).await;
        self.stuck.store(waiting.len() - arrived, Ordering::Relaxed);
        if !left.is_empty() {
            self.store.sent(&left).await?;
        }
        refused.map_or(Ok(Round::Carried(arrived)), Err)
    }
}
