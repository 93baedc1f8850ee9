//! Bare group commit in `PostgreSQL`: two connections take what waits and send each batch, from
//! `BEGIN` to `COMMIT`, in one round trip.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures_util::future::try_join5;
use tokio::sync::{Mutex, mpsc};
use tokio_postgres::{Client, NoTls, Statement};

use super::rows::Bytes;
use super::{Waiting, call, check_stored, outcome};
use crate::drive::Outcome;
use crate::histogram::Histogram;

/// Connections that write.
const WRITERS: usize = 2;
/// Most orders of one transaction.
const BATCH_MAX: usize = 256;

const TABLES: &str = "
    CREATE TABLE record (id text COLLATE \"C\" PRIMARY KEY, body text NOT NULL);
    CREATE TABLE entry (key text COLLATE \"C\" PRIMARY KEY);
    CREATE TABLE outbox (sequence bigserial PRIMARY KEY, body text NOT NULL);
";

/// Tables in a database of the report's.
pub(crate) struct PostgresLimit {
    runtime: tokio::runtime::Runtime,
    writers: Vec<Arc<Writer>>,
    bytes: Bytes,
    callers_before: usize,
    /// Orders counted in all measurements so far.
    orders: u64,
}

struct Writer {
    client: Client,
    records: Statement,
    entries: Statement,
    messages: Statement,
}

impl PostgresLimit {
    /// Creates the tables in the database of that URL, which must be empty.
    ///
    /// # Errors
    /// When the database cannot be reached, or the tables stand already.
    pub(crate) fn open(url: &str, bytes: Bytes) -> Result<Self> {
        let runtime = tokio::runtime::Runtime::new()?;
        let writers = runtime.block_on(async {
            let mut writers = Vec::new();
            for number in 0..WRITERS {
                let (client, connection) =
                    tokio_postgres::connect(url, NoTls).await.context("PostgreSQL is away")?;
                tokio::spawn(connection);
                if number == 0 {
                    client.batch_execute(TABLES).await.context("the limit has no tables")?;
                }
                writers.push(Arc::new(Writer::prepare(client).await?));
            }
            anyhow::Ok(writers)
        })?;
        Ok(Self { runtime, writers, bytes, callers_before: 0, orders: 0 })
    }

    /// So many callers wait for their orders to be durable, again and again.
    ///
    /// # Errors
    /// When the database does not take them.
    pub(crate) fn measure(&mut self, callers: usize, counted: Duration) -> Result<Outcome> {
        let first = self.callers_before;
        self.callers_before += callers;
        let bytes = self.bytes;
        let writers = self.writers.clone();
        let (latencies, counted) = self.runtime.block_on(async {
            let (send, receive) = mpsc::unbounded_channel();
            let receive = Arc::new(Mutex::new(receive));
            let writing: Vec<_> = writers
                .into_iter()
                .map(|writer| tokio::spawn(writer.write_all(Arc::clone(&receive))))
                .collect();
            let begin = Instant::now();
            let end = begin + counted;
            let calling: Vec<_> = (first..first + callers)
                .map(|caller| {
                    let send = send.clone();
                    tokio::spawn(call(caller, bytes, move |order| send.send(order).is_ok(), end))
                })
                .collect();
            let mut latencies = Histogram::new();
            for caller in calling {
                latencies.add(&caller.await?);
            }
            let counted = begin.elapsed();
            drop(send);
            for writer in writing {
                writer.await??;
            }
            anyhow::Ok((latencies, counted))
        })?;
        self.orders += latencies.count();
        check_stored(self.orders, self.stored()?)?;
        Ok(outcome(&latencies, counted))
    }

    fn stored(&self) -> Result<i64> {
        let client = &self.writers[0].client;
        let row = self.runtime.block_on(client.query_one("SELECT count(*) FROM record", &[]))?;
        Ok(row.get(0))
    }
}

impl Writer {
    async fn prepare(client: Client) -> Result<Self> {
        let records = "INSERT INTO record (id, body) SELECT * FROM unnest($1::text[], $2::text[])";
        let entries = "INSERT INTO entry (key) SELECT * FROM unnest($1::text[])";
        let messages = "INSERT INTO outbox (body) SELECT * FROM unnest($1::text[])";
        Ok(Self {
            records: client.prepare(records).await?,
            entries: client.prepare(entries).await?,
            messages: client.prepare(messages).await?,
            client,
        })
    }

    /// Writes until all callers are gone.
    async fn write_all(
        self: Arc<Self>,
        waiting: Arc<Mutex<mpsc::UnboundedReceiver<Waiting>>>,
    ) -> Result<()> {
        loop {
            let mut batch = Vec::with_capacity(BATCH_MAX);
            if waiting.lock().await.recv_many(&mut batch, BATCH_MAX).await == 0 {
                return Ok(());
            }
            let ids: Vec<&str> = batch.iter().map(|(rows, _)| rows.id.as_str()).collect();
            let bodies: Vec<&str> = batch.iter().map(|(rows, _)| rows.body.as_str()).collect();
            let keys: Vec<&str> =
                batch.iter().flat_map(|(rows, _)| &rows.keys).map(String::as_str).collect();
            let messages: Vec<&str> = batch.iter().map(|(rows, _)| rows.message.as_str()).collect();
            try_join5(
                self.client.batch_execute("BEGIN"),
                self.client.execute(&self.records, &[&ids, &bodies]),
                self.client.execute(&self.entries, &[&keys]),
                self.client.execute(&self.messages, &[&messages]),
                self.client.batch_execute("COMMIT"),
            )
            .await
            .context("a batch of the limit was not written")?;
            for (_, durable) in batch {
                // The caller may have gone; its order is durable all the same.
                let _ = durable.send(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Database;

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the test's server is told by `cargo xtask test`"
    )]
    fn every_counted_order_is_in_the_database_with_its_keys_and_its_message() {
        let server = std::env::var("COMANDA_TEST_POSTGRES").expect(
            "COMANDA_TEST_POSTGRES names no server: run `cargo xtask test`, which starts one",
        );
        let database = Database::create(&server).expect("a database");
        let mut limit = PostgresLimit::open(&database.url, Bytes::DEFAULT).expect("opened");
        let counted: u64 = [1, 8]
            .map(|callers| limit.measure(callers, Duration::from_millis(30)).expect("measured"))
            .iter()
            .map(|outcome| outcome.count)
            .sum();
        let rows = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table}");
            let row = limit.runtime.block_on(limit.writers[0].client.query_one(&sql, &[]));
            u64::try_from(row.expect("counted").get::<_, i64>(0)).expect("not negative")
        };
        assert!(counted > 2);
        assert_eq!(
            [rows("record"), rows("outbox"), rows("entry")],
            [counted, counted, 3 * counted]
        );
    }
}
