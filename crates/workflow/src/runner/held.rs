//! An execution in hand: what signals make of it, and the change that keeps that.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use kernel::Timestamp;
use store::{Change, Outcome as Committed, Version as Row};

use super::drive::TRIES;
use super::engine::{Inner, LEASE};
use super::history;
use super::machines::{Kind, Version};
use super::records::{EXECUTIONS, ExecutionRecord, LeaseRecord};
use super::said::Said;
use super::service;
use crate::error::Error;
use crate::machine::{Action, Failed, Moment, Order, Signal, step};

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
        for tried in 0..TRIES {
            match self.tell_once(held, signals.clone()).await? {
                Told::Kept => return Ok(true),
                Told::Changed => return Ok(false),
                // Another one had what was decided here: it is decided anew, and not by all who
                // met at the same moment.
                Told::Overtaken => tokio::time::sleep(Self::pause(held, tried)).await,
            }
        }
        Err(Error::Busy(held.record.execution.id.clone()))
    }

    /// A few milliseconds, more with each try, and others for another execution.
    fn pause(held: &Held, tried: usize) -> Duration {
        let id = held.record.execution.id.bytes().map(u64::from).sum::<u64>();
        let tried = u64::try_from(tried).unwrap_or_default();
        Duration::from_micros(id.wrapping_mul(7_919) % 1_000 * (tried + 1))
    }

    async fn tell_once(&self, held: &mut Held, signals: Vec<Signal>) -> Result<Told, Error> {
        let mut next = held.clone();
        let mut said = self.step(&mut next, signals).await;
        if held.needs_no_commit(&next, &said, &self.name, self.clock.now()) {
            // What is stored still says until when it is leased.
            next.record.lease = held.record.lease.take();
            *held = next;
            return Ok(Told::Kept);
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
            said = self.step(&mut next, vec![Signal::GiveUp(failed)]).await;
            change = next.change(&mut said);
            committed = self.store.commit(change).await;
        }
        match committed? {
            Committed::Committed => {}
            Committed::Conflict { write: 0 } => return Ok(Told::Changed),
            Committed::Conflict { .. } => return Ok(Told::Overtaken),
        }
        said.committed();
        next.row = Some(held.row.unwrap_or(0) + 1);
        if let Some(at) = next.record.wakes_at() {
            self.alarm.tell(at);
        }
        *held = next;
        Ok(Told::Kept)
    }

    async fn step(&self, held: &mut Held, signals: Vec<Signal>) -> Said {
        let now = self.clock.now();
        let moment = Moment { now, secret: &self.secret };
        let mut said = Said::default();
        let mut signals = VecDeque::from(signals);
        let theirs = held.performed_elsewhere(&self.name, now);
        held.has_more = false;
        for order in std::mem::take(&mut held.record.pending) {
            if service::is_message(&order) {
                // It found no place in the commit before.
                signals.extend(self.begin_task(held, order, &mut said).await);
            } else {
                held.record.pending.push(order);
            }
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
                        signals.extend(self.begin_task(held, order, &mut said).await);
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

    /// A message, and the change of a task that can be decided, join the commit, and what comes of
    /// them are the next signals; everything else waits for whoever has the execution in hand.
    async fn begin_task(&self, held: &mut Held, order: Order, said: &mut Said) -> Vec<Signal> {
        let is_message = service::is_message(&order);
        if said.is_full() {
            held.has_more |= is_message;
            held.record.pending.push(order);
            return Vec::new();
        }
        let id = &held.record.execution.id;
        if is_message {
            return match service::message(id, &order, &*self.performer) {
                Ok((message, output)) => {
                    said.send(message);
                    service::sent(&order, output)
                }
                Err(failed) => vec![Signal::Failed { task: order.task, failed }],
            };
        }
        if let Ok(call) = service::call(id, &order, &*self.performer)
            && let Some(decided) = self.performer.decide(&call).await
            && let Some(performed) = said.decide(decided)
        {
            return service::signals(&order, performed);
        }
        held.record.pending.push(order);
        Vec::new()
    }
}

/// What became of a signal.
enum Told {
    /// It is kept, with all that came of it.
    Kept,
    /// The execution has changed meanwhile.
    Changed,
    /// Something else has changed that was relied on.
    Overtaken,
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
            && said.says_nothing()
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
        let mut change = Change::of(vec![EXECUTIONS.put(&self.record, self.row)]);
        if self.record.kind == Kind::Standard {
            let events = std::mem::take(&mut said.events);
            change.writes.extend(history::records(&self.record.execution.id, events));
        }
        said.join(&mut change);
        change
    }
}
