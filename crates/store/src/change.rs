//! A decided change, as data: what to write under which conditions, and what to say if it commits.

use std::collections::HashSet;

use kernel::Timestamp;

use crate::collection::{Key, Version};
use crate::error::Error;

/// Most writes of one change. Source: `DynamoDB` takes 100 actions in one `TransactWriteItems`.
/// Messages that come to the outbox and those that leave it share them there, so all together stay
/// below.
pub const WRITES_MAX: usize = 100;
/// Most messages of one change; they count against [`WRITES_MAX`] too.
pub const MESSAGES_MAX: usize = 50;
/// Largest record, as JSON bytes. Source: a `DynamoDB` item may have 400 KB, keys and names
/// included.
const RECORD_BYTES_MAX: usize = 390_000;
/// Most bytes of all records and messages of one change. Source: `DynamoDB` takes 4 MB in one
/// `TransactWriteItems`, keys and names included.
const CHANGE_BYTES_MAX: usize = 3_900_000;
/// Largest message body. Source: SNS takes 256 KiB, of which its attributes have the rest.
const MESSAGE_BYTES_MAX: usize = 255 * 1024;
/// Longest id, partition or sort key, in bytes. Source: a `DynamoDB` sort key may have 1,024, and
/// holds our sort key, a NUL and the id.
const KEY_BYTES_MAX: usize = 511;

/// What has been decided: it commits whole or not at all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// What to write. No record and no counter may stand twice.
    pub writes: Vec<Write>,
    /// What to say, if and only if the change commits.
    pub messages: Vec<Outgoing>,
    /// Numbers of messages that have been sent and leave the outbox, if and only if the change
    /// commits. Those that are not there are passed over.
    pub sent: Vec<i64>,
}

/// One write with its condition. When a condition does not hold, nothing of the change happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// Stores a new record with version 1; the id must be free.
    Insert(Record),
    /// Stores a record in place of version `expected`; it gets `expected + 1`.
    Replace {
        /// The new content.
        record: Record,
        /// The version it must have now.
        expected: Version,
    },
    /// Removes a record that has version `expected`.
    Delete {
        /// The collection's name.
        collection: &'static str,
        /// The record.
        id: String,
        /// The version it must have now.
        expected: Version,
    },
    /// Adds `delta` to a counter (absent counts as 0), unless the result would be below `at_least`.
    Adjust {
        /// The counter's name.
        counter: String,
        /// What to add; negative takes away.
        delta: i64,
        /// The floor of the result; `None` for none.
        at_least: Option<i64>,
    },
    /// Writes nothing, but the change only commits if this holds at that moment.
    Require {
        /// The collection's name.
        collection: &'static str,
        /// The record.
        id: String,
        /// What must hold.
        expected: Expected,
    },
}

/// What [`Write::Require`] asks of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// It exists.
    Present,
    /// It does not exist.
    Absent,
    /// It has this version.
    Version(Version),
}

/// A record ready to be stored. Made by [`Collection`](crate::Collection), not by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The collection's name.
    pub collection: &'static str,
    /// The record's id.
    pub id: String,
    /// The schema number of `body`.
    pub schema: u32,
    /// The record as JSON.
    pub body: String,
    /// From when on it may be forgotten.
    pub expires: Option<Timestamp>,
    /// One entry for each declared index, in their order; `None` keeps the record out of that
    /// index.
    pub keys: Vec<Option<Key>>,
}

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To every queue that has subscribed to the topic.
    Topic(String),
    /// To one queue.
    Queue(String),
}

/// A message that leaves if the change commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Where it goes.
    pub to: Destination,
    /// Messages of one group are delivered in the order they were committed, one after another.
    pub group: String,
    /// A second message with this id within five minutes is dropped by the queue.
    pub deduplication_id: String,
    /// The message as JSON.
    pub body: String,
}

impl Change {
    /// A change of these writes that says nothing.
    pub fn of(writes: Vec<Write>) -> Self {
        Self { writes, ..Self::default() }
    }

    /// Adds a write.
    #[must_use]
    pub fn and(mut self, write: Write) -> Self {
        self.writes.push(write);
        self
    }

