//! Bare group commit in `SQLite`: one writer takes all that wait into one transaction.

use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use rusqlite::{Connection, params};

use super::rows::{Bytes, Rows};
use super::{Waiting, call, check_stored, outcome};
use crate::drive::Outcome;
use crate::histogram::Histogram;

/// Most orders of one transaction.
const BATCH_MAX: usize = 512;

/// The log may grow to 128 MiB before it is moved into the file, as far as the server lets it.
const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 32768;
    PRAGMA cache_size = -64000;
    CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE entry (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE outbox (sequence INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
";

/// A database file of its own, gone with it.
pub(crate) struct SqliteLimit {
    _dir: tempfile::TempDir,
    connection: Option<Connection>,
    bytes: Bytes,
    callers_before: usize,
    /// Orders counted in all measurements so far.
    orders: u64,
}

impl SqliteLimit {
    /// Creates the file on the disk of `dir`.
    ///
    /// # Errors
    /// When the file cannot be created.
    pub(crate) fn open(dir: &Path, bytes: Bytes) -> Result<Self> {
        let dir = tempfile::tempdir_in(dir).context("no directory for the bare database")?;
        let connection = Connection::open(dir.path().join("limit.db"))?;
        connection.execute_batch(TABLES).context("the bare database has no tables")?;
        Ok(Self { _dir: dir, connection: Some(connection), bytes, callers_before: 0, orders: 0 })
    }

    /// So many callers wait for their orders to be durable, again and again.
    ///
    /// # Errors
    /// When the database does not take them.
    pub(crate) fn measure(&mut self, callers: usize, counted: Duration) -> Result<Outcome> {
        let mut connection = self.connection.take().context("an earlier measurement failed")?;
        let first = self.callers_before;
        self.callers_before += callers;
        let bytes = self.bytes;
        let (send, receive) = mpsc::channel();
        let writer = std::thread::spawn(move || {
            let written = write_all(&mut connection, &receive);
            written.map(|()| connection)
        });
        let runtime = tokio::runtime::Runtime::new()?;
        let begin = Instant::now();
        let end = begin + counted;
        let latencies = runtime.block_on(async {
            let callers: Vec<_> = (first..first + callers)
                .map(|caller| {
                    let send = send.clone();
                    tokio::spawn(call(caller, bytes, move |order| send.send(order).is_ok(), end))
                })
                .collect();
            let mut latencies = Histogram::new();
            for caller in callers {
                latencies.add(&caller.await?);
            }
            anyhow::Ok(latencies)
        })?;
        let counted = begin.elapsed();
        drop(send);
        let written = writer.join().map_err(|_| anyhow!("the writer of the limit died"))?;
        let connection = self.connection.insert(written?);
        self.orders += latencies.count();
        let sql = "SELECT count(*) FROM record";
        let stored: i64 = connection.query_row(sql, [], |row| row.get(0))?;
        check_stored(self.orders, stored)?;
        Ok(outcome(&latencies, counted))
    }
}

/// Writes until all callers are gone.
fn write_all(connection: &mut Connection, waiting: &mpsc::Receiver<Waiting>) -> Result<()> {
    while let Ok(first) = waiting.recv() {
        let batch: Vec<Waiting> =
            std::iter::once(first).chain(waiting.try_iter().take(BATCH_MAX - 1)).collect();
        let transaction = connection.transaction()?;
        for (rows, _) in &batch {
            insert(&transaction, rows)?;
        }
        transaction.commit()?;
        for (_, durable) in batch {
            // The caller may have gone; its order is durable all the same.
            let _ = durable.send(());
        }
    }
    Ok(())
}

fn insert(connection: &Connection, rows: &Rows) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO record (id, body) VALUES (?1, ?2)")?
        .execute(params![rows.id, rows.body])?;
    for key in &rows.keys {
        connection.prepare_cached("INSERT INTO entry (key) VALUES (?1)")?.execute(params![key])?;
    }
    connection
        .prepare_cached("INSERT INTO outbox (body) VALUES (?1)")?
        .execute(params![rows.message])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_counted_order_is_in_the_database_with_its_keys_and_its_message() {
        let dir = tempfile::tempdir().expect("a directory");
        let mut limit = SqliteLimit::open(dir.path(), Bytes::DEFAULT).expect("opened");
        let counted: u64 = [1, 8]
            .map(|callers| limit.measure(callers, Duration::from_millis(30)).expect("measured"))
            .iter()
            .map(|outcome| outcome.count)
            .sum();
        let connection = limit.connection.expect("kept");
        let rows = |table: &str| -> u64 {
            let sql = format!("SELECT count(*) FROM {table}");
            connection.query_row(&sql, [], |row| row.get::<_, u32>(0)).expect("counted").into()
        };
        assert!(counted > 2);
        assert_eq!(
            [rows("record"), rows("outbox"), rows("entry")],
            [counted, counted, 3 * counted]
        );
    }
}
