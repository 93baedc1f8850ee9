//! An execution in hand: what signals make of it, and the change that keeps that.

use std::collections::VecDeque;
use std::sync::Arc;

use kernel::Timestamp;
use serde_json::Value;
use store::{Change, Outcome as Committed, Outgoing, Version as Row, Write};

use super::engine::{Inner, LEASE};
use super::machines::{EXPRESS_SECONDS_MAX, Kind, Version};
use super::performer::Performer;
use super::records::{EXECUTIONS, ExecutionRecord, HISTORY, HistoryRecord, LeaseRecord};
use super::service::{self, Service};
use crate::error::Error;
use crate::machine::{Action, Event, Failed, Moment, Order, Signal, step};

/// Most messages that leave with one commit; more follow with the next.
const MESSAGES: usize = 40;
/// An event whose input or output is longer than this tells only the beginning. Source: ours; a
/// record of the store holds one such event at least.
const DETAIL_BYTES_MAX: usize = 100_000;
/// Most bytes of events that are stored in one record.
const HISTORY_BYTES_MAX: usize = 250_000;

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
    events: Vec<Event>,
    messages: Vec<Outgoing>,
}

impl Inner {
    /// Reads an execution.
    pub(super) async fn hold(&self, id: &str) -> Result<Held, Error> {
        let found = EXECUTIONS.get(&*self.store, id).await?;
        let found = found.ok_or_else(|| Error::NoSuchExecution(id.to_owned()))?;
        let record = found.record;
        let machine = &record.execution.machine;
        let version = self.machines.version(machine, &record.definition, &*self.store).await?;
        Ok(Held { record, row: Some(found.version), version, has_more: false })
    }

    /// Tells an execution what has happened and commits what comes of it. `false` if it has changed
    /// meanwhile: nothing was done.
    ///
    /// If there is something to perform then, it is leased to this worker.
    pub(super) async fn tell(&self, held: &mut Held, signals: Vec<Signal>) -> Result<bool, Error> {
        let mut next = held.clone();
        let mut said = self.step(&mut next, signals);
        if next.needs_no_commit(&said) {
            *held = next;
            return Ok(true);
        }
        let mut change = next.change(&mut said);
        let mut committed = self.store.commit(change).await;
        if let Err(store::Error::TooLarge { bytes, .. }) = committed {
            // It has grown beyond what can be stored: that is how it ends.
            let failed = Failed {
                error: Some("States.DataLimitExceeded".to_owned()),
                cause: Some(format!("The execution holds {bytes} bytes of data, more than fit.")),
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
            said.events.extend(step.events);
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
        held.keep_in_hand(&self.name, now);
        said
    }
}

impl Held {
    /// Whether nothing is lost if only this worker knows of it.
    fn needs_no_commit(&self, said: &Said) -> bool {
        self.record.kind == Kind::Express
            && self.row.is_some()
            && self.record.execution.is_running()
            && said.messages.is_empty()
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
        if said.messages.len() >= MESSAGES {
            self.record.pending.push(order);
            self.has_more = true;
            return None;
        }
        let task = order.task;
        match service::message(&self.record.execution.id, &order, performer) {
            Ok((message, output)) => {
                said.messages.push(message);
                Some(sent(task, output, later))
            }
            Err(failed) => Some(Signal::Failed { task, failed }),
        }
    }

    /// Leases the execution to this worker as long as there is something to do.
    fn keep_in_hand(&mut self, name: &str, now: Timestamp) {
        let Self { record, has_more, .. } = self;
        let is_running = record.execution.is_running();
        if is_running {
            record.ended_at = None;
        } else {
            record.pending.clear();
            record.wake_at = None;
            record.ended_at.get_or_insert(now);
        }
        let has_work = is_running && (*has_more || !record.pending.is_empty());
        let until = now.checked_add(LEASE).unwrap_or(now);
        record.lease = has_work.then(|| LeaseRecord { holder: name.to_owned(), until });
        if is_running && record.kind == Kind::Express {
            // It is in hand from beginning to end, and begins anew if that hand is gone.
            record.lease = Some(LeaseRecord { holder: name.to_owned(), until });
            let limit = std::time::Duration::from_secs(EXPRESS_SECONDS_MAX);
            let end = record.started_at.checked_add(limit).ok();
            record.wake_at = record.wake_at.into_iter().chain(end).min();
        }
    }

    /// The change that keeps it.
    fn change(&self, said: &mut Said) -> Change {
        let mut writes = vec![EXECUTIONS.put(&self.record, self.row)];
        if self.record.kind == Kind::Standard {
            writes.extend(history(&self.record.execution.id, std::mem::take(&mut said.events)));
        }
        Change { messages: std::mem::take(&mut said.messages), ..Change::of(writes) }
    }
}

/// What a queue says to a message.
fn sent(task: u64, output: Value, later: bool) -> Signal {
    if later { Signal::Submitted { task, output } } else { Signal::Succeeded { task, output } }
}

/// The records of some events, each small enough for the store.
fn history(execution: &str, events: Vec<Event>) -> Vec<Write> {
    let mut records: Vec<HistoryRecord> = Vec::new();
    let mut room = 0;
    for mut event in events {
        let bytes = event.shorten(DETAIL_BYTES_MAX);
        match records.last_mut() {
            Some(record) if bytes <= room => {
                room -= bytes;
                record.events.push(event);
            }
            _ => {
                room = HISTORY_BYTES_MAX.saturating_sub(bytes);
                let execution = execution.to_owned();
                records.push(HistoryRecord { execution, events: vec![event] });
            }
        }
    }
    records.iter().map(|record| HISTORY.insert(record)).collect()
}
