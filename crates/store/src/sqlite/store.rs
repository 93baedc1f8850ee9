//! The port, answered by one writer and several readers of one file.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use kernel::Page;
use tokio::sync::watch;

use crate::change::Change;
use crate::collection::Declared;
use crate::error::Error;
use crate::port::{Outcome, Query, Row, Store, Waiting};
use crate::sqlite::readers::Readers;
use crate::sqlite::tables::Tables;
use crate::sqlite::writer::{Job, Writer};
use crate::sqlite::{file, read, schema};

/// Pages up to this size are read at once; longer ones on another thread.
const FEW_ROWS: usize = 100;

/// Records in one file.
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<Readers>,
    tables: Arc<Tables>,
}

impl SqliteStore {
    /// Opens the file, or creates it, and brings its tables up to the declared collections.
    ///
    /// # Errors
    /// [`Error::Refused`] when the file is damaged, locked, read-only, of a newer version or no
    /// database of ours, and when there is no space; each with a sentence that says what to do.
    pub async fn open(
        path: &Path,
        readers: usize,
        collections: &[&'static dyn Declared],
    ) -> Result<Self, Error> {
        let path = path.to_owned();
        let collections = collections.to_vec();
        let opened = tokio::task::spawn_blocking(move || {
            let mut connection = file::open(&path)?;
            schema::migrate(&mut connection, &path, &collections)?;
            let tables = Arc::new(Tables::of(&collections));
            let readers = Arc::new(Readers::open(&path, readers.max(1))?);
            let writer = Writer::start(connection, &path, tables.clone())?;
            file::check_integrity(&path, &readers, writer.fault())?;
            Ok(Self { writer, readers, tables })
        });
        opened.await.map_err(Error::unavailable)?
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        change.check()?;
        self.writer.run(|answer| Job::Commit(change, answer)).await
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        let get = |connection: &_| read::get(connection, &self.tables, collection, id);
        self.readers.read_few(get).await
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        let many = |connection: &rusqlite::Connection| {
            // One snapshot for all of them.
            let snapshot = connection.unchecked_transaction()?;
            ids.iter().map(|id| read::get(&snapshot, &self.tables, collection, id)).collect()
        };
        self.readers.read_few(many).await
    }

    async fn query(&self, query: Query) -> Result<Page<Row>, Error> {
        if query.limit <= FEW_ROWS {
            let few = |connection: &_| read::query(connection, &self.tables, &query);
            return self.readers.read_few(few).await;
        }
        let tables = self.tables.clone();
        self.readers.read_many(move |connection| read::query(connection, &tables, &query)).await
    }

    async fn counter(&self, name: &str) -> Result<i64, Error> {
        self.readers.read_few(|connection| read::counter(connection, name)).await
    }

    async fn next(&self, counter: &str) -> Result<i64, Error> {
        let counter = counter.to_owned();
        self.writer.run(|answer| Job::Next(counter, answer)).await
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        self.readers.read_few(|connection| read::outbox(connection, limit)).await
    }

    fn said(&self) -> watch::Receiver<u64> {
        self.writer.said()
    }

    async fn ping(&self) -> Result<(), Error> {
        self.writer.fault().check()?;
        self.readers.read_few(read::ping).await
    }

    async fn close(&self) {
        self.writer.close().await;
        self.readers.close();
    }
}
