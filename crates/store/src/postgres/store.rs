//! The port, answered by a few writers and a pool of readers.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::Page;
use tokio::sync::watch;

use super::listener::{Bell, Listener};
use super::plan::Work;
use super::read::Readers;
use super::statements::Tables;

use super::writer::{Answer, Writers};
use super::{connect, schema};
use crate::change::Change;
use crate::collection::Declared;
use crate::error::Error;
use crate::port::{Outcome, Query, Row, Store, Waiting};

/// Records in a `PostgreSQL` database (13 or newer), in the first schema of the search path.
pub struct PostgresStore {
    tables: Arc<Tables>,
    readers: Readers,
    writers: Writers,
    listener: Listener,
    bell: Bell,
}

impl PostgresStore {
    /// Opens the database at `url`, creating and extending the tables of `collections`; at most
    /// `readers` connections read at the same time. Several processes may open it at once.
    ///
    /// # Errors
    /// [`Error::Refused`] with a sentence that says what to do; it never repeats the password.
    pub async fn open(
        url: &str,
        readers: usize,
        collections: &[&'static dyn Declared],
    ) -> Result<Self, Error> {
        let config = connect::configure(url)?;
        let tables = Arc::new(Tables::of(collections)?);
        let channel = schema::prepare(&config, &tables, collections).await?;
        let bell = Bell::new();
        Ok(Self {
            readers: Readers::new(&config, readers, tables.clone())?,
            listener: Listener::start(config.clone(), channel, &bell),
            writers: Writers::start(&config, &tables, &bell),
            tables,
            bell,
        })
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        change.check()?;
        self.tables.check(&change)?;
        match self.writers.submit(Work::Commit(change)).await? {
            Answer::Committed(_) => Ok(Outcome::Committed),
            Answer::Conflict { write } => Ok(Outcome::Conflict { write }),
        }
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        self.readers.get(collection, id).await
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        self.readers.get_many(collection, ids).await
    }

    async fn query(&self, query: Query) -> Result<Page<Row>, Error> {
        self.readers.query(&query).await
    }

    async fn counter(&self, name: &str) -> Result<i64, Error> {
        self.readers.counter(name).await
    }

    async fn next(&self, counter: &str) -> Result<i64, Error> {
        match self.writers.submit(Work::Next(counter.to_owned())).await? {
            Answer::Committed(number) => Ok(number),
            Answer::Conflict { .. } => {
                Err(Error::BadChange(format!("the counter {counter} has no more numbers")))
            }
        }
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        self.readers.outbox(limit).await
    }

    fn said(&self) -> watch::Receiver<u64> {
        self.bell.said()
    }

    async fn ping(&self) -> Result<(), Error> {
        self.readers.ping().await
    }

    async fn close(&self) {
        self.writers.close().await;
        self.listener.close();
        self.readers.close();
    }
}
