//! Reading, and forgetting sent messages: one statement each, on a pool of connections.

use std::collections::HashMap;
use std::ops::Bound;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime, Timeouts,
};
use kernel::Page;
use tokio::time::Instant;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, NoTls};

use super::connect::ANSWER_LIMIT;
use super::failure::{Failure, Trouble};
use super::nul;
use super::session::answered;
use super::statements::{self, Tables};
use crate::change::Destination;
use crate::error::Error;
use crate::port::{Query, Row, Waiting};

/// How long a statement is tried again whose connection was lost: when the server was restarted,
/// every connection of the pool may be from before.
const RETRY_FOR: Duration = Duration::from_secs(2);

type Rows = Vec<tokio_postgres::Row>;

/// The pool, and what to ask.
pub(super) struct Readers {
    pool: Pool,
    tables: Arc<Tables>,
}

impl Readers {
    /// A pool of at most `size` connections, made when needed.
    pub(super) fn new(config: &Config, size: usize, tables: Arc<Tables>) -> Result<Self, Error> {
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config.clone(), NoTls, recycling);
        let limit = Some(ANSWER_LIMIT);
        let pool = Pool::builder(manager)
            .max_size(size.max(1))
            .timeouts(Timeouts { wait: limit, create: limit, recycle: limit })
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Error::Refused(format!("the pool cannot be made: {error}")))?;
        Ok(Self { pool, tables })
    }

    pub(super) async fn get(&self, collection: &str, id: &str) -> Result<Option<Row>, Error> {
        let table = self.tables.get(collection)?;
        if id.contains('\0') {
            return Ok(None);
        }
        self.ask(&table.get, &[&id]).await?.first().map(row_of).transpose()
    }

    pub(super) async fn get_many(
        &self,
        collection: &str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        let table = self.tables.get(collection)?;
        let asked: Vec<&String> = ids.iter().filter(|id| !id.contains('\0')).collect();
        let rows = self.ask(&table.get_many, &[&asked]).await?;
        let rows = rows.iter().map(|row| row_of(row).map(|row| (row.id.clone(), row)));
        let rows: HashMap<String, Row> = rows.collect::<Result<_, _>>()?;
        Ok(ids.iter().map(|id| rows.get(id).cloned()).collect())
    }

    pub(super) async fn query(&self, query: &Query) -> Result<Page<Row>, Error> {
        let text = self.tables.get(query.collection)?.query(query)?;
        if query.partition.contains('\0') {
            return Ok(Page { items: Vec::new(), next: None });
        }
        let ends: Vec<&str> = [&query.from, &query.to]
            .into_iter()
            .filter_map(|end| match end {
                Bound::Included(end) | Bound::Excluded(end) => Some(until_nul(end)),
                Bound::Unbounded => None,
            })
            .collect();
        let cursor = query.after.as_ref().map(|at| [until_nul(&at.sort), until_nul(&at.id)]);
        let cursor = cursor.as_ref().map_or(&[][..], |place| place);
        let rows = i64::try_from(query.limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut values: Vec<&(dyn ToSql + Sync)> = vec![&query.partition];
        values.extend(ends.iter().chain(cursor).map(|text| text as &(dyn ToSql + Sync)));
        values.push(&rows);
        let rows = self.ask(&text, &values).await?;
        let rows = rows.iter().map(|row| Ok((row.try_get(4).map_err(unread)?, row_of(row)?)));
        Ok(query.page(rows.collect::<Result<_, Error>>()?))
    }

    pub(super) async fn counter(&self, name: &str) -> Result<i64, Error> {
        if name.contains('\0') {
            return Ok(0);
        }
        let rows = self.ask(statements::COUNTER, &[&name]).await?;
        rows.first().map_or(Ok(0), |row| row.try_get(0)).map_err(unread)
    }

    pub(super) async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.ask(statements::OUTBOX, &[&limit]).await?;
        rows.iter().map(waiting_of).collect::<Result<_, _>>().map_err(unread)
    }

    pub(super) async fn ping(&self) -> Result<(), Error> {
        self.ask("SELECT 1", &[]).await.map(drop)
    }

    pub(super) fn close(&self) {
        self.pool.close();
    }

    /// Asks, and asks again when the connection turns out to be gone. Every statement here may be
    /// carried out twice.
    async fn ask(&self, text: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Rows, Error> {
        let begun = Instant::now();
        loop {
            let client = self.pool.get().await.map_err(no_connection)?;
            let asked = async {
                let statement = client.prepare_cached(text).await?;
                client.query(&statement, values).await
            };
            let trouble = match answered(asked).await {
                Ok(rows) => return Ok(rows),
                Err(trouble) => trouble,
            };
            if matches!(trouble, Trouble::Lost(_)) {
                // It may be waiting for an answer that never comes: it must not go back.
                drop(Object::take(client));
            }
            if matches!(trouble, Trouble::No(_)) || begun.elapsed() >= RETRY_FOR {
                return Err(Failure::from(trouble).into());
            }
        }
    }
}

fn no_connection(error: PoolError) -> Error {
    match error {
        PoolError::Backend(error) => Failure::from(Trouble::from(error)).into(),
        other => Error::unavailable(other),
    }
}

/// What the server answered does not have the types we asked for.
fn unread(error: tokio_postgres::Error) -> Error {
    Error::unavailable(error)
}

/// No key has NUL, and `PostgreSQL` takes none: where a key ends is where it would compare.
fn until_nul(text: &str) -> &str {
    text.split('\0').next().unwrap_or_default()
}

/// Reads `id, version, schema, body`.
pub(super) fn row_of(row: &tokio_postgres::Row) -> Result<Row, Error> {
    let read = || -> Result<Row, tokio_postgres::Error> {
        let schema: i32 = row.try_get(2)?;
        Ok(Row {
            id: row.try_get(0)?,
            version: row.try_get(1)?,
            schema: u32::try_from(schema).unwrap_or_default(),
            body: nul::restored(row.try_get(3)?),
        })
    };
    read().map_err(unread)
}

fn waiting_of(row: &tokio_postgres::Row) -> Result<Waiting, tokio_postgres::Error> {
    let to = match row.try_get::<_, Option<String>>(1)? {
        Some(topic) => Destination::Topic(topic),
        None => Destination::Queue(row.try_get(2)?),
    };
    Ok(Waiting {
        sequence: row.try_get(0)?,
        to,
        group: row.try_get(3)?,
        deduplication_id: row.try_get(4)?,
        body: row.try_get(5)?,
    })
}
