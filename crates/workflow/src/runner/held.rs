//! An execution in hand: what signals make of it, and the change that keeps that.

use std::collections::VecDeque;
use std::sync::Arc;

use kernel::Timestamp;
use serde_json::Value;
use store::{Change, Outcome as Committed, Outgoing, Version as Row};

use super::engine::{Inner, LEASE};
use super::history;
use super::machines::{Kind, Version};
use super::performer::Performer;
use super::records::{EXECUTIONS, ExecutionRecord, LeaseRecord};
use super::service::{self, Service};
use crate::error::Error;
use crate::machine::{Action, Event, Failed, Moment, Order, Signal, step};

/// Most messages that leave with one commit; more follow with the next.
const MESSAGES: usize = 40;
/// Once a commit holds so many bytes of events and messages, further messages follow with the
/// next. Source: ours; another message and the step that follows from it still fit.
const BYTES: usize = 1_000_000;

/// An execution as it was read, or as it is about to be stored.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) record: ExecutionRecord,
    /// The version it was read with; `None` before it is stored for the first time.
    pub(super) row: Option<Row>,
    pub(super) version: Arc<Version>,
    /// It could go on at once.
    pub(super) has_more: bool,
}

/// What one commit says and writes besides the execution.
#[derive(Default)]
struct Said {
    /// Events that have been cut, each with its bytes.
    events: Vec<(Event, usize)>,
    messages: Vec<Outgoing>,
    /// About how many bytes these are.
    bytes: usize,
}

impl Inner {
    /// Reads an execution.
    pub(super) async fn hold(&self, id: &str) -> Result<Held, Error> {
        let found = EXECUTIONS.get(&*self.store, id).await?;
        let found = found.ok_or_else(|| Error::NoSuchExecution(id.to_owned()))?;
        let record = found.record;
        let machine = &record.execution.machine;
        let version = self.machines.version(machine, &record.definition, &*self.store).await?;
        let has_more = record.pending.iter().any(service::is_message);
        Ok(Held { record, row: Some(found.version), version, has_more })
    }

    /// Tells an execution what has happened and commits what comes of it. `false` if it has changed
    /// meanwhile: nothing was done.
    ///
    /// If there is something to perform then, it is leased to this worker, unless another one still
    /// performs some of it.
    pub(super) async fn tell(&self, held: &mut Held, signals: Vec<Signal>) -> Result<bool, Error> {
        let mut next = held.clone();
        let mut said = self.step(&mut next, signals);
        if held.needs_no_commit(&next, &said, &self.name, self.clock.now()) {
            // What is stored still says until when it is leased.
            next.record.lease = held.record.lease.take();
            *held = next;
            return Ok(true);
        }
        let mut change = next.change(&mut said);
        let mut committed = self.store.commit(change).await;
        if let Err(error @ (store::Error::TooLarge { .. } | store::Error::BadChange(_))) = committed
        {
            // It has grown beyond what can be stored, and trying again would not help: that is how
            // it ends.
            let failed = Failed {
                error: Some("States.DataLimitExceeded".to_owned()),
                cause: Some(format!("The execution holds more data than fit: {error}.")),
            };
            next = held.clone();
            said = self.step(&mut next, vec![Signal::GiveUp(failed)]);
            change = next.change(&mut said);
            committed = self.store.commit(change).await;
        }
        if let Committed::Conflict { .. } = committed? {
            return Ok(false);
        }
        next.row = Some(held.row.unwrap_or(0) + 1);
        if let Some(at) = next.record.wakes_at() {
            self.alarm.tell(at);
        }
        *held = next;
        Ok(true)
    }

    fn step(&self, held: &mut Held, signals: Vec<Signal>) -> Said {
        let now = self.clock.now();
        let moment = Moment { now, secret: &self.secret };
        let mut said = Said::default();
        let mut signals = VecDeque::from(signals);
        let theirs = held.performed_elsewhere(&self.name, now);
        held.has_more = false;
        // Messages that found no place in the commit before.
        for order in std::mem::take(&mut held.record.pending) {
            let follow = held.perform(order, &mut said, &*self.performer);
            signals.extend(follow);
        }
        while let Some(signal) = signals.pop_front() {
            let record = &mut held.record;
            record.pending.retain(|order| signal.answers() != Some(order.task));
            let step = step(&held.version.definition, &mut record.execution, signal, &moment);
            said.tell(step.events);
            record.wake_at = step.wake_at;
            held.has_more |= step.has_more;
            for action in step.actions {
                match action {
                    Action::Perform(order) => {
                        signals.extend(held.perform(order, &mut said, &*self.performer));
                    }
                    Action::Forget { task } => {
                        held.record.pending.retain(|order| order.task != task);
                    }
                }
            }
        }
        held.keep_in_hand(&self.name, now, &theirs);
        said
    }
}

