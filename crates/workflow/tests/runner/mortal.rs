//! A store whose process dies at a chosen commit; it also counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use kernel::Page;
use store::{Change, Error, Outcome, Query, Row, Store, Waiting, Write};
use tokio::sync::watch;

/// When a process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dies {
    Never,
    /// At this commit, which takes no effect.
    Before(usize),
    /// At this commit, which takes effect; its caller never knows.
    After(usize),
}

/// What one process sees of the store. Once it has died nothing works.
pub(crate) struct Mortal {
    store: Arc<dyn Store>,
    dies: Dies,
    commits: AtomicUsize,
    largest: AtomicUsize,
    dead: AtomicBool,
}

impl Mortal {
    pub(crate) fn new(store: &Arc<dyn Store>, dies: Dies) -> Arc<Self> {
        let (commits, largest) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Arc::new(Self {
            store: Arc::clone(store),
            dies,
            commits,
            largest,
            dead: AtomicBool::new(false),
        })
    }

    pub(crate) fn is_alive(&self) -> bool {
        !self.dead.load(Ordering::SeqCst)
    }

    /// It dies now.
    pub(crate) fn kill(&self) {
        self.dead.store(true, Ordering::SeqCst);
    }

    /// How many commits were tried.
    pub(crate) fn commits(&self) -> usize {
        self.commits.load(Ordering::SeqCst)
    }

    /// The bytes of the records of the largest commit.
    pub(crate) fn largest(&self) -> usize {
        self.largest.load(Ordering::SeqCst)
    }

    fn alive(&self) -> Result<(), Error> {
        if self.is_alive() { Ok(()) } else { Err(Error::unavailable("the process died")) }
    }
}

fn bytes(change: &Change) -> usize {
    let of = |write: &Write| match write {
        Write::Insert(record) | Write::Replace { record, .. } => record.body.len(),
        _ => 0,
    };
    change.writes.iter().map(of).sum()
}

#[async_trait]
impl Store for Mortal {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        self.alive()?;
        let number = self.commits.fetch_add(1, Ordering::SeqCst);
        self.largest.fetch_max(bytes(&change), Ordering::SeqCst);
        if self.dies == Dies::Before(number) || self.dies == Dies::After(number) {
            self.kill();
        }
        if self.dies == Dies::Before(number) {
            self.alive()?;
        }
        let outcome = self.store.commit(change).await;
        self.alive()?;
        outcome
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        self.alive()?;
        self.store.get(collection, id).await
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        self.alive()?;
        self.store.get_many(collection, ids).await
    }

    async fn query(&self, query: Query) -> Result<Page<Row>, Error> {
        self.alive()?;
        self.store.query(query).await
    }

    async fn counter(&self, name: &str) -> Result<i64, Error> {
        self.alive()?;
        self.store.counter(name).await
    }

    async fn next(&self, counter: &str) -> Result<i64, Error> {
        self.alive()?;
        self.store.next(counter).await
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        self.alive()?;
        self.store.outbox(limit).await
    }

    fn said(&self) -> watch::Receiver<u64> {
        self.store.said()
    }

    async fn ping(&self) -> Result<(), Error> {
        self.alive()?;
        self.store.ping().await
    }

    async fn close(&self) {}
}
