//! A store whose process dies at a chosen call.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use kernel::Page;
use store::{Change, Error, Outcome, Query, Row, Store, Waiting};
use tokio::sync::watch;

/// Writes work until their number is used up; the last one is answered with an error, before or
/// after it took effect. Afterwards nothing works.
pub(crate) struct Flaky {
    store: Arc<dyn Store>,
    left: AtomicUsize,
    dies_after: bool,
}

impl Flaky {
    /// `left` writes work. The next one takes effect if it `dies_after`; its caller never knows.
    pub(crate) fn new(store: &Arc<dyn Store>, left: usize, dies_after: bool) -> Arc<Self> {
        Arc::new(Self { store: Arc::clone(store), left: AtomicUsize::new(left), dies_after })
    }

    /// Whether the chosen call was never reached.
    pub(crate) fn is_alive(&self) -> bool {
        self.left.load(Ordering::SeqCst) != usize::MAX
    }

    fn alive(&self) -> Result<(), Error> {
        if self.is_alive() { Ok(()) } else { Err(died()) }
    }

    /// Whether this write is the last.
    fn dies_now(&self) -> bool {
        self.left.fetch_sub(1, Ordering::SeqCst) == 0
    }
}

fn died() -> Error {
    Error::unavailable("the process died")
}

#[async_trait]
impl Store for Flaky {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        self.alive()?;
        if self.dies_now() {
            if self.dies_after {
                let _ = self.store.commit(change).await?;
            }
            return Err(died());
        }
        self.store.commit(change).await
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