impl Said {
    fn tell(&mut self, events: Vec<Event>) {
        for mut event in events {
            let bytes = history::shorten(&mut event);
            self.bytes += bytes;
            self.events.push((event, bytes));
        }
    }

    fn send(&mut self, message: Outgoing) {
        self.bytes += message.body.len();
        self.messages.push(message);
    }

    fn is_full(&self) -> bool {
        self.messages.len() >= MESSAGES || self.bytes >= BYTES
    }
}

impl Held {
    /// Whether nothing is lost if only this worker knows what comes next. Its lease must be good
    /// for a while: others go by what is stored.
    fn needs_no_commit(&self, next: &Self, said: &Said, name: &str, now: Timestamp) -> bool {
        let soon = now.checked_add(LEASE / 2).unwrap_or(now);
        let lease = self.record.lease.as_ref();
        next.record.kind == Kind::Express
            && lease.is_some_and(|lease| lease.holder == name && lease.until > soon)
            && next.record.execution.is_running()
            && said.messages.is_empty()
    }

    /// The tasks that another worker is performing.
    fn performed_elsewhere(&self, name: &str, now: Timestamp) -> Vec<u64> {
        if !self.is_elsewhere(name, now) {
            return Vec::new();
        }
        let performed = self.record.pending.iter().filter(|order| !service::is_message(order));
        performed.map(|order| order.task).collect()
    }

    /// Whether there is something for a worker to do at once.
    pub(super) fn has_work(&self) -> bool {
        self.record.lease.is_some()
    }

    /// Whether the lease is another worker's and still runs.
    pub(super) fn is_elsewhere(&self, name: &str, now: Timestamp) -> bool {
        self.record.lease.as_ref().is_some_and(|lease| lease.holder != name && lease.until > now)
    }

    /// A message joins the commit, and what the queue would say is the next signal; everything else
    /// waits for whoever has the execution in hand.
    fn perform(
        &mut self,
        order: Order,
        said: &mut Said,
        performer: &dyn Performer,
    ) -> Option<Signal> {
        let Some(Service::SendMessage { later }) = service::of(&order.resource) else {
            self.record.pending.push(order);
            return None;
        };
        if said.is_full() {
            self.record.pending.push(order);
            self.has_more = true;
            return None;
        }
        let task = order.task;
        match service::message(&self.record.execution.id, &order, performer) {
            Ok((message, output)) => {
                said.send(message);
                Some(sent(task, output, later))
            }
            Err(failed) => Some(Signal::Failed { task, failed }),
        }
    }

    /// Leases the execution to this worker as long as there is something to do. Another worker
    /// keeps it while some of what it performs is still wanted: it would all be begun again here.
    fn keep_in_hand(&mut self, name: &str, now: Timestamp, theirs: &[u64]) {
        let Self { record, has_more, .. } = self;
        let is_running = record.execution.is_running();
        if is_running {
            record.ended_at = None;
        } else {
            record.pending.clear();
            record.wake_at = None;
            record.ended_at.get_or_insert(now);
        }
        if record.pending.iter().any(|order| theirs.contains(&order.task)) {
            return;
        }
        // An express one is in hand from beginning to end, and begins anew if that hand is gone.
        let has_work = *has_more || !record.pending.is_empty() || record.kind == Kind::Express;
        let until = now.checked_add(LEASE).unwrap_or(now);
        let lease = LeaseRecord { holder: name.to_owned(), until };
        record.lease = (is_running && has_work).then_some(lease);
    }

    /// The change that keeps it.
    fn change(&self, said: &mut Said) -> Change {
        let mut writes = vec![EXECUTIONS.put(&self.record, self.row)];
        if self.record.kind == Kind::Standard {
            let events = std::mem::take(&mut said.events);
            writes.extend(history::records(&self.record.execution.id, events));
        }
        Change { messages: std::mem::take(&mut said.messages), ..Change::of(writes) }
    }
}

/// What a queue says to a message.
fn sent(task: u64, output: Value, later: bool) -> Signal {
    if later { Signal::Submitted { task, output } } else { Signal::Succeeded { task, output } }
}
