//! The store a case is run on, and the run itself.

use std::any::Any;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use store::{Change, Declared, Outcome, Select, Store, Waiting, Write};
use tokio::task::JoinSet;

use crate::collections::{COLLECTIONS, Ticket, ids};

/// Longer than any case takes on a busy machine; a case that needs more is stuck.
const STUCK_AFTER: Duration = Duration::from_mins(4);

/// Where the data of one test is: nothing is in it at first, and nothing of it stays behind.
#[async_trait]
pub(crate) trait Home: Send + Sync {
    /// Opens a store on it; more than once for adapters that are durable or shared.
    async fn open(&self, collections: &[&'static dyn Declared]) -> Arc<dyn Store>;

    /// Waits until queries see everything committed so far.
    async fn settle(&self) {}

    /// Removes the data.
    async fn clear(&self) {}

    /// Random histories are long, so a run plays one in so many of the usual 256 (or of
    /// `PROPTEST_CASES`).
    fn one_history_in(&self) -> u32 {
        4
    }
}

/// The store under test: opened once, or, to stand for several processes, several times.
pub(crate) struct Subject {
    home: Arc<dyn Home>,
    stores: Vec<Arc<dyn Store>>,
}

type Panic = Box<dyn Any + Send>;

/// Runs a case on `stores` stores that share an empty home.
pub(crate) async fn check<C, F>(home: Arc<dyn Home>, stores: usize, case: C)
where
    C: FnOnce(Subject) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    if let Err(panic) = verdict(home, stores, case).await {
        resume_unwind(panic);
    }
}

/// Runs a case and returns how it panicked, if it did.
pub(crate) async fn verdict<C, F>(home: Arc<dyn Home>, stores: usize, case: C) -> Result<(), Panic>
where
    C: FnOnce(Subject) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let opened = caught(open(Arc::clone(&home), stores)).await;
    let ended = match &opened {
        Err(_) => Ok(()),
        Ok(stores) => {
            let subject = Subject { home: Arc::clone(&home), stores: stores.clone() };
            caught(tokio::time::timeout(STUCK_AFTER, case(subject))).await.map(|in_time| {
                in_time.expect("a case that takes so long is stuck");
            })
        }
    };
    for store in opened.iter().flatten() {
        store.close().await;
    }
    home.clear().await;
    opened.and(ended)
}

async fn open(home: Arc<dyn Home>, stores: usize) -> Vec<Arc<dyn Store>> {
    let mut opened = Vec::new();
    for _ in 0..stores {
        opened.push(home.open(COLLECTIONS).await);
    }
    opened
}

/// Does the work in a task of its own, and returns how it panicked, if it did.
async fn caught<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, Panic> {
    let mut task = JoinSet::new();
    task.spawn(work);
    let ended = task.join_next().await.expect("a task was started");
    ended.map_err(tokio::task::JoinError::into_panic)
}

impl Subject {
    pub(crate) fn store(&self) -> &dyn Store {
        &*self.stores[0]
    }

    /// The store that caller number `n` uses.
    pub(crate) fn store_of(&self, n: usize) -> Arc<dyn Store> {
        Arc::clone(&self.stores[n % self.stores.len()])
    }

    /// Closes the store and opens it again, as after a restart.
    pub(crate) async fn reopen(&mut self) {
        self.reopen_with(COLLECTIONS).await;
    }

    /// Closes the store and opens it as a program would that declares other collections.
    pub(crate) async fn reopen_with(&mut self, collections: &[&'static dyn Declared]) {
        for store in self.stores.drain(..) {
            store.close().await;
        }
        self.stores.push(self.home.open(collections).await);
    }

    pub(crate) fn one_history_in(&self) -> u32 {
        self.home.one_history_in()
    }

    /// So many where the store is quick; a sixteenth, and at least three, where a stand-in answers
    /// some hundred calls a second.
    pub(crate) fn fewer(&self, usual: usize) -> usize {
        if self.home.one_history_in() < 16 { usual } else { (usual / 16).max(3) }
    }

    /// Waits until queries see everything committed so far.
    pub(crate) async fn settle(&self) {
        self.home.settle().await;
    }

    /// Commits what must be possible.
    pub(crate) async fn commit(&self, change: impl Into<Decided>) {
        let Decided(change) = change.into();
        let outcome = self.store().commit(change).await.expect("the store answers");
        assert_eq!(outcome, Outcome::Committed);
    }

    /// Commits what must not be possible and returns the write that is named.
    pub(crate) async fn conflict(&self, change: impl Into<Decided>) -> usize {
        let Decided(change) = change.into();
        match self.store().commit(change).await.expect("the store answers") {
            Outcome::Committed => panic!("a condition that does not hold was passed over"),
            Outcome::Conflict { write } => write,
        }
    }

    /// Asks an index of the tickets and returns their ids.
    pub(crate) async fn ids(&self, select: Select<'_, Ticket>) -> Vec<String> {
        self.settle().await;
        ids(&select.page(self.store()).await.expect("the store answers"))
    }

    pub(crate) async fn counter(&self, name: &str) -> i64 {
        self.store().counter(name).await.expect("the store answers")
    }

    /// All messages that wait.
    pub(crate) async fn waiting(&self) -> Vec<Waiting> {
        self.store().outbox(10_000).await.expect("the store answers")
    }

    /// The bodies of the messages that wait, as the text in them.
    pub(crate) async fn said(&self) -> Vec<String> {
        let text = |message: &Waiting| serde_json::from_str(&message.body).expect("JSON text");
        self.waiting().await.iter().map(text).collect()
    }
}

/// What a case asks to commit: a change, or only its writes.
pub(crate) struct Decided(Change);

impl From<Change> for Decided {
    fn from(change: Change) -> Self {
        Self(change)
    }
}

impl From<Vec<Write>> for Decided {
    fn from(writes: Vec<Write>) -> Self {
        Self(Change::of(writes))
    }
}

impl From<Write> for Decided {
    fn from(write: Write) -> Self {
        Self(Change::of(vec![write]))
    }
}
