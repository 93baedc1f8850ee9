//! Sending: one commit for each chunk, which numbers the messages and drops the duplicates.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kernel::Timestamp;
use store::{Change, Outcome, Version, Versioned, Write};

use super::queue::{ATTEMPTS_MAX, StoredQueue};
use super::records::{
    Content, MESSAGES, MessageRecord, QUEUES, QueueRecord, State, message_id, padded,
};
use crate::error::Error;
use crate::port::{DEDUPLICATION_WINDOW, Message};

/// Most messages of one commit: each takes up to two writes, the queue's own record one.
pub(super) const CHUNK: usize = (store::WRITES_MAX - 1) / 2;

/// The end of a queue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail {
    /// The number of the last message.
    pub(super) last: u64,
    /// The version of the queue's record; `None` while there is none.
    version: Option<Version>,
}

/// Messages that stand where new ones want to, by de-duplication id.
type Known = HashMap<String, Versioned<MessageRecord>>;

impl StoredQueue {
    /// Sends up to [`CHUNK`] messages whole, and takes out of the outbox as many of those numbers
    /// as the commit has room for. Nobody is known to be a duplicate until an insert finds its
    /// place taken: the usual case is one commit and no read.
    pub(super) async fn append(
        &self,
        queue: &str,
        messages: &[Message],
        outbox: &mut Vec<i64>,
    ) -> Result<(), Error> {
        let tail = self.tail_of(queue);
        let mut tail = tail.lock().await;
        let mut known = Known::new();
        for _ in 0..ATTEMPTS_MAX {
            let end = self.end(queue, &mut tail).await?;
            let (last, writes) = plan(queue, messages, &known, end.last, self.clock.now());
            if writes.is_empty() {
                return Ok(());
            }
            let room = store::WRITES_MAX.saturating_sub(writes.len() + 1).min(outbox.len());
            let change = Change { sent: outbox[..room].to_vec(), ..Change::of(writes) };
            match self.commit_end(queue, &mut tail, end, last, change).await? {
                Outcome::Committed => {
                    outbox.drain(..room);
                    return Ok(());
                }
                Outcome::Conflict { write: 0 } => {}
                Outcome::Conflict { .. } => known = self.known(queue, messages).await?,
            }
        }
        Err(Error::Busy)
    }

    /// The lock and the memory of a queue's end.
    pub(super) fn tail_of(&self, queue: &str) -> Arc<tokio::sync::Mutex<Option<Tail>>> {
        self.local(queue, |local| Arc::clone(&local.tail))
    }

    /// The queue's end, as remembered or as it is now.
    pub(super) async fn end(&self, queue: &str, tail: &mut Option<Tail>) -> Result<Tail, Error> {
        if let Some(remembered) = *tail {
            return Ok(remembered);
        }
        let found = QUEUES.get(&*self.store, queue).await?;
        let end = found.map_or(Tail { last: 0, version: None }, |found| Tail {
            last: found.record.last_sequence,
            version: Some(found.version),
        });
        *tail = Some(end);
        Ok(end)
    }

    /// Commits `change` and the queue's new end, in place 0. Because every sender replaces that
    /// record, numbers grow in the order of commits, whatever the clocks say.
    pub(super) async fn commit_end(
        &self,
        queue: &str,
        tail: &mut Option<Tail>,
        end: Tail,
        last: u64,
        mut change: Change,
    ) -> Result<Outcome, Error> {
        let record = QueueRecord { name: queue.to_owned(), last_sequence: last };
        change.writes.insert(0, QUEUES.put(&record, end.version));
        // Whatever goes wrong now, the next sender looks for itself.
        *tail = None;
        let outcome = self.store.commit(change).await?;
        match outcome {
            Outcome::Committed => {
                *tail = Some(Tail { last, version: Some(end.version.unwrap_or(0) + 1) });
                self.arrived(queue);
            }
            Outcome::Conflict { write: 0 } => {}
            // The first write that could not be was another one, so the end is as remembered.
            Outcome::Conflict { .. } => *tail = Some(end),
        }
        Ok(outcome)
    }

    async fn known(&self, queue: &str, messages: &[Message]) -> Result<Known, Error> {
        let ids: Vec<_> =
            messages.iter().map(|message| message_id(queue, &message.deduplication_id)).collect();
        let found = MESSAGES.get_many(&*self.store, &ids).await?;
        let named =
            |found: Versioned<MessageRecord>| (found.record.deduplication_id.clone(), found);
        Ok(found.into_iter().flatten().map(named).collect())
    }
}

/// The number of the last message and what to write, given what is known to be there already.
fn plan(
    queue: &str,
    messages: &[Message],
    known: &Known,
    mut last: u64,
    now: Timestamp,
) -> (u64, Vec<Write>) {
    let mut writes = Vec::with_capacity(messages.len() + 1);
    let mut seen = HashSet::new();
    for message in messages {
        let before = known.get(&message.deduplication_id);
        let is_duplicate = !seen.insert(&message.deduplication_id)
            || before.is_some_and(|before| now < before.record.accepted_at + DEDUPLICATION_WINDOW);
        if is_duplicate {
            continue;
        }
        last += 1;
        let record = MessageRecord {
            queue: queue.to_owned(),
            deduplication_id: message.deduplication_id.clone(),
            again: None,
            accepted_at: now,
            state: State::Pending(Content {
                message_id: padded(last),
                sequence: last,
                group: message.group.clone(),
                body: message.body.clone(),
                sent_at: now,
            }),
        };
        match before {
            // The older message keeps its id, because receipts name it, and watches the window.
            Some(Versioned { record: older, version }) if older.state != State::Done => {
                let older = MessageRecord { accepted_at: now, ..older.clone() };
                writes.push(MESSAGES.replace(&older, *version));
                writes.push(MESSAGES.insert(&MessageRecord { again: Some(last), ..record }));
            }
            before => writes.push(MESSAGES.put(&record, before.map(|done| done.version))),
        }
    }
    (last, writes)
}
