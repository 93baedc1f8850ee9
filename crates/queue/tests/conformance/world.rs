//! What a case is run in: a queue, a clock, and shorthands.

use std::any::Any;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, FixedClock, OsRandom, SystemClock, Timestamp};
use queue::{Delivery, Error, Message, Queue, StoredQueue};
use store::Store;
use tokio::task::JoinSet;

/// The queue most cases use.
pub(crate) const QUEUE: &str = "orders";
/// How long messages stay invisible, unless a case waits until that is over.
pub(crate) const VISIBILITY: Duration = Duration::from_secs(30);
/// How long they do where a case waits, which some adapters really do.
pub(crate) const BRIEF: Duration = Duration::from_secs(4);
/// How often a message is delivered before it is a dead letter.
pub(crate) const MAX_RECEIVES: u32 = 4;
/// Longer than any case takes on a busy machine; a case that needs more is stuck.
const STUCK_AFTER: Duration = Duration::from_mins(4);
/// The same where time is real and a case waits out the window of de-duplication.
const STUCK_AFTER_REALLY: Duration = Duration::from_mins(15);

/// Where the data of one test is: nothing is in it at first, and nothing of it stays behind.
#[async_trait]
pub(crate) trait Home: Send + Sync {
    /// Opens a store on it.
    async fn open(&self) -> Arc<dyn Store>;

    /// The queues of a process that has `store` open.
    fn queue(
        &self,
        store: &Arc<dyn Store>,
        clock: &Arc<dyn Clock>,
        max_receives: u32,
    ) -> Arc<dyn Queue> {
        Arc::new(stored(store, clock, max_receives))
    }

    /// Whether the queues tell the time themselves, so that a case has to wait for it.
    fn has_its_own_time(&self) -> bool {
        false
    }

    /// The cases that are not run here, each with its reason.
    fn exceptions(&self) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

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
    pub(crate) clock: Arc<dyn Clock>,
    /// The clock, where a test moves it.
    fixed: Option<Arc<FixedClock>>,
    pub(crate) queue: Arc<dyn Queue>,
}

/// Runs a case in an empty home.
#[expect(clippy::print_stdout, reason = "what was not run is said")]
pub(crate) async fn check<C, F>(home: Arc<dyn Home>, name: &str, case: C)
where
    C: FnOnce(World) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    if let Some((_, why)) = home.exceptions().into_iter().find(|(case, _)| *case == name) {
        println!("{name} was not run: {why}");
        return home.clear().await;
    }
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
    let stuck_after = if world.fixed.is_some() { STUCK_AFTER } else { STUCK_AFTER_REALLY };
    let mut run = JoinSet::new();
    run.spawn(tokio::time::timeout(stuck_after, case(world)));
    let ended = run.join_next().await.expect("one case was started");
    home.leave(&*store).await;
    home.clear().await;
    let in_time = ended.map_err(tokio::task::JoinError::into_panic)?;
    in_time.map_err(|_| Box::new("the case is stuck") as Box<dyn Any + Send>)
}

impl World {
    /// A process at home, with its clock at `now` if it can be set.
    async fn at(home: &Arc<dyn Home>, now: Timestamp) -> Self {
        let store = home.open().await;
        if home.has_its_own_time() {
            return Self::of(home, store, Arc::new(SystemClock), None);
        }
        let fixed = Arc::new(FixedClock::at(now));
        Self::of(home, store, Arc::clone(&fixed) as Arc<dyn Clock>, Some(fixed))
    }

    fn of(
        home: &Arc<dyn Home>,
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        fixed: Option<Arc<FixedClock>>,
    ) -> Self {
        let queue = home.queue(&store, &clock, MAX_RECEIVES);
        Self { home: Arc::clone(home), store, clock, fixed, queue }
    }

    /// The same, before anything is sent, with queues whose messages die after `max_receives`.
    pub(crate) fn burying_after(self, max_receives: u32) -> Self {
        Self { queue: self.queue(max_receives), ..self }
    }

    /// Queues of another process on the same store.
    pub(crate) fn queue(&self, max_receives: u32) -> Arc<dyn Queue> {
        self.home.queue(&self.store, &self.clock, max_receives)
    }

    /// The queues as records of the store, for what only they can do.
    pub(crate) fn stored(&self, max_receives: u32) -> StoredQueue {
        stored(&self.store, &self.clock, max_receives)
    }

    /// Another process on the same data: on a store of its own where the adapter allows it.
    pub(crate) async fn beside(&self) -> Self {
        let store =
            if self.home.is_shared() { self.home.open().await } else { Arc::clone(&self.store) };
        Self::of(&self.home, store, Arc::clone(&self.clock), self.fixed.clone())
    }

    /// The process ends and another one starts on the same data, with its clock at `now`.
    pub(crate) async fn restart_at(self, now: Timestamp) -> Self {
        self.home.leave(&*self.store).await;
        Self::at(&self.home, now).await
    }

    /// What the clock says.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass.
    pub(crate) async fn wait(&self, time: Duration) {
        match &self.fixed {
            Some(clock) => clock.advance(time),
            None => tokio::time::sleep(time).await,
        }
    }

    /// A time that is over before `time`, surely.
    pub(crate) fn almost(&self, time: Duration) -> Duration {
        if self.fixed.is_some() { time.saturating_sub(Duration::from_millis(1)) } else { time / 2 }
    }

    /// Whether time passes only when a case says so.
    pub(crate) fn stands_still(&self) -> bool {
        self.fixed.is_some()
    }

    /// How much later than at the very moment something may be seen.
    pub(crate) fn slack(&self) -> Duration {
        if self.fixed.is_some() { Duration::ZERO } else { Duration::from_secs(10) }
    }

    /// Whether looking at a message counts as a receive.
    pub(crate) fn looks_leave_a_trace(&self) -> bool {
        self.home.has_its_own_time()
    }

    /// Sends messages to [`QUEUE`]: each is `group-number`, which is also its de-duplication id.
    pub(crate) async fn send(&self, names: &[&str]) {
        let messages = names.iter().map(|name| message(name)).collect();
        self.queue.send(QUEUE, messages).await.expect("sent");
    }

    /// Receives up to `max` messages of [`QUEUE`].
    pub(crate) async fn receive(&self, max: usize) -> Vec<Delivery> {
        self.receive_for(max, VISIBILITY).await
    }

    /// The same, and they stay invisible for `visibility`.
    pub(crate) async fn receive_for(&self, max: usize, visibility: Duration) -> Vec<Delivery> {
        self.queue.receive(QUEUE, max, visibility).await.expect("received")
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

/// Queues as records of a store.
pub(crate) fn stored(
    store: &Arc<dyn Store>,
    clock: &Arc<dyn Clock>,
    max_receives: u32,
) -> StoredQueue {
    let clock = Arc::clone(clock);
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
