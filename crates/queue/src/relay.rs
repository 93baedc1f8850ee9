//! The relay: carries committed messages from the store's outbox to the queues.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use kernel::{Clock, Coded};
use store::{Destination, Lease, Store, Waiting};
use tokio::sync::{Mutex, watch};

use crate::error::{Error, chain};
use crate::port::{Message, Queue};

/// Messages carried at once.
const BATCH: usize = 100;
/// How long other processes wait for a relay that died.
const LEASE: Duration = Duration::from_secs(3);
/// How long it waits at most before it looks again.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The wait after the first failure; it doubles up to [`RETRY_MAX`].
const RETRY_FIRST: Duration = Duration::from_millis(100);
/// The longest wait after a failure.
const RETRY_MAX: Duration = Duration::from_secs(5);

/// Which queues have subscribed to which topics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Routes(BTreeMap<String, BTreeSet<String>>);

impl Routes {
    /// The same routes, and what is published to `topic` goes to `queue` too.
    #[must_use]
    pub fn and(mut self, topic: impl Into<String>, queue: impl Into<String>) -> Self {
        self.0.entry(topic.into()).or_default().insert(queue.into());
        self
    }

    /// The queues a message goes to; none when nobody has subscribed.
    pub fn queues_of<'a>(&'a self, to: &'a Destination) -> Vec<&'a str> {
        match to {
            Destination::Queue(queue) => vec![queue],
            Destination::Topic(topic) => {
                self.0.get(topic).into_iter().flatten().map(String::as_str).collect()
            }
        }
    }
}

/// Carries messages from the outbox of one store to the queues.
///
/// At least once: a message leaves the outbox only after every queue has it, and the queues drop
/// what comes again. In order: after a failure nothing later goes to the same queue. One process at
/// a time, by the lease `relay`.
pub struct Relay {
    store: Arc<dyn Store>,
    queue: Arc<dyn Queue>,
    clock: Arc<dyn Clock>,
    routes: Routes,
    lease: Mutex<Lease>,
}

/// What one round did.
enum Round {
    /// Another process has the lease.
    Elsewhere,
    /// It carried this many messages.
    Carried(usize),
}

impl Relay {
    /// `holder` names this process and must differ between processes. The store was opened with
    /// [`store::LEASES`].
    pub fn new(
        store: Arc<dyn Store>,
        queue: Arc<dyn Queue>,
        clock: Arc<dyn Clock>,
        routes: Routes,
        holder: impl Into<String>,
    ) -> Self {
        let lease = Mutex::new(Lease::new("relay", holder, LEASE));
        Self { store, queue, clock, routes, lease }
    }

    /// Carries one batch; says how many messages it was. 0 also while another process is the
    /// relay.
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
                Ok(Round::Carried(BATCH)) => continue,
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
        self.lease.lock().await.release(&*self.store).await;
    }

    async fn round(&self) -> Result<Round, Error> {
        if !self.lease.lock().await.hold(&*self.store, &*self.clock).await? {
            return Ok(Round::Elsewhere);
        }
        let waiting = self.store.outbox(BATCH).await?;
        if waiting.is_empty() {
            return Ok(Round::Carried(0));
        }
        let (mut refused, mut without) = (None, BTreeSet::new());
        let mut sorted = self.sorted(&waiting);
        let last = sorted.pop_last();
        for (queue, messages) in sorted {
            if refused.is_none() {
                refused = self.queue.send(queue, messages).await.err();
            }
            if refused.is_some() {
                without.insert(queue);
            }
        }
        let mut left: Vec<_> = waiting.iter().map(|message| message.sequence).collect();
        if let Some((queue, messages)) = last {
            // Now every other queue has what is its, unless one refused it.
            let carried = match refused.take() {
                Some(error) => Err(error),
                None => self.queue.carry(queue, messages, left.clone()).await,
            };
            match carried {
                Ok(still_there) => left = still_there,
                Err(error) => {
                    refused = Some(error);
                    without.insert(queue);
                }
            }
        }
        let mut arrived = waiting.len();
        if refused.is_some() {
            let is_here = |message: &&Waiting| {
                self.routes.queues_of(&message.to).iter().all(|queue| !without.contains(queue))
            };
            left = waiting.iter().filter(is_here).map(|message| message.sequence).collect();
            arrived = left.len();
        }
        if !left.is_empty() {
            self.store.sent(&left).await?;
        }
        refused.map_or(Ok(Round::Carried(arrived)), Err)
    }

    /// The messages for each queue, each in the order they were committed.
    fn sorted<'a>(&'a self, waiting: &'a [Waiting]) -> BTreeMap<&'a str, Vec<Message>> {
        let mut sorted: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for message in waiting {
            for queue in self.routes.queues_of(&message.to) {
                sorted.entry(queue).or_default().push(Message {
                    group: message.group.clone(),
                    deduplication_id: message.deduplication_id.clone(),
                    body: message.body.clone(),
                });
            }
        }
        sorted
    }
}
