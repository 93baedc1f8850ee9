//! The consumer: from a queue to a handler.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Class, SeededRandom};
use queue::{Attributes, Consumer, Delivery, Handler, HandlerError, MAX_RECEIVES, Part, Settings};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::world::{BRIEF, QUEUE, VISIBILITY, World, message, seen};

/// Writes down what it is given, and fails or waits where a case wants it to.
#[derive(Default)]
struct Script {
    handled: Mutex<Vec<String>>,
    receipts: Mutex<Vec<String>>,
    failing: Mutex<BTreeMap<String, Class>>,
    /// A message whose handler says that it began, and ends when it may.
    slow: Option<String>,
    began: Notify,
    may_end: Notify,
    panics: Option<String>,
}

impl Script {
    fn failing(name: &str, class: Class) -> Arc<Self> {
        let failing = Mutex::new(BTreeMap::from([(name.to_owned(), class)]));
        Arc::new(Self { failing, ..Self::default() })
    }

    fn slow(name: &str) -> Arc<Self> {
        Arc::new(Self { slow: Some(name.to_owned()), ..Self::default() })
    }

    fn heal(&self) {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The receipts of all it was given.
    fn receipts(&self) -> Vec<String> {
        self.receipts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What succeeded since the last time.
    fn handled(&self) -> Vec<String> {
        std::mem::take(&mut self.handled.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Handler for Script {
    async fn handle(&self, delivery: &Delivery) -> Result<(), HandlerError> {
        let name = delivery.body.clone();
        let receipt = delivery.receipt.clone();
        self.receipts.lock().unwrap_or_else(PoisonError::into_inner).push(receipt);
        assert!(self.panics.as_ref() != Some(&name), "as the case wants it");
        if self.slow.as_ref() == Some(&name) {
            self.began.notify_one();
            self.may_end.notified().await;
        }
        let class = self.failing.lock().unwrap_or_else(PoisonError::into_inner).get(&name).copied();
        if let Some(class) = class {
            return Err(HandlerError::new("test.failed", class, "as the case wants it"));
        }
        self.handled.lock().unwrap_or_else(PoisonError::into_inner).push(name);
        Ok(())
    }
}

fn consumer(world: &World, handler: &Arc<Script>) -> Consumer {
    consumer_for(world, handler, VISIBILITY)
}

fn consumer_for(world: &World, handler: &Arc<Script>, visibility: Duration) -> Consumer {
    let settings = Settings { visibility, ..Settings::of(QUEUE) };
    let (queue, clock) = (Arc::clone(&world.queue), Arc::clone(&world.clock));
    let handler = Arc::clone(handler) as Arc<dyn Handler>;
    Consumer::new(settings, queue, handler, clock, Arc::new(SeededRandom::new(1)))
}

/// Pumps until nothing is left to do.
async fn settle(consumer: &Consumer) {
    while consumer.once().await.expect("received") > 0 {}
}

async fn attributes(world: &World) -> Attributes {
    world.queue.attributes(QUEUE).await.expect("counted")
}

pub(crate) async fn messages_are_handled_in_order_and_finished(world: World) {
    let names: Vec<_> = (10..35).map(|number| format!("a-{number}")).collect();
    world.send(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let handler = Arc::new(Script::default());
    settle(&consumer(&world, &handler)).await;
    assert_eq!(handler.handled(), names);
    assert_eq!(attributes(&world).await, Attributes::default());
}

pub(crate) async fn a_failure_stops_its_group_and_no_other(world: World) {
    world.send(&["a-1", "a-2", "a-3", "b-1", "b-2"]).await;
    let handler = Script::failing("a-2", Class::Unavailable);
    let consumer = consumer(&world, &handler);
    settle(&consumer).await;
    let mut done = handler.handled();
    done.sort();
    assert_eq!(done, ["a-1", "b-1", "b-2"]);
    handler.heal();
    if world.stands_still() {
        assert_eq!(attributes(&world).await, Attributes { visible: 0, in_flight: 2, dead: 0 });
        settle(&consumer).await;
        assert!(handler.handled().is_empty(), "it waits");
    }
    world.wait(Duration::from_secs(1)).await;
    settle(&consumer).await;
    assert_eq!(handler.handled(), ["a-2", "a-3"]);
}

pub(crate) async fn a_failed_message_waits_longer_each_time(world: World) {
    let world = world.burying_after(MAX_RECEIVES);
    world.send(&["a-1"]).await;
    let handler = Script::failing("a-1", Class::Stale);
    let consumer = consumer(&world, &handler);
    let mut longest = Duration::from_millis(200);
    let mut asked_at = world.now();
    assert_eq!(consumer.once().await.expect("received"), 1);
    for _ in 0..6 {
        let failed_before = asked_at;
        let step = longest / 8;
        loop {
            world.wait(step).await;
            asked_at = world.now();
            if consumer.once().await.expect("received") > 0 {
                break;
            }
        }
        // Some adapters know whole seconds only, and some answer late.
        let latest = longest + step + world.slack();
        assert!(asked_at >= failed_before + longest / 2, "it came too early");
        assert!(asked_at <= failed_before + latest, "it came too late");
        longest *= 2;
    }
}

pub(crate) async fn what_cannot_succeed_dies_and_its_group_goes_on(world: World) {
    let world = world.burying_after(MAX_RECEIVES);
    world.send(&["a-1", "a-2"]).await;
    let handler = Script::failing("a-1", Class::Bug);
    let consumer = consumer(&world, &handler);
    for _ in 0..MAX_RECEIVES {
        assert!(consumer.once().await.expect("received") > 0);
        assert!(handler.handled().is_empty());
        world.wait(Duration::from_secs(1)).await;
    }
    settle(&consumer).await;
    assert_eq!(handler.handled(), ["a-2"]);
    let dead = world.queue.peek(QUEUE, Part::Dead, 10).await.expect("shown");
    assert_eq!((dead.len(), dead[0].receive_count), (1, MAX_RECEIVES));
}

pub(crate) async fn a_group_lost_to_another_is_left_alone(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let handler = Script::slow("a-2");
    let consumer = consumer(&world, &handler);
    let thief = async {
        handler.began.notified().await;
        let receipts = handler.receipts();
        let given_back = world.queue.change_visibility(QUEUE, &receipts, Duration::ZERO).await;
        given_back.expect("answered");
        let stolen = world.receive(10).await;
        handler.may_end.notify_one();
        stolen
    };
    let (once, stolen) = tokio::join!(consumer.once(), thief);
    assert_eq!(once.expect("received"), 2);
    assert_eq!(seen(&stolen), ["a-1 x2", "a-2 x2"]);
    assert_eq!(attributes(&world).await, Attributes { visible: 0, in_flight: 2, dead: 0 });
    world.delete(&stolen).await;
}

pub(crate) async fn a_running_consumer_handles_what_arrives_until_told_to_stop(world: World) {
    let (stop, shutdown) = watch::channel(false);
    let handler = Arc::new(Script::default());
    let consumer = Arc::new(consumer(&world, &handler));
    let mut run = JoinSet::new();
    run.spawn(consumer.run(shutdown));
    let mut arrivals = world.queue.arrivals(QUEUE);
    for round in 0..5 {
        let messages = (0..12).map(|n| message(&format!("{}-{round}.{n}", n % 3))).collect();
        world.queue.send(QUEUE, messages).await.expect("sent");
        while attributes(&world).await != Attributes::default() {
            arrivals.changed().await.expect("something is finished");
        }
    }
    assert_eq!(handler.handled().len(), 60);
    stop.send(true).expect("it listens");
    run.join_next().await.expect("one").expect("it ended well");
}

pub(crate) async fn stopping_finishes_the_message_in_hand_and_gives_the_rest_back(world: World) {
    world.send(&["a-1", "a-2", "a-3"]).await;
    let (stop, shutdown) = watch::channel(false);
    let handler = Script::slow("a-2");
    let consumer = Arc::new(consumer(&world, &handler));
    let mut run = JoinSet::new();
    run.spawn(consumer.run(shutdown));
    handler.began.notified().await;
    stop.send(true).expect("it listens");
    handler.may_end.notify_one();
    run.join_next().await.expect("one").expect("it ended well");
    assert_eq!(handler.handled(), ["a-1", "a-2"]);
    // A receive whose answer came too late counts, too.
    let seen = world.seen().await;
    assert!(matches!(&seen[..], [one] if ["a-3 x2", "a-3 x3"].contains(&&one[..])), "{seen:?}");
}

pub(crate) async fn a_panic_in_a_handler_costs_only_its_group_some_time(world: World) {
    world.send(&["a-1"]).await;
    let (stop, shutdown) = watch::channel(false);
    let handler = Arc::new(Script { panics: Some("a-1".to_owned()), ..Script::default() });
    let consumer = Arc::new(consumer_for(&world, &handler, BRIEF));
    let mut run = JoinSet::new();
    run.spawn(consumer.run(shutdown));
    while attributes(&world).await.in_flight == 0 {
        tokio::task::yield_now().await;
    }
    let mut arrivals = world.queue.arrivals(QUEUE);
    world.send(&["b-1"]).await;
    while attributes(&world).await != (Attributes { visible: 0, in_flight: 1, dead: 0 }) {
        arrivals.changed().await.expect("something is finished");
    }
    stop.send(true).expect("it listens");
    run.join_next().await.expect("one").expect("it ended well");
    assert_eq!(handler.handled(), ["b-1"]);
    world.wait(BRIEF).await;
    let again = world.receive(10).await;
    assert_eq!(again.len(), 1);
    // Where time is real, the consumer may have had it once more, and given it back.
    assert!(again[0].body == "a-1" && again[0].receive_count > 1, "{again:?}");
}
