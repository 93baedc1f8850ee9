//! Many at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::{Random, SeededRandom};
use queue::{Attributes, Delivery, Queue};
use tokio::task::JoinSet;

use crate::world::{QUEUE, VISIBILITY, World, good, message, receipts};

/// What all consumers together have done.
#[derive(Default)]
struct Log {
    held: BTreeSet<String>,
    handled: BTreeMap<String, Vec<usize>>,
    count: usize,
}

type Shared = Arc<Mutex<Log>>;

fn with<T>(log: &Shared, look: impl FnOnce(&mut Log) -> T) -> T {
    look(&mut log.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Consumes until `total` messages have been handled. `fails` says whether the next one does.
async fn consume(
    queue: Arc<dyn Queue>,
    log: Shared,
    total: usize,
    mut fails: impl FnMut() -> bool + Send,
) {
    while with(&log, |log| log.count) < total {
        let batch = queue.receive(QUEUE, 10, VISIBILITY).await.expect("received");
        for group in batch.chunk_by(|a, b| a.group == b.group) {
            let name = &group[0].group;
            let is_free = with(&log, |log| log.held.insert(name.clone()));
            assert!(is_free, "{name} is held twice");
            tokio::task::yield_now().await;
            let done = group.iter().take_while(|_| !fails()).count();
            with(&log, |log| {
                let numbers = group[..done].iter().map(number);
                log.handled.entry(name.clone()).or_default().extend(numbers);
                log.count += done;
                log.held.remove(name);
            });
            let (done, rest) = group.split_at(done);
            let results = queue.delete(QUEUE, &receipts(done)).await.expect("answered");
            assert_eq!(good(&results), done.len());
            let results = queue.change_visibility(QUEUE, &receipts(rest), Duration::ZERO).await;
            assert_eq!(good(&results.expect("answered")), rest.len());
        }
        tokio::task::yield_now().await;
    }
}

fn number(delivery: &Delivery) -> usize {
    let (_, number) = delivery.body.rsplit_once('-').expect("group-number");
    number.parse().expect("a number")
}

/// Consumers on two processes, four on each, and what they did.
async fn crowd(world: &World, total: usize, failing: u8) -> Shared {
    let other = world.beside().await;
    let mut consumers = JoinSet::new();
    let log = Shared::default();
    for place in 0..8 {
        let queue = (if place % 2 == 0 { world } else { &other }).queue(u32::MAX);
        let random = SeededRandom::new(place + 1);
        let fails = move || {
            let mut chance = [0];
            random.fill(&mut chance);
            chance[0] < failing
        };
        consumers.spawn(consume(queue, Arc::clone(&log), total, fails));
    }
    while let Some(ended) = consumers.join_next().await {
        ended.expect("no consumer saw anything wrong");
    }
    log
}

pub(crate) async fn two_consumers_never_hold_a_group_together(world: World) {
    let world = world.burying_after(u32::MAX);
    let names: Vec<_> = (0..200).map(|number| format!("a-{number}")).collect();
    world.send(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let log = crowd(&world, names.len(), 0).await;
    assert_eq!(with(&log, |log| log.handled["a"].clone()), (0..200).collect::<Vec<_>>());
}

pub(crate) async fn a_crowd_with_failures_keeps_every_group_in_order(world: World) {
    const GROUPS: usize = 50;
    const EACH: usize = 20;
    // Failures are many, and not what this is about.
    let world = world.burying_after(u32::MAX);
    for number in 0..EACH {
        let messages = (0..GROUPS).map(|group| message(&format!("g{group}-{number}")));
        world.queue.send(QUEUE, messages.collect()).await.expect("sent");
    }
    let log = crowd(&world, GROUPS * EACH, 40).await;
    let handled = with(&log, |log| std::mem::take(&mut log.handled));
    assert_eq!(handled.len(), GROUPS);
    for (group, numbers) in handled {
        assert_eq!(numbers, (0..EACH).collect::<Vec<_>>(), "{group}");
    }
    assert_eq!(world.queue.attributes(QUEUE).await.expect("counted"), Attributes::default());
}

pub(crate) async fn senders_at_the_same_time_lose_nothing(world: World) {
    const SENDERS: usize = 6;
    const EACH: usize = 15;
    let other = world.beside().await;
    let mut senders = JoinSet::new();
    for sender in 0..SENDERS {
        let queue = Arc::clone(if sender % 2 == 0 { &world.queue } else { &other.queue });
        senders.spawn(async move {
            for number in 0..EACH {
                // Every sender also repeats what the others send.
                let messages = vec![message(&format!("a-{sender}.{number}")), message("b-1")];
                queue.send(QUEUE, messages).await.expect("sent");
            }
        });
    }
    while let Some(ended) = senders.join_next().await {
        ended.expect("no sender failed");
    }
    let all = world.queue.attributes(QUEUE).await.expect("counted");
    assert_eq!(all.visible, SENDERS * EACH + 1);
    let drained = world.drain().await;
    for sender in 0..SENDERS {
        let wanted: Vec<_> = (0..EACH).map(|number| format!("a-{sender}.{number}")).collect();
        let got: Vec<_> = drained.iter().filter(|name| wanted.contains(name)).cloned().collect();
        assert_eq!(got, wanted);
    }
}
