//! The consumer: from a queue to a handler.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Class, SeededRandom};
use queue::{
    Attributes, Consumer, Delivery, Handler, HandlerError, MAX_RECEIVES, Part, Queue, Settings,
};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::world::{QUEUE, VISIBILITY, World, message, queue, seen};

/// Writes down what it is given, and fails or waits where a case wants it to.
#[derive(Default)]
struct Script {
    handled: Mutex<Vec<String>>,
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

    /// What succeeded since the last time.
    fn handled(&self) -> Vec<String> {
        std::mem::take(&mut self.handled.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Handler for Script {
    async fn handle(&self, delivery: &Delivery) -> Result<(), HandlerError> {
        let name = delivery.body.clone();
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
    // Failures are many here, so the limit is the real one.
    let queue = Arc::new(queue(&world.store, &world.clock, MAX_RECEIVES));
    on(world, queue, handler)
}

fn on(world: &World, queue: Arc<dyn Queue>, handler: &Arc<Script>) -> Consumer {
    let settings = Settings { visibility: VISIBILITY, ..Settings::of(QUEUE) };
    let clock = Arc::clone(&world.clock) as Arc<dyn kernel::Clock>;
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
    assert_eq!(attributes(&world).await, Attributes { visible: 0, in_flight: 2, dead: 0 });
    handler.heal();
    settle(&consumer).await;
    assert!(handler.handled().is_empty(), "it waits");
    world.clock.advance(Duration::from_millis(200));
    settle(&consumer).await;
    assert_eq!(handler.handled(), ["a-2", "a-3"]);
}

pub(crate) async fn a_failed_message_waits_longer_each_time(world: World) {
    world.send(&["a-1"]).await;
    let handler = Script::failing("a-1", Class::Stale);
    let consumer = consumer(&world, &handler);
    let mut longest = Duration::from_millis(200);
    for _ in 0..6 {
        assert_eq!(consumer.once().await.expect("received"), 1);
        let almost = longest * 99 / 200;
        world.clock.advance(almost);
        assert_eq!(consumer.once().await.expect("received"), 0);
        world.clock.advance(longest.saturating_sub(almost));
        longest *= 2;
    }
}

pub(crate) async fn what_cannot_succeed_dies_and_its_group_goes_on(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let handler = Script::failing("a-1", Class::Bug);
    let consumer = consumer(&world, &handler);
    for _ in 0..MAX_RECEIVES {
        assert!(consumer.once().await.expect("received") > 0);
        assert!(handler.handled().is_empty());
        world.clock.advance(Duration::from_secs(1));
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
        world.clock.advance(VISIBILITY);
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
    let consumer = Arc::new(on(&world, Arc::clone(&world.queue) as Arc<dyn Queue>, &handler));
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
    assert_eq!(world.seen().await, ["a-3 x2"]);
}

pub(crate) async fn a_panic_in_a_handler_costs_only_its_group_some_time(world: World) {
    world.send(&["a-1"]).await;
    let (stop, shutdown) = watch::channel(false);
    let handler = Arc::new(Script { panics: Some("a-1".to_owned()), ..Script::default() });
    let consumer = Arc::new(on(&world, Arc::clone(&world.queue) as Arc<dyn Queue>, &handler));
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
    world.clock.advance(VISIBILITY);
    assert_eq!(world.seen().await, ["a-1 x2"]);
}
