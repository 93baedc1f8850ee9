//! What the stored queue keeps: a record for each message, each group in flight and each queue.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Collection, Declared, Index, Key, Version, Write, never_changed};

use crate::port::DEDUPLICATION_WINDOW;

/// Every collection of this crate, for whoever opens the store. The relay also needs
/// [`store::LEASES`].
pub static COLLECTIONS: &[&dyn Declared] = &[&MESSAGES, &GROUPS, &QUEUES];

/// One record for each message. Its id holds the de-duplication id, so that a duplicate is an
/// insert that finds its place taken.
pub(super) static MESSAGES: Collection<MessageRecord> = Collection {
    name: "queue_messages",
    schema: 1,
    upgrade: never_changed,
    id: MessageRecord::id,
    expires: None,
    indexes: &[
        Index { name: "pending", key: MessageRecord::pending_key },
        Index { name: "dead", key: MessageRecord::dead_key },
        Index { name: "finished", key: MessageRecord::finished_key },
    ],
};

/// One record for each group that has messages in flight, or messages that were and failed. A
/// group at rest has none.
pub(super) static GROUPS: Collection<GroupRecord> = Collection {
    name: "queue_groups",
    schema: 1,
    upgrade: never_changed,
    id: |group| group_id(&group.queue, &group.group),
    expires: None,
    indexes: &[],
};

/// One record for each queue: the number of its last message. Every sender replaces it, so that
/// messages are numbered in the order their changes commit.
pub(super) static QUEUES: Collection<QueueRecord> = Collection {
    name: "queues",
    schema: 1,
    upgrade: never_changed,
    id: |queue| queue.name.clone(),
    expires: None,
    indexes: &[Index { name: "names", key: |queue| Some(Key::new(ALL, queue.name.clone())) }],
};

/// The partition of indexes that have only one.
pub(super) const ALL: &str = "all";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct MessageRecord {
    pub(super) queue: String,
    pub(super) deduplication_id: String,
    /// Set when the message was accepted while an older one with its de-duplication id, outside the
    /// window, was unfinished and kept the plain id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) again: Option<u64>,
    /// When a message with this de-duplication id was last accepted: the start of the window.
    pub(super) accepted_at: Timestamp,
    pub(super) state: State,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Pending(Content),
    Dead {
        content: Content,
        receives: u32,
    },
    /// Only its id matters now, until the window is over.
    Done,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) message_id: String,
    /// Its place in the queue.
    pub(super) sequence: u64,
    pub(super) group: String,
    pub(super) body: String,
    pub(super) sent_at: Timestamp,
}

impl MessageRecord {
    pub(super) fn id(&self) -> String {
        let id = message_id(&self.queue, &self.deduplication_id);
        // A de-duplication id has no space, so the two forms cannot be confused.
        self.again.map_or_else(|| id.clone(), |sequence| format!("{id} {}", padded(sequence)))
    }

    fn pending_key(&self) -> Option<Key> {
        let State::Pending(content) = &self.state else { return None };
        Some(Key::new(self.queue.clone(), place(&content.group, content.sequence)))
    }

    fn dead_key(&self) -> Option<Key> {
        let State::Dead { content, .. } = &self.state else { return None };
        Some(Key::new(self.queue.clone(), padded(content.sequence)))
    }

    fn finished_key(&self) -> Option<Key> {
        let over = self.accepted_at + DEDUPLICATION_WINDOW;
        (self.state == State::Done).then(|| Key::new(ALL, instant(over)))
    }

    /// The write that finishes the message, which has version `expected`. Its id stays until the
    /// window is over, unless another record watches over the window.
    pub(super) fn finish(&self, expected: Version) -> Write {
        if self.again.is_some() {
            return MESSAGES.delete(self.id(), expected);
        }
        MESSAGES.replace(&Self { state: State::Done, ..self.clone() }, expected)
    }
}

/// The id of a message, unless it was accepted again.
pub(super) fn message_id(queue: &str, deduplication_id: &str) -> String {
    format!("{queue}/{deduplication_id}")
}

