//! The port: what a database must do for us. Its meaning is the conformance suite in
//! `tests/conformance`; an adapter is done when its line there passes.

use std::ops::{Bound, RangeBounds};

use async_trait::async_trait;
use kernel::{Cursor, Page};
use tokio::sync::watch;

use crate::change::{Change, Destination, WRITES_MAX};
use crate::collection::{Key, Version};
use crate::error::Error;

/// A database that commits changes whole.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Commits the change whole, durably, or not at all.
    ///
    /// When it returns [`Outcome::Committed`] the change survives a power cut. When it returns an
    /// error, whether it took effect is unknown (so a change that only adjusts counters should
    /// carry an insert that tells a repetition), unless the error is [`Error::BadChange`] or
    /// [`Error::TooLarge`], which mean that nothing was written.
    async fn commit(&self, change: Change) -> Result<Outcome, Error>;

    /// Reads one record as it is now: strongly consistent.
    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error>;

    /// Reads some records as they are now, each in the place its id has; at most 100.
    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error>;

    /// Reads a page of an index. It may lag behind commits, so no rule may depend on it.
    async fn query(&self, query: Query) -> Result<Page<Row>, Error>;

    /// Reads a counter as it is now; one never adjusted is 0.
    async fn counter(&self, name: &str) -> Result<i64, Error>;

    /// Adds one to a counter and returns the result: numbers that never repeat, though a caller
    /// that dies leaves a gap.
    async fn next(&self, counter: &str) -> Result<i64, Error>;

    /// The oldest messages not yet sent, by their numbers: within a group in the order they were
    /// committed and without a gap, across groups about so.
    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error>;

    /// Forgets messages that have been sent: changes of [`Change::sent`] alone.
    async fn sent(&self, sequences: &[i64]) -> Result<(), Error> {
        for sent in sequences.chunks(WRITES_MAX) {
            // Without a condition, nothing can stand in its way.
            let _ = self.commit(Change { sent: sent.to_vec(), ..Change::default() }).await?;
        }
        Ok(())
    }

    /// Changes whenever a commit put messages into the outbox, here or (where the database tells)
    /// elsewhere. A hint to look again, never a promise: whoever waits on it also looks from time
    /// to time.
    fn said(&self) -> watch::Receiver<u64>;

    /// Asks the database for a sign of life, for readiness probes.
    async fn ping(&self) -> Result<(), Error>;

    /// Finishes what is under way and closes. Later calls fail with [`Error::Unavailable`].
    async fn close(&self);
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// It is durable.
    Committed,
    /// Nothing happened: the condition of the write at this place did not hold.
    Conflict {
        /// Index into [`Change::writes`] of the first write that could not be.
        write: usize,
    },
}

impl Outcome {
    /// Turns a conflict into the error that fits the caller.
    ///
    /// # Errors
    /// What `error` makes of the place of the write.
    pub fn or_else<E>(self, error: impl FnOnce(usize) -> E) -> Result<(), E> {
        match self {
            Self::Committed => Ok(()),
            Self::Conflict { write } => Err(error(write)),
        }
    }
}

/// A record as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its version: 1 when inserted, one more at each replacement.
    pub version: Version,
    /// The schema number its body was written with.
    pub schema: u32,
    /// The record as JSON.
    pub body: String,
}

/// A message in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its number; later commits of its group have larger ones.
    pub sequence: i64,
    /// Where it goes.
    pub to: Destination,
    /// Its group.
    pub group: String,
    /// Its de-duplication id.
    pub deduplication_id: String,
    /// The message as JSON.
    pub body: String,
}

/// Which way an index is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Smallest sort key first.
    #[default]
    Ascending,
    /// Largest sort key first.
    Descending,
}

/// A question to one index. Keys compare byte by byte; equal sort keys follow their ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The collection's name.
    pub collection: &'static str,
    /// The index, as its place in the declaration.
    pub index: usize,
    /// Which partition.
    pub partition: String,
    /// Lower end of the sort keys.
    pub from: Bound<String>,
    /// Upper end of the sort keys.
    pub to: Bound<String>,
    /// Which way.
    pub order: Order,
    /// How many rows at most, 1 to 1,000.
    pub limit: usize,
    /// Where the page before ended.
    pub after: Option<Cursor>,
}

impl Query {
    /// Cuts `limit + 1` rows down to a page. `rows` come with their sort keys.
    pub(crate) fn page(&self, mut rows: Vec<(String, Row)>) -> Page<Row> {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let last = rows.last().filter(|_| more);
        let next = last.map(|(sort, row)| Cursor { sort: sort.clone(), id: row.id.clone() });
        Page { items: rows.into_iter().map(|(_, row)| row).collect(), next }
    }

    /// Whether `key` lies in the asked partition and range.
    pub(crate) fn covers(&self, key: &Key) -> bool {
        key.partition == self.partition
            && RangeBounds::<String>::contains(&(self.from.as_ref(), self.to.as_ref()), &key.sort)
    }
}
