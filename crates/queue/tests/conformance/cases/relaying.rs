//! The relay: from the outbox to the queues.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use queue::{Attributes, Delivery, Error, Message, Part, Peeked, Queue, Relay, Routed, Routes};
use store::{Change, Destination, Outcome, Outgoing, Store};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::flaky::Flaky;
use crate::world::{VISIBILITY, World};

const TOPIC: &str = "orders.order-placed.v1";
const LEASE_IS_OVER: Duration = Duration::from_secs(4);

fn routes() -> Routes {
    Routes::default().and(TOPIC, "kitchen").and(TOPIC, "notify")
}

fn relay(world: &World, store: &Arc<dyn Store>, queue: Arc<dyn Queue>, holder: &str) -> Relay {
    let carrier = Arc::new(Routed::new(queue, routes()));
    Relay::new(Arc::clone(store), carrier).alone(Arc::clone(&world.clock), holder)
}

fn of(world: &World, holder: &str) -> Relay {
    relay(world, &world.store, Arc::clone(&world.queue), holder)
}

fn saying(to: Destination, name: &str) -> Outgoing {
    let (group, _) = name.rsplit_once('-').expect("group-number");
    let body = format!("\"{name}\"");
    Outgoing { to, group: group.to_owned(), deduplication_id: name.to_owned(), body }
}

/// Commits one change for each message.
async fn say(world: &World, names: &[&str]) {
    for name in names {
        let message = saying(Destination::Topic(TOPIC.to_owned()), name);
        commit(world, Change::default().saying(message)).await;
    }
}

async fn commit(world: &World, change: Change) {
    assert_eq!(world.store.commit(change).await.expect("stored"), Outcome::Committed);
}

/// Receives and finishes everything in a queue.
async fn drain(world: &World, queue: &str) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        let deliveries = world.queue.receive(queue, 10, VISIBILITY).await.expect("received");
        if deliveries.is_empty() {
            return names;
        }
        let receipts: Vec<_> = deliveries.iter().map(|one| one.receipt.clone()).collect();
        for result in world.queue.delete(queue, &receipts).await.expect("answered") {
            result.expect("held");
        }
        let text = |one: &Delivery| serde_json::from_str::<String>(&one.body).expect("JSON text");
        names.extend(deliveries.iter().map(text));
    }
}

async fn waiting(world: &World) -> usize {
    world.store.outbox(1_000).await.expect("read").len()
}

pub(crate) async fn messages_go_to_every_subscribed_queue_in_order(world: World) {
    say(&world, &["a-1", "a-2", "a-3"]).await;
    let direct = saying(Destination::Queue("kitchen".to_owned()), "a-4");
    commit(&world, Change::default().saying(direct)).await;
    let relay = of(&world, "one");
    assert_eq!(relay.once().await.expect("carried"), 4);
    assert_eq!(relay.once().await.expect("carried"), 0);
    assert_eq!(drain(&world, "kitchen").await, ["a-1", "a-2", "a-3", "a-4"]);
    assert_eq!(drain(&world, "notify").await, ["a-1", "a-2", "a-3"]);
}

pub(crate) async fn a_message_nobody_wants_is_done(world: World) {
    let unheard = saying(Destination::Topic("orders.order-sung.v1".to_owned()), "a-1");
    commit(&world, Change::default().saying(unheard)).await;
    assert_eq!(of(&world, "one").once().await.expect("carried"), 1);
    assert_eq!(waiting(&world).await, 0);
    assert!(world.queue.queues().await.expect("listed").is_empty());
}

pub(crate) async fn a_crash_between_two_queues_delivers_nothing_twice(world: World) {
    say(&world, &["a-1", "a-2"]).await;
    // Writes: the lease, the first queue; then the second, which also forgets.
    let dying = Flaky::new(&world.store, 2, false);
    let store = Arc::clone(&dying) as Arc<dyn Store>;
    let queue = Arc::new(crate::world::stored(&store, &world.clock, 4));
    relay(&world, &store, queue, "one").once().await.expect_err("it died");
    assert_eq!(waiting(&world).await, 2);
    assert_eq!(drain(&world, "kitchen").await, ["a-1", "a-2"]);
    assert!(drain(&world, "notify").await.is_empty());

    world.wait(LEASE_IS_OVER).await;
    assert_eq!(of(&world, "two").once().await.expect("carried"), 2);
    assert_eq!(waiting(&world).await, 0);
    assert!(drain(&world, "kitchen").await.is_empty());
    assert_eq!(drain(&world, "notify").await, ["a-1", "a-2"]);
}

