//! The port, answered by DynamoDB.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use aws_config::SdkConfig;
use kernel::{Clock, Page, SystemClock, Timestamp};
use tokio::sync::watch;

use super::calls::Calls;
use super::create;
use super::database::Database;
use super::patience::Patience;
use super::sequence::{Ticks, shard_named};
use super::tables::Tables;
use crate::change::Change;
use crate::collection::Declared;
use crate::error::Error;
use crate::port::{Outcome, Query, Row, Store, Waiting};

/// Records in DynamoDB, in tables whose names begin with a prefix.
pub struct DynamoStore {
    database: Arc<Database>,
    /// Which parts of the outbox it reads; none for all.
    shards: Option<Vec<i64>>,
    said: watch::Sender<u64>,
}

impl DynamoStore {
    /// Opens the tables `PREFIX-COLLECTION`, `PREFIX-counters` and `PREFIX-outbox` of the account
    /// and region that `config` names. This asks AWS nothing: a table that is missing shows at the
    /// first call that needs it. With `create`, missing tables and indexes are made, and every
    /// record is put into the indexes of its collection.
    ///
    /// # Errors
    /// [`Error::Refused`] with a sentence that says what to do.
    pub async fn open(
        prefix: &str,
        create: bool,
        config: &SdkConfig,
        collections: &[&'static dyn Declared],
    ) -> Result<Self, Error> {
        Self::open_at(Box::new(SystemClock), prefix, create, config, collections).await
    }

    /// Opens the tables in a process whose clock is `clock`.
    ///
    /// # Errors
    /// As [`DynamoStore::open`].
    pub async fn open_at(
        clock: Box<dyn Clock>,
        prefix: &str,
        create: bool,
        config: &SdkConfig,
        collections: &[&'static dyn Declared],
    ) -> Result<Self, Error> {
        if config.region().is_none() {
            return Err(Error::Refused(
                "no AWS region is known: set AWS_REGION, or region in the profile".to_owned(),
            ));
        }
        let database = Database {
            calls: Calls::new(config),
            tables: Tables::of(prefix, collections)?,
            ticks: Ticks::of(clock),
        };
        if create {
            // Large, and seldom asked for.
            Box::pin(create::prepare(&database, collections)).await?;
        }
        Ok(Self { database: Arc::new(database), shards: None, said: watch::Sender::new(0) })
    }

    /// The same store for a relay that was told where something waits: it reads only these shards
    /// of the outbox, as the keys in the records of the outbox' stream name them. Closing either
    /// closes both.
    ///
    /// # Errors
    /// [`Error::BadChange`] when there is no such shard.
    pub fn of_shards(&self, keys: &[&str]) -> Result<Self, Error> {
        let named = |key: &&str| {
            shard_named(key).ok_or_else(|| Error::BadChange(format!("\"{key}\" is no shard")))
        };
        let shards: BTreeSet<i64> = keys.iter().map(named).collect::<Result<_, _>>()?;
        let (database, shards) = (Arc::clone(&self.database), Some(Vec::from_iter(shards)));
        Ok(Self { database, shards, said: self.said.clone() })
    }

    /// When a message was said, by its number, about.
    pub fn said_at(sequence: i64) -> Timestamp {
        super::sequence::time_of(sequence)
    }
}

#[async_trait]
impl Store for DynamoStore {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        change.check()?;
        let (database, said) = (Arc::clone(&self.database), self.said.clone());
        // A caller that goes away leaves nobody in doubt: what was begun ends.
        let committing = tokio::spawn(async move {
            let outcome = database.commit(&change).await;
            if matches!(outcome, Ok(Outcome::Committed)) && !change.messages.is_empty() {
                said.send_modify(|count| *count += 1);
            }
            outcome
        });
        committing.await.map_err(Error::unavailable)?
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        self.database.get(collection, id).await
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        self.database.get_many(collection, ids).await
    }

    async fn query(&self, query: Query) -> Result<Page<Row>, Error> {
        self.database.query(&query).await
    }

    async fn counter(&self, name: &str) -> Result<i64, Error> {
        self.database.counter(name).await
    }

    async fn next(&self, counter: &str) -> Result<i64, Error> {
        self.database.next(counter).await
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        match &self.shards {
            Some(shards) => self.database.outbox(shards, limit).await,
            None => self.database.whole_outbox(limit).await,
        }
    }

    async fn sent(&self, sequences: &[i64]) -> Result<(), Error> {
        let _turn = self.database.calls.turn().await?;
        let mut patience = Patience::begin();
        self.database.forget(sequences, &mut patience).await
    }

    fn said(&self) -> watch::Receiver<u64> {
        self.said.subscribe()
    }

    async fn ping(&self) -> Result<(), Error> {
        self.database.ping().await
    }

    async fn close(&self) {
        self.database.calls.close().await;
    }
}