/// A message's place in the pending index. Group names have no character below `!`, so the unit
/// separator keeps `a` and `ab` apart, each together.
pub(super) fn place(group: &str, sequence: u64) -> String {
    format!("{group}\u{1f}{}", padded(sequence))
}

/// The place after all messages of `group` and before those of the next group.
pub(super) fn beyond(group: &str) -> String {
    format!("{group}\u{20}")
}

/// Numbers whose texts sort as they do.
pub(super) fn padded(number: u64) -> String {
    format!("{number:020}")
}

/// An instant whose text sorts as it does: microseconds since 1970.
pub(super) fn instant(at: Timestamp) -> String {
    padded(u64::try_from(at.as_microsecond()).unwrap_or(0))
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct GroupRecord {
    pub(super) queue: String,
    pub(super) group: String,
    /// Names the last receive; the receipts it gave out hold it.
    pub(super) nonce: String,
    /// Messages that have been delivered and are not finished.
    pub(super) delivered: Vec<Delivered>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Delivered {
    pub(super) id: String,
    pub(super) receives: u32,
    /// Invisible until then, and its group with it.
    pub(super) until: Timestamp,
    /// Of the message's record, so that finishing it need not read it.
    pub(super) version: Version,
    /// Likewise.
    pub(super) accepted_at: Timestamp,
}

impl GroupRecord {
    /// Whether messages of the group are in flight.
    pub(super) fn is_held(&self, now: Timestamp) -> bool {
        self.delivered.iter().any(|message| message.until > now)
    }

    /// How often a message has been delivered.
    pub(super) fn receives(&self, id: &str) -> u32 {
        self.delivered.iter().find(|message| message.id == id).map_or(0, |found| found.receives)
    }

    /// The write that stores the record in place of version `before`, or removes it when nothing is
    /// left to remember; `None` when it neither is nor was there.
    pub(super) fn write(&self, before: Option<Version>) -> Option<Write> {
        if self.delivered.is_empty() {
            let id = group_id(&self.queue, &self.group);
            return before.map(|expected| GROUPS.delete(id, expected));
        }
        Some(GROUPS.put(self, before))
    }
}

impl Delivered {
    /// The record of this message of `queue`, finished.
    pub(super) fn finish(&self, queue: &str) -> Write {
        let name = &self.id[queue.len() + 1..];
        let (deduplication_id, again) = match name.split_once(' ') {
            Some((id, sequence)) => (id, sequence.parse().ok()),
            None => (name, None),
        };
        let record = MessageRecord {
            queue: queue.to_owned(),
            deduplication_id: deduplication_id.to_owned(),
            again,
            accepted_at: self.accepted_at,
            state: State::Done,
        };
        record.finish(self.version)
    }
}

/// The id of a group's record.
pub(super) fn group_id(queue: &str, group: &str) -> String {
    format!("{queue}/{group}")
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct QueueRecord {
    pub(super) name: String,
    pub(super) last_sequence: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messages_of_a_group_lie_together_in_the_pending_index() {
        let mut places = [place("a", 9), place("a", 10), beyond("a"), place("a!", 1), beyond("a!")];
        let sorted = places.clone();
        places.sort();
        assert_eq!(places, sorted);
        assert!(place("a!", u64::MAX) < place("ab", 1));
    }

    #[test]
    fn a_finished_message_is_rebuilt_from_what_its_group_remembers() {
        let accepted_at = Timestamp::UNIX_EPOCH;
        let done = |again| MessageRecord {
            queue: "orders".to_owned(),
            deduplication_id: "a/b".to_owned(),
            again,
            accepted_at,
            state: State::Done,
        };
        for record in [done(None), done(Some(7))] {
            let until = accepted_at;
            let delivered =
                Delivered { id: record.id(), receives: 1, until, version: 4, accepted_at };
            assert_eq!(delivered.finish("orders"), record.finish(4));
        }
    }
}
