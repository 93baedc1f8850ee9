//! The port, answered from memory.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use kernel::Page;
use tokio::sync::watch;

use super::state::State;
use crate::change::Change;
use crate::error::Error;
use crate::port::{Outcome, Query, Row, Store, Waiting};

/// Records in memory, gone with the process.
pub struct MemoryStore {
    state: Mutex<State>,
    said: watch::Sender<u64>,
    closed: AtomicBool,
}

impl MemoryStore {
    /// An empty store whose queries see every commit.
    pub fn new() -> Self {
        Self::lagging(0)
    }

    /// An empty store whose queries do not see the last `commits` commits, as a `DynamoDB` index
    /// may not. `get` still does.
    pub fn lagging(commits: usize) -> Self {
        Self {
            state: Mutex::new(State::lagging(commits)),
            said: watch::Sender::new(0),
            closed: AtomicBool::new(false),
        }
    }

    /// Lets queries see everything committed so far.
    pub fn catch_up(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).catch_up();
    }

    fn state(&self) -> Result<MutexGuard<'_, State>, Error> {
        if self.closed.load(Ordering::Acquire) {
            return Err(Error::unavailable("it has been closed"));
        }
        Ok(self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        change.check()?;
        let speaks = !change.messages.is_empty();
        let outcome = self.state()?.commit(change);
        if speaks && outcome == Outcome::Committed {
            self.said.send_modify(|count| *count += 1);
        }
        Ok(outcome)
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        Ok(self.state()?.get(collection, id))
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        let state = self.state()?;
        Ok(ids.iter().map(|id| state.get(collection, id)).collect())
    }

    async fn query(&self, query: Query) -> Result<Page<Row>, Error> {
        Ok(self.state()?.query(&query))
    }

    async fn counter(&self, name: &str) -> Result<i64, Error> {
        Ok(self.state()?.counter(name))
    }

    async fn next(&self, counter: &str) -> Result<i64, Error> {
        Ok(self.state()?.next(counter))
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        Ok(self.state()?.outbox(limit))
    }

    fn said(&self) -> watch::Receiver<u64> {
        self.said.subscribe()
    }

    async fn ping(&self) -> Result<(), Error> {
        self.state().map(|_| ())
    }

    async fn close(&self) {
        self.closed.store(true, Ordering::Release);
    }
}
