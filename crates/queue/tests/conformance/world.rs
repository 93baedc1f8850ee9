//! What a case is run in: a queue, a clock that stands still, and shorthands.

use std::any::Any;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use kernel::{FixedClock, OsRandom, Timestamp};
use queue::{Delivery, Error, Message, Queue, StoredQueue};
use store::Store;
use tokio::task::JoinSet;

/// The queue most cases use.
pub(crate) const QUEUE: &str = "orders";
/// How long messages stay invisible, unless a case says otherwise.
pub(crate) const VISIBILITY: Duration = Duration::from_secs(30);
/// How often a message is delivered before it is a dead letter.
pub(crate) const MAX_RECEIVES: u32 = 4;
/// Longer than any case takes on a busy machine; a case that needs more is stuck.
const STUCK_AFTER: Duration = Duration::from_mins(2);

/// Where the data of one test is: nothing is in it at first, and nothing of it stays behind.
#[async_trait]
pub(crate) trait Home: Send + Sync {
    /// Opens a store on it.
    async fn open(&self) -> Arc<dyn Store>;

    /// What a process does to its store when it ends.
    async fn leave(&self, store: &dyn Store) {
        store.close().await;
    }

    /// Whether several processes may have it open at once.
    fn is_shared(&self) -> bool {
        false
    }

    /// Removes the data.
    async fn clear(&self) {}
}

/// One process and its queues.
pub(crate) struct World {
    home: Arc<dyn Home>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) queue: Arc<StoredQueue>,
}

/// Runs a case in an empty home.
pub(crate) async fn check<C, F>(home: Arc<dyn Home>, case: C)
where
    C: FnOnce(World) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    if let Err(panic) = verdict(&home, case).await {
        resume_unwind(panic);
    }
}

async fn verdict<C, F>(home: &Arc<dyn Home>, case: C) -> Result<(), Box<dyn Any + Send>>
where
    C: FnOnce(World) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let world = World::at(home, Timestamp::UNIX_EPOCH + Duration::from_hours(500_000)).await;
    let store = Arc::clone(&world.store);
    let mut run = JoinSet::new();
    run.spawn(tokio::time::timeout(STUCK_AFTER, case(world)));
    let ended = run.join_next().await.expect("one case was started");
    home.leave(&*store).await;
    home.clear().await;
    let in_time = ended.map_err(tokio::task::JoinError::into_panic)?;
    in_time.map_err(|_| Box::new("the case is stuck") as Box<dyn Any + Send>)
}

impl World {
    async fn at(home: &Arc<dyn Home>, now: Timestamp) -> Self {
        Self::of(home, home.open().await, Arc::new(FixedClock::at(now)))
    }

    fn of(home: &Arc<dyn Home>, store: Arc<dyn Store>, clock: Arc<FixedClock>) -> Self {
        let queue = Arc::new(queue(&store, &clock, MAX_RECEIVES));
        Self { home: Arc::clone(home), store, clock, queue }
    }

    /// Another process on the same data: on a store of its own where the adapter allows it.
    pub(crate) async fn beside(&self) -> Self {
        let store =
            if self.home.is_shared() { self.home.open().await } else { Arc::clone(&self.store) };
        Self::of(&self.home, store, Arc::clone(&self.clock))
    }

    /// The process ends and another one starts on the same data, with its clock at `now`.
    pub(crate) async fn restart_at(self, now: Timestamp) -> Self {
        self.home.leave(&*self.store).await;
        Self::at(&self.home, now).await
    }

    /// Sends messages to [`QUEUE`]: each is `group-number`, which is also its de-duplication id.
    pub(crate) async fn send(&self, names: &[&str]) {
        let messages = names.iter().map(|name| message(name)).collect();
        self.queue.send(QUEUE, messages).await.expect("sent");
    }

    /// Receives up to `max` messages of [`QUEUE`].
    pub(crate) async fn receive(&self, max: usize) -> Vec<Delivery> {
        self.queue.receive(QUEUE, max, VISIBILITY).await.expect("received")
    }

    /// Receives up to ten messages; their names and receive counts, `a-1 x2`.
    pub(crate) async fn seen(&self) -> Vec<String> {
        seen(&self.receive(10).await)
    }

    /// Finishes messages whose receipts must be good.
    pub(crate) async fn delete(&self, deliveries: &[Delivery]) {
        let results = self.queue.delete(QUEUE, &receipts(deliveries)).await.expect("answered");
        assert_eq!(good(&results), deliveries.len(), "{results:?}");
    }

    /// Hides messages whose receipts must be good.
    pub(crate) async fn hide(&self, deliveries: &[Delivery], time: Duration) {
        let results = self.queue.change_visibility(QUEUE, &receipts(deliveries), time).await;
        let results = results.expect("answered");
        assert_eq!(good(&results), deliveries.len(), "{results:?}");
    }

    /// Receives and finishes until nothing comes; the names in the order they came.
    pub(crate) async fn drain(&self) -> Vec<String> {
        let mut names = Vec::new();
        loop {
            let deliveries = self.receive(10).await;
            if deliveries.is_empty() {
                return names;
            }
            self.delete(&deliveries).await;
            names.extend(deliveries.into_iter().map(|delivery| delivery.body));
        }
    }
}

/// A queue on a store.
pub(crate) fn queue(
    store: &Arc<dyn Store>,
    clock: &Arc<FixedClock>,
    max_receives: u32,
) -> StoredQueue {
    let clock = Arc::clone(clock) as Arc<dyn kernel::Clock>;
    StoredQueue::new(Arc::clone(store), clock, Arc::new(OsRandom), max_receives)
}

/// The message `group-number`.
pub(crate) fn message(name: &str) -> Message {
    let (group, _) = name.rsplit_once('-').expect("a name is group-number");
    let (group, name) = (group.to_owned(), name.to_owned());
    Message { group, deduplication_id: name.clone(), body: name }
}

pub(crate) fn receipts(deliveries: &[Delivery]) -> Vec<String> {
    deliveries.iter().map(|delivery| delivery.receipt.clone()).collect()
}

/// Names and receive counts: `a-1 x2`.
pub(crate) fn seen(deliveries: &[Delivery]) -> Vec<String> {
    deliveries.iter().map(|one| format!("{} x{}", one.body, one.receive_count)).collect()
}

/// How many receipts were good. Every other one must have been stale.
pub(crate) fn good(results: &[Result<(), Error>]) -> usize {
    let refused = results.iter().filter_map(|result| result.as_ref().err());
    for error in refused {
        assert!(matches!(error, Error::StaleReceipt), "{error:?}");
    }
    results.iter().filter(|result| result.is_ok()).count()
}
