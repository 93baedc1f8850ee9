//! Reads: each on a reader's connection, seeing every commit that was acknowledged before.

use std::ops::Bound;

use kernel::Page;
use rusqlite::{Connection, OptionalExtension, params};

use crate::change::Destination;
use crate::error::Error;
use crate::port::{Query, Row, Waiting};
use crate::sqlite::tables::Tables;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::unavailable(error)
    }
}

/// The first four columns of every statement that reads records.
pub(super) fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row { id: row.get(0)?, version: row.get(1)?, schema: row.get(2)?, body: row.get(3)? })
}

pub(super) fn get(
    connection: &Connection,
    tables: &Tables,
    collection: &str,
    id: &str,
) -> Result<Option<Row>, Error> {
    let mut get = connection.prepare_cached(&tables.get(collection).get)?;
    Ok(get.query_row([id], row).optional()?)
}

pub(super) fn query(
    connection: &Connection,
    tables: &Tables,
    query: &Query,
) -> Result<Page<Row>, Error> {
    let mut statement = connection.prepare_cached(&tables.get(query.collection).query(query))?;
    let parameters = params![
        query.partition,
        bound(&query.from),
        bound(&query.to),
        query.after.as_ref().map(|cursor| &cursor.sort),
        query.after.as_ref().map(|cursor| &cursor.id),
        rows_of(query.limit) + 1,
    ];
    let rows = statement
        .query_map(parameters, |found| Ok((found.get::<_, String>(4)?, row(found)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(query.page(rows))
}

/// A number of rows as SQLite takes it.
fn rows_of(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX - 1)
}

fn bound(bound: &Bound<String>) -> Option<&String> {
    match bound {
        Bound::Included(key) | Bound::Excluded(key) => Some(key),
        Bound::Unbounded => None,
    }
}

pub(super) fn counter(connection: &Connection, name: &str) -> Result<i64, Error> {
    Ok(counter_value(connection, name)?)
}

pub(super) fn counter_value(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    let mut get = connection.prepare_cached("SELECT value FROM counters WHERE name = ?1")?;
    Ok(get.query_row([name], |row| row.get(0)).optional()?.unwrap_or(0))
}

pub(super) fn outbox(connection: &Connection, limit: usize) -> Result<Vec<Waiting>, Error> {
    let mut oldest = connection.prepare_cached(
        "SELECT sequence, topic, queue, message_group, deduplication_id, body
         FROM outbox ORDER BY sequence LIMIT ?1",
    )?;
    let waiting = oldest.query_map([rows_of(limit)], |row| {
        let topic: Option<String> = row.get(1)?;
        let to = match topic {
            Some(topic) => Destination::Topic(topic),
            None => Destination::Queue(row.get(2)?),
        };
        Ok(Waiting {
            sequence: row.get(0)?,
            to,
            group: row.get(3)?,
            deduplication_id: row.get(4)?,
            body: row.get(5)?,
        })
    })?;
    Ok(waiting.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn ping(connection: &Connection) -> Result<(), Error> {
    Ok(connection.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(()))?)
}
