//! A shop for the tests of this context: the sample menu on a memory store under a fixed clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use kernel::{FixedClock, Page, Timestamp};
use store::{Change, Error, MemoryStore, Outcome, Query, Row, Store, Waiting};
use tokio::sync::watch;

use super::Products;
use crate::domain::samples;

pub(crate) struct Shop {
    pub(crate) products: Products,
    pub(crate) store: Arc<CountingStore>,
    pub(crate) clock: Arc<FixedClock>,
}

impl Shop {
    /// No locations yet.
    pub(crate) fn empty() -> Self {
        let clock = Arc::new(FixedClock::at(Timestamp::UNIX_EPOCH));
        Self::on(Arc::new(MemoryStore::new()), clock)
    }

    /// The sample location and its menu, with ten croissants.
    pub(crate) async fn with_menu() -> Self {
        let shop = Self::empty();
        let here = samples::location_id();
        shop.products.create_location(samples::location()).await.expect("new");
        shop.products.replace_menu(&here, None, samples::menu()).await.expect("a good menu");
        shop.products.set_level(&here, &samples::id("croissant"), 10).await.expect("counted");
        shop
    }

    /// The same database seen by another process.
    pub(crate) fn another_replica(&self) -> Self {
        Self::on(Arc::clone(&self.store.inner), Arc::clone(&self.clock))
    }

    fn on(inner: Arc<MemoryStore>, clock: Arc<FixedClock>) -> Self {
        let store = Arc::new(CountingStore { inner, reads: AtomicUsize::new(0) });
        let products = Products::new(Arc::clone(&store) as _, Arc::clone(&clock) as _);
        Self { products, store, clock }
    }

    /// The topics and bodies of what was said so far.
    pub(crate) async fn said(&self) -> Vec<Waiting> {
        self.store.outbox(1_000).await.expect("memory answers")
    }

    pub(crate) async fn croissants(&self) -> i64 {
        self.store.counter("stock/here/croissant").await.expect("memory answers")
    }
}

/// A memory store that counts reads of records.
pub(crate) struct CountingStore {
    inner: Arc<MemoryStore>,
    reads: AtomicUsize,
}

impl CountingStore {
    pub(crate) fn empty() -> Self {
        Self { inner: Arc::new(MemoryStore::new()), reads: AtomicUsize::new(0) }
    }

    pub(crate) fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Store for CountingStore {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        self.inner.commit(change).await
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        // Lets others come in between, as a real database does.
        tokio::task::yield_now().await;
        self.inner.get(collection, id).await
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.inner.get_many(collection, ids).await
    }

    async fn query(&self, query: Query) -> Result<Page<Row>, Error> {
        self.inner.query(query).await
    }

    async fn counter(&self, name: &str) -> Result<i64, Error> {
        // Others go on meanwhile, as beside a real database; a stream asks twice by itself.
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        self.inner.counter(name).await
    }

    async fn next(&self, counter: &str) -> Result<i64, Error> {
        self.inner.next(counter).await
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        self.inner.outbox(limit).await
    }

    fn said(&self) -> watch::Receiver<u64> {
        self.inner.said()
    }

    async fn ping(&self) -> Result<(), Error> {
        self.inner.ping().await
    }

    async fn close(&self) {
        self.inner.close().await;
    }
}
