//! Random histories of one consumer, against the plainest model of a FIFO queue.
//!
//! Which group a receive serves is the adapter's choice, so the model judges what came instead of
//! foretelling it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use kernel::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};
use queue::{DEDUPLICATION_WINDOW, Delivery, Message, Part};

use crate::world::{self, Home, MAX_RECEIVES, QUEUE, World};

/// What a history is made of.
#[derive(Debug, Clone)]
enum Step {
    /// Sends the message with this number to this group.
    Send {
        group: u8,
        id: u8,
    },
    Receive {
        max: usize,
        seconds: u64,
    },
    /// Finishes those messages of the last receive whose place is in the mask.
    Delete {
        mask: u8,
    },
    Hide {
        mask: u8,
        seconds: u64,
    },
    Wait {
        seconds: u64,
    },
    Redrive,
    Purge,
    Sweep,
}

/// Histories. Where time is real nobody waits, so that no step is too early or too late by chance:
/// what is hidden stays so, or comes at once.
fn steps(is_real: bool) -> impl Strategy<Value = Vec<Step>> {
    let hidden = move || {
        let real = prop_oneof![Just(0_u64), Just(3_600)];
        if is_real { real.boxed() } else { (0_u64..40).boxed() }
    };
    let step = prop_oneof![
        6 => (0_u8..3, 0_u8..6).prop_map(|(group, id)| Step::Send { group, id }),
        6 => (1_usize..5, hidden()).prop_map(|(max, seconds)| Step::Receive { max, seconds }),
        4 => any::<u8>().prop_map(|mask| Step::Delete { mask }),
        3 => (any::<u8>(), hidden()).prop_map(|(mask, seconds)| Step::Hide { mask, seconds }),
        if is_real { 0 } else { 4 } => (1_u64..200).prop_map(|seconds| Step::Wait { seconds }),
        1 => Just(Step::Redrive),
        1 => Just(Step::Purge),
        u32::from(!is_real) => Just(Step::Sweep),
    ];
    proptest::collection::vec(step, 1..60)
}

#[derive(Debug, Clone)]
struct Entry {
    group: String,
    /// What no two messages share.
    body: String,
    receives: u32,
    until: Timestamp,
    /// The receive that holds it, while it is in flight or was last.
    receive: usize,
}

#[derive(Default)]
struct Model {
    groups: BTreeMap<String, Vec<Entry>>,
    dead: Vec<Entry>,
    accepted: BTreeMap<u8, Timestamp>,
    receives: usize,
    /// Names the last receive of each group: older receipts are stale.
    last: BTreeMap<String, usize>,
}

impl Model {
    /// Whether the queue takes the message.
    fn send(&mut self, group: &str, id: u8, body: &str, now: Timestamp) {
        if self.accepted.get(&id).is_some_and(|at| now < *at + DEDUPLICATION_WINDOW) {
            return;
        }
        self.accepted.insert(id, now);
        let (group, body) = (group.to_owned(), body.to_owned());
        let entry = Entry { group, body, receives: 0, until: now, receive: 0 };
        self.append(entry);
    }

    fn append(&mut self, entry: Entry) {
        self.groups.entry(entry.group.clone()).or_default().push(entry);
    }

    /// Judges what a receive brought.
    fn receive(
        &mut self,
        max: usize,
        until: Timestamp,
        now: Timestamp,
        got: &[Delivery],
    ) -> TestCaseResult {
        self.receives += 1;
        prop_assert!(got.len() <= max);
        for part in got.chunk_by(|a, b| a.group == b.group) {
            let group = &part[0].group;
            let entries = self.groups.entry(group.clone()).or_default();
            prop_assert!(entries.iter().all(|entry| entry.until <= now), "{group} is in flight");
            bury(entries, &mut self.dead);
            prop_assert!(part.len() <= entries.len());
            for (delivery, entry) in part.iter().zip(entries.iter_mut()) {
                prop_assert_eq!(&delivery.body, &entry.body);
                prop_assert_eq!(delivery.receive_count, entry.receives + 1);
                *entry = Entry {
                    receives: entry.receives + 1,
                    until,
                    receive: self.receives,
                    ..entry.clone()
                };
            }
            self.last.insert(group.clone(), self.receives);
        }
        if got.is_empty() {
            for (group, entries) in &mut self.groups {
                if entries.iter().all(|entry| entry.until <= now) {
                    bury(entries, &mut self.dead);
                    prop_assert!(entries.is_empty(), "{group} was there to receive");
                }
            }
        }
        Ok(())
    }

