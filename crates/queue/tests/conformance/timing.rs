//! What the consumer does while time passes, on virtual time and in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, OsRandom, Timestamp};
use queue::{
    Attributes, Consumer, Delivery, Handler, HandlerError, Queue, Relay, Routed, Routes, Settings,
    StoredQueue,
};
use store::{Change, Destination, MemoryStore, Outcome, Outgoing};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::world::{QUEUE, VISIBILITY, message, receipts};

/// Tells the runtime's virtual time.
struct VirtualClock(Instant);

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + self.0.elapsed()
    }
}

/// Takes its time over each message.
struct Slow {
    takes: Duration,
    handled: AtomicUsize,
}

#[async_trait]
impl Handler for Slow {
    async fn handle(&self, _: &Delivery) -> Result<(), HandlerError> {
        tokio::time::sleep(self.takes).await;
        self.handled.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

fn start(takes: Duration) -> (Arc<StoredQueue>, Arc<Slow>, Arc<Consumer>) {
    let clock = Arc::new(VirtualClock(Instant::now()));
    let store = Arc::new(MemoryStore::new());
    let queue = Arc::new(StoredQueue::new(store, clock.clone(), Arc::new(OsRandom), 4));
    let handler = Arc::new(Slow { takes, handled: AtomicUsize::new(0) });
    let settings = Settings { visibility: VISIBILITY, ..Settings::of(QUEUE) };
    let on = Arc::clone(&queue) as Arc<dyn Queue>;
    let random = Arc::new(OsRandom);
    let consumer = Consumer::new(settings, on, handler.clone(), clock, random);
    (queue, handler, Arc::new(consumer))
}

/// Fails when anybody else gets a message within `time`.
async fn nobody_else_gets_any(queue: &StoredQueue, time: Duration) {
    let end = Instant::now() + time;
    while Instant::now() < end {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let taken = queue.receive(QUEUE, 10, VISIBILITY).await.expect("received");
        assert!(taken.is_empty(), "{taken:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn work_longer_than_the_visibility_is_done_once() {
    let (queue, handler, consumer) = start(5 * VISIBILITY);
    queue.send(QUEUE, vec![message("a-1")]).await.expect("sent");
    let watch = nobody_else_gets_any(&queue, 6 * VISIBILITY);
    let (once, ()) = tokio::join!(consumer.once(), watch);
    assert_eq!(once.expect("received"), 1);
    assert_eq!(handler.handled.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn many_short_messages_together_may_take_longer_than_the_visibility() {
    let (queue, handler, consumer) = start(VISIBILITY / 3);
    let messages = (0..10).map(|number| message(&format!("a-{number}"))).collect();
    queue.send(QUEUE, messages).await.expect("sent");
    let watch = nobody_else_gets_any(&queue, 5 * VISIBILITY);
    let (once, ()) = tokio::join!(consumer.once(), watch);
    assert_eq!(once.expect("received"), 10);
    assert_eq!(handler.handled.load(Ordering::SeqCst), 10);
}

#[tokio::test(start_paused = true)]
async fn successes_are_finished_early_so_that_a_crash_repeats_little() {
    let (queue, handler, consumer) = start(Duration::from_secs(2));
    let messages = (0..3).map(|number| message(&format!("a-{number}"))).collect();
    queue.send(QUEUE, messages).await.expect("sent");
    let mut crashing = JoinSet::new();
    crashing.spawn(async move { consumer.once().await });
    tokio::time::sleep(Duration::from_secs(5)).await;
    crashing.shutdown().await;
    assert_eq!(handler.handled.load(Ordering::SeqCst), 2);
    let left = Attributes { visible: 0, in_flight: 1, dead: 0 };
    assert_eq!(queue.attributes(QUEUE).await.expect("counted"), left);
}

#[tokio::test(start_paused = true)]
async fn a_consumer_drops_its_work_when_its_group_is_lost() {
    let (queue, handler, consumer) = start(10 * VISIBILITY);
    queue.send(QUEUE, vec![message("a-1")]).await.expect("sent");
    let thief = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        queue.purge(QUEUE, queue::Part::Live).await.expect("purged");
    };
    let began = Instant::now();
    let (once, ()) = tokio::join!(consumer.once(), thief);
    assert_eq!(once.expect("received"), 1);
    assert_eq!(handler.handled.load(Ordering::SeqCst), 0);
    assert_eq!(began.elapsed(), VISIBILITY / 2, "it was told at the first beat");
}

#[tokio::test(start_paused = true)]
async fn a_running_consumer_notices_by_itself_that_a_wait_is_over() {
    let (queue, handler, consumer) = start(Duration::ZERO);
    queue.send(QUEUE, vec![message("a-1")]).await.expect("sent");
    let held = queue.receive(QUEUE, 10, VISIBILITY).await.expect("received");
    let later = queue.change_visibility(QUEUE, &receipts(&held), Duration::from_secs(90)).await;
    later.expect("answered");
    let (stop, shutdown) = watch::channel(false);
    let mut run = JoinSet::new();
    run.spawn(consumer.run(shutdown));
    tokio::time::sleep(Duration::from_secs(89)).await;
    assert_eq!(handler.handled.load(Ordering::SeqCst), 0);
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(handler.handled.load(Ordering::SeqCst), 1);
    stop.send(true).expect("it listens");
    run.join_next().await.expect("one").expect("it ended well");
}

#[tokio::test(start_paused = true)]
async fn housekeeping_forgets_finished_messages_and_wakes_consumers_of_other_processes() {
    let clock = Arc::new(VirtualClock(Instant::now()));
    let store: Arc<dyn store::Store> = Arc::new(MemoryStore::new());
    let process = || {
        let random = Arc::new(OsRandom);
        Arc::new(StoredQueue::new(Arc::clone(&store), clock.clone(), random, 4))
    };
    let (here, there) = (process(), process());
    let (stop, shutdown) = watch::channel(false);
    let mut run = JoinSet::new();
    let keeper = Arc::clone(&here);
    run.spawn(async move { keeper.run(shutdown).await });
    let mut arrivals = here.arrivals(QUEUE);
    tokio::task::yield_now().await;
    let (to, message) = (Destination::Queue(QUEUE.to_owned()), message("a-1"));
    let (group, deduplication_id) = (message.group, message.deduplication_id);
    let said = Outgoing { to, group, deduplication_id, body: message.body };
    let said = store.commit(Change::default().saying(said)).await.expect("stored");
    assert_eq!(said, Outcome::Committed);
    let carrier = Arc::new(Routed::new(there.clone(), Routes::default()));
    let relay = Relay::new(Arc::clone(&store), carrier).alone(clock, "there");
    assert_eq!(relay.once().await.expect("carried"), 1);
    arrivals.changed().await.expect("heard of it");
    let taken = here.receive(QUEUE, 10, VISIBILITY).await.expect("received");
    here.delete(QUEUE, &receipts(&taken)).await.expect("answered");
    tokio::time::sleep(Duration::from_secs(5 * 60 + 10)).await;
    assert_eq!(there.sweep().await.expect("swept"), 0, "nothing was left to sweep");
    stop.send(true).expect("it listens");
    run.join_next().await.expect("one").expect("it ended well");
}