pub(crate) async fn of_two_relays_one_carries(world: World) {
    let (one, two) = (of(&world, "one"), of(&world, "two"));
    assert_eq!(one.once().await.expect("carried"), 0);
    say(&world, &["a-1"]).await;
    assert_eq!(two.once().await.expect("carried"), 0, "the lease is with the other");
    assert_eq!(one.once().await.expect("carried"), 1);
    say(&world, &["a-2"]).await;
    world.wait(LEASE_IS_OVER).await;
    assert_eq!(two.once().await.expect("carried"), 1, "the other has not been seen for long");
    assert_eq!(one.once().await.expect("carried"), 0);
    assert_eq!(drain(&world, "kitchen").await, ["a-1", "a-2"]);
}

/// Queues of which one does not answer for a while.
struct Stubborn {
    queue: Arc<dyn Queue>,
    is_down: AtomicBool,
}

#[async_trait]
impl Queue for Stubborn {
    async fn send(&self, queue: &str, messages: Vec<Message>) -> Result<(), Error> {
        if queue == "kitchen" && self.is_down.load(Ordering::SeqCst) {
            return Err(Error::Busy);
        }
        self.queue.send(queue, messages).await
    }
    async fn receive(&self, q: &str, max: usize, v: Duration) -> Result<Vec<Delivery>, Error> {
        self.queue.receive(q, max, v).await
    }
    async fn delete(&self, q: &str, r: &[String]) -> Result<Vec<Result<(), Error>>, Error> {
        self.queue.delete(q, r).await
    }
    async fn change_visibility(
        &self,
        q: &str,
        r: &[String],
        v: Duration,
    ) -> Result<Vec<Result<(), Error>>, Error> {
        self.queue.change_visibility(q, r, v).await
    }
    async fn attributes(&self, q: &str) -> Result<Attributes, Error> {
        self.queue.attributes(q).await
    }
    async fn queues(&self) -> Result<Vec<String>, Error> {
        self.queue.queues().await
    }
    async fn peek(&self, q: &str, part: Part, limit: usize) -> Result<Vec<Peeked>, Error> {
        self.queue.peek(q, part, limit).await
    }
    async fn redrive(&self, q: &str) -> Result<usize, Error> {
        self.queue.redrive(q).await
    }
    async fn purge(&self, q: &str, part: Part) -> Result<usize, Error> {
        self.queue.purge(q, part).await
    }
    fn arrivals(&self, q: &str) -> watch::Receiver<u64> {
        self.queue.arrivals(q)
    }
}

pub(crate) async fn a_queue_that_fails_keeps_its_messages_in_order(world: World) {
    let is_down = AtomicBool::new(true);
    let queue = Arc::new(Stubborn { queue: Arc::clone(&world.queue), is_down });
    let relay = relay(&world, &world.store, Arc::clone(&queue) as Arc<dyn Queue>, "one");
    say(&world, &["a-1", "a-2"]).await;
    let direct = saying(Destination::Queue("archive".to_owned()), "b-1");
    commit(&world, Change::default().saying(direct)).await;
    relay.once().await.expect_err("one queue is down");
    assert_eq!(waiting(&world).await, 2, "what needs only the other queue is done");
    say(&world, &["a-3"]).await;
    queue.is_down.store(false, Ordering::SeqCst);
    assert_eq!(relay.once().await.expect("carried"), 3);
    assert_eq!(drain(&world, "archive").await, ["b-1"]);
    assert_eq!(drain(&world, "kitchen").await, ["a-1", "a-2", "a-3"]);
    assert_eq!(drain(&world, "notify").await, ["a-1", "a-2", "a-3"]);
}

pub(crate) async fn a_running_relay_carries_what_is_committed_until_told_to_stop(world: World) {
    let (stop, shutdown) = watch::channel(false);
    let relay = Arc::new(of(&world, "one"));
    let running = Arc::clone(&relay);
    let mut run = JoinSet::new();
    run.spawn(async move { running.run(shutdown).await });
    let mut arrivals = world.queue.arrivals("kitchen");
    say(&world, &["a-1"]).await;
    arrivals.changed().await.expect("carried to the first queue");
    while waiting(&world).await > 0 {
        tokio::task::yield_now().await;
    }
    stop.send(true).expect("it listens");
    run.join_next().await.expect("one").expect("it ended well");
    say(&world, &["a-2"]).await;
    assert_eq!(drain(&world, "notify").await, ["a-1"]);
    assert_eq!(of(&world, "two").once().await.expect("carried"), 1, "the lease was given up");
}