    /// Judges how a receipt was answered, and does to its message what was asked.
    fn answer(
        &mut self,
        (receive, delivery): &Held,
        is_ok: bool,
        now: Timestamp,
        change: impl FnOnce(&mut Vec<Entry>, usize),
    ) -> TestCaseResult {
        let is_last = self.last.get(&delivery.group) == Some(receive);
        let entries = self.groups.entry(delivery.group.clone()).or_default();
        let same = |entry: &Entry| entry.body == delivery.body && entry.receive == *receive;
        match entries.iter().position(same) {
            Some(place) => {
                let entry = &entries[place];
                // A receive that brought other groups may have buried it, or one of its own group
                // has not brought it again.
                let may_be_lost =
                    entry.until <= now && (entry.receives >= MAX_RECEIVES || !is_last);
                prop_assert!(is_ok || may_be_lost, "{delivery:?} was held");
                if is_ok {
                    change(entries, place);
                }
            }
            // It is finished; whether that is an error is open while its group is held.
            None => prop_assert!(is_last || !is_ok, "{delivery:?} was lost"),
        }
        Ok(())
    }

    /// Gives back everything that was ever received.
    async fn give_back(&mut self, world: &World, all: &[Held]) -> TestCaseResult {
        let now = world.now();
        let receipts: Vec<_> = all.iter().map(|(_, one)| one.receipt.clone()).collect();
        let results = world.queue.change_visibility(QUEUE, &receipts, Duration::ZERO).await;
        for (one, result) in all.iter().zip(results.expect("answered")) {
            self.answer(one, result.is_ok(), now, |all, place| all[place].until = now)?;
        }
        Ok(())
    }

    /// Learns which messages that have been delivered often enough are dead by now.
    async fn look_at_the_dead(&mut self, world: &World) -> TestCaseResult {
        let dead = world.queue.peek(QUEUE, Part::Dead, 100).await.expect("shown");
        let mut known = std::mem::take(&mut self.dead);
        for one in dead {
            let entries = self.groups.entry(one.group.clone()).or_default();
            let all =
                if known.iter().any(|entry| entry.body == one.body) { &mut known } else { entries };
            let place = all.iter().position(|entry| entry.body == one.body);
            prop_assert!(place.is_some(), "{one:?} came from nowhere");
            let entry = all.remove(place.unwrap_or(0));
            prop_assert_eq!(entry.receives, MAX_RECEIVES);
            self.dead.push(entry);
        }
        prop_assert!(known.is_empty(), "{known:?} came back to life");
        Ok(())
    }

    async fn redrive(&mut self, world: &World) -> TestCaseResult {
        self.look_at_the_dead(world).await?;
        let dead = std::mem::take(&mut self.dead);
        prop_assert_eq!(world.queue.redrive(QUEUE).await.expect("redriven"), dead.len());
        for entry in dead {
            self.append(Entry { receives: 0, receive: 0, ..entry });
        }
        Ok(())
    }
}

/// A delivery, and which receive brought it.
type Held = (usize, Delivery);

/// The messages at the head that have been delivered often enough die.
fn bury(entries: &mut Vec<Entry>, dead: &mut Vec<Entry>) {
    let spent = entries.iter().take_while(|entry| entry.receives >= MAX_RECEIVES).count();
    dead.extend(entries.drain(..spent));
}

/// Runs random histories on an adapter.
pub(crate) fn check<F: Future<Output = Arc<dyn Home>>>(open: fn() -> F, adapter: &str) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (cases, is_real) = match adapter {
        "memory" => (1_000, false),
        "sqs" => (24, true),
        _ => (24, false),
    };
    let mut runner =
        TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let run = |steps: Vec<Step>| {
        let (told, heard) = std::sync::mpsc::channel();
        runtime.block_on(async {
            world::check(open().await, "a history", |world| async move {
                told.send(history(&world, steps).await).expect("somebody listens");
            })
            .await;
        });
        heard.recv().expect("the history ended, or its panic came through")
    };
    runner.run(&steps(is_real), run).unwrap_or_else(|failure| panic!("{failure}"));
}