    /// Adds a message.
    #[must_use]
    pub fn saying(mut self, message: Outgoing) -> Self {
        self.messages.push(message);
        self
    }

    /// Checks what every store asks of a change; each adapter calls it first.
    ///
    /// # Errors
    /// [`Error::BadChange`] or [`Error::TooLarge`].
    pub fn check(&self) -> Result<(), Error> {
        let count = self.writes.len() + self.messages.len() + self.sent.len();
        if count > WRITES_MAX {
            return bad(format!("{count} writes and messages, more than {WRITES_MAX}"));
        }
        if self.messages.len() > MESSAGES_MAX {
            return bad(format!("{} messages, more than {MESSAGES_MAX}", self.messages.len()));
        }
        let bytes = self.writes.iter().map(Write::bytes).sum::<usize>()
            + self.messages.iter().map(|message| message.body.len()).sum::<usize>();
        if bytes > CHANGE_BYTES_MAX {
            return bad(format!("{bytes} bytes, more than {CHANGE_BYTES_MAX}"));
        }
        let mut seen = HashSet::with_capacity(self.writes.len());
        for write in &self.writes {
            write.check()?;
            if !seen.insert(write.target()) {
                let (collection, id) = write.target();
                return bad(format!("{collection}/{id} stands in it twice"));
            }
        }
        self.messages.iter().try_for_each(Outgoing::check)
    }
}

impl Write {
    /// The record or counter this write is about; counters have no collection.
    pub fn target(&self) -> (&'static str, &str) {
        match self {
            Self::Insert(record) | Self::Replace { record, .. } => (record.collection, &record.id),
            Self::Delete { collection, id, .. } | Self::Require { collection, id, .. } => {
                (collection, id)
            }
            Self::Adjust { counter, .. } => ("", counter),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Insert(record) | Self::Replace { record, .. } => record.body.len(),
            Self::Delete { .. } | Self::Adjust { .. } | Self::Require { .. } => 0,
        }
    }

    fn check(&self) -> Result<(), Error> {
        check_key("id", self.target().1)?;
        if let Self::Insert(record) | Self::Replace { record, .. } = self {
            if record.body.len() > RECORD_BYTES_MAX {
                return Err(Error::TooLarge {
                    collection: record.collection,
                    id: record.id.clone(),
                    bytes: record.body.len(),
                    max: RECORD_BYTES_MAX,
                });
            }
            for key in record.keys.iter().flatten() {
                check_key("partition", &key.partition)?;
                check_key("sort key", &key.sort)?;
            }
        }
        Ok(())
    }
}

impl Outgoing {
    /// Checks what every store and queue asks of a message.
    ///
    /// # Errors
    /// [`Error::BadChange`].
    pub fn check(&self) -> Result<(), Error> {
        if self.body.len() > MESSAGE_BYTES_MAX {
            return bad(format!("a message of {} bytes", self.body.len()));
        }
        // SQS takes 1 to 128 visible ASCII characters for the first two, and 80 for a name.
        let (Destination::Topic(name) | Destination::Queue(name)) = &self.to;
        let texts = [
            ("group", &self.group, 128),
            ("deduplication id", &self.deduplication_id, 128),
            ("destination", name, 80),
        ];
        for (what, text, most) in texts {
            let readable = text.bytes().all(|byte| byte.is_ascii_graphic());
            if !(1..=most).contains(&text.len()) || !readable {
                let text = text.escape_debug();
                return bad(format!("the {what} \"{text}\" is not 1 to {most} visible characters"));
            }
        }
        Ok(())
    }
}

/// What every store can hold as a key: 1 to 511 bytes without NUL, and without the last character
/// there is, which stands behind all keys with a prefix.
pub(crate) fn is_key(text: &str) -> bool {
    !text.is_empty() && text.len() <= KEY_BYTES_MAX && !text.contains(['\0', char::MAX])
}

fn check_key(what: &str, key: &str) -> Result<(), Error> {
    if !is_key(key) {
        let key = key.escape_debug();
        return bad(format!("the {what} \"{key}\" is empty, too long, or has NUL or U+10FFFF"));
    }
    Ok(())
}

fn bad(why: String) -> Result<(), Error> {
    Err(Error::BadChange(why))
}