async fn history(world: &World, steps: Vec<Step>) -> TestCaseResult {
    let mut model = Model::default();
    let (mut held, mut all, mut sent) = (VecDeque::<Held>::new(), Vec::<Held>::new(), 0);
    for step in steps {
        let now = world.now();
        match step {
            Step::Send { group, id } => {
                sent += 1;
                let (group, body) = (format!("g{group}"), sent.to_string());
                model.send(&group, id, &body, now);
                let message = Message { group, deduplication_id: id.to_string(), body };
                world.queue.send(QUEUE, vec![message]).await.expect("sent");
            }
            Step::Receive { max, seconds } => {
                let visibility = Duration::from_secs(seconds);
                let got = world.queue.receive(QUEUE, max, visibility).await.expect("received");
                model.receive(max, now + visibility, now, &got)?;
                held.extend(got.into_iter().map(|one| (model.receives, one)));
                all.extend(held.iter().filter(|(receive, _)| *receive == model.receives).cloned());
                held.drain(..held.len().saturating_sub(8));
            }
            Step::Delete { mask } => {
                let (some, receipts) = masked(&held, mask);
                let results = world.queue.delete(QUEUE, &receipts).await.expect("answered");
                for (one, result) in some.iter().zip(results) {
                    model.answer(one, result.is_ok(), now, |all, place| drop(all.remove(place)))?;
                }
            }
            Step::Hide { mask, seconds } => {
                let (some, receipts) = masked(&held, mask);
                let time = Duration::from_secs(seconds);
                let results = world.queue.change_visibility(QUEUE, &receipts, time).await;
                for (one, result) in some.iter().zip(results.expect("answered")) {
                    let hide = |all: &mut Vec<Entry>, place: usize| all[place].until = now + time;
                    model.answer(one, result.is_ok(), now, hide)?;
                }
            }
            Step::Wait { seconds } => world.wait(Duration::from_secs(seconds)).await,
            Step::Redrive => model.redrive(world).await?,
            Step::Purge => {
                model.look_at_the_dead(world).await?;
                world.queue.purge(QUEUE, Part::Live).await.expect("purged");
                model.groups.clear();
            }
            Step::Sweep => drop(world.stored(MAX_RECEIVES).sweep().await.expect("swept")),
        }
    }
    // Whoever holds something gives it back: by itself when its time is over, or by hand where that
    // would really take long.
    if world.looks_leave_a_trace() {
        model.give_back(world, &all).await?;
    } else {
        world.wait(Duration::from_hours(13)).await;
    }
    finish(world, &mut model).await
}

/// The held messages whose place is in the mask, and their receipts.
fn masked(held: &VecDeque<Held>, mask: u8) -> (Vec<Held>, Vec<String>) {
    let is_in = |(place, _): &(usize, &Held)| mask >> place & 1 == 1;
    let some: Vec<_> = held.iter().enumerate().filter(is_in).map(|(_, one)| one.clone()).collect();
    let receipts = some.iter().map(|(_, delivery)| delivery.receipt.clone()).collect();
    (some, receipts)
}

/// Both empty: what is still there is delivered in order and finished, and the same is dead.
async fn finish(world: &World, model: &mut Model) -> TestCaseResult {
    loop {
        let now = world.now();
        let visibility = Duration::from_secs(30);
        let got = world.queue.receive(QUEUE, 10, visibility).await.expect("received");
        model.receive(10, now + visibility, now, &got)?;
        if got.is_empty() {
            break;
        }
        world.delete(&got).await;
        for delivery in got {
            let one = (model.receives, delivery);
            model.answer(&one, true, now, |all, place| drop(all.remove(place)))?;
        }
    }
    model.look_at_the_dead(world).await?;
    prop_assert!(model.groups.values().all(Vec::is_empty));
    Ok(())
}
