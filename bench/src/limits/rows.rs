//! The bytes of one accepted order, without their meaning.

use std::path::Path;

use anyhow::{Context, Result};
use kernel::derive_suffix;
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;

/// How many bytes of what an accepted order writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, clap::Args)]
pub(crate) struct Bytes {
    /// Bytes of the order's record.
    #[arg(long = "body-bytes", default_value_t = Bytes::DEFAULT.body)]
    pub(crate) body: usize,
    /// Bytes of each of its index keys.
    #[arg(long = "key-bytes", default_value_t = Bytes::DEFAULT.key)]
    pub(crate) key: usize,
    /// How many index keys it has.
    #[arg(long = "keys", default_value_t = Bytes::DEFAULT.keys)]
    pub(crate) keys: usize,
    /// Bytes of the message that goes out with it.
    #[arg(long = "message-bytes", default_value_t = Bytes::DEFAULT.message)]
    pub(crate) message: usize,
}

impl Bytes {
    /// An order of two lines as the server writes it.
    pub(crate) const DEFAULT: Self = Self { body: 1_500, key: 60, keys: 3, message: 600 };

    /// The bytes of the one order in a database file of the server: the rows of `orders` and of
    /// the outbox, and the index keys beside the order.
    ///
    /// # Errors
    /// When the file holds no order, or has other tables.
    pub(crate) fn of_an_order_in(file: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(file, flags)?;
        let number = |sql: &str| -> Result<usize> {
            let number = database.query_row(sql, [], |row| row.get::<_, u32>(0));
            Ok(usize::try_from(number.with_context(|| sql.to_owned())?)?)
        };
        let body = number("SELECT length(id) + length(body) FROM orders LIMIT 1")?;
        let message = number(
            "SELECT coalesce(sum(length(coalesce(topic, queue)) + length(message_group)
                 + length(deduplication_id) + length(body)), 0) FROM outbox",
        )?;
        let columns = "SELECT name FROM pragma_table_info('orders') WHERE name LIKE '%\\_partition'
                 ESCAPE '\\'";
        let mut columns = database.prepare(columns)?;
        let (mut keys, mut all) = (0, 0);
        for partition in columns.query_map([], |row| row.get::<_, String>(0))? {
            let partition = partition?;
            let sort = partition.replace("_partition", "_sort");
            let bytes = number(&format!(
                "SELECT coalesce(length({partition}) + length({sort}) + length(id), 0)
                     FROM orders LIMIT 1"
            ))?;
            keys += usize::from(bytes > 0);
            all += bytes;
        }
        Ok(Self { body, key: all / keys.max(1), keys, message })
    }
}

/// How many orders are in a database file of the server.
///
/// # Errors
/// When the file has other tables.
pub(crate) fn orders_in(file: &Path) -> Result<u64> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(file, flags)?;
    let orders = database.query_row("SELECT count(*) FROM orders", [], |row| row.get::<_, i64>(0));
    Ok(u64::try_from(orders.context("the server's orders cannot be counted")?)?)
}

/// The rows of one order: one record, some index entries, one message in the outbox.
pub(super) struct Rows {
    pub(super) id: String,
    pub(super) body: String,
    pub(super) keys: Vec<String>,
    pub(super) message: String,
}

impl Rows {
    /// Ids are as random as those of orders, so they fall anywhere in the table's tree; index keys
    /// begin with something like a time, so that later ones stand behind earlier ones.
    pub(super) fn new(bytes: Bytes, caller: usize, serial: u64) -> Self {
        let id = derive_suffix(&[&caller.to_string(), &serial.to_string()]);
        let text = |first: &str, length: usize| {
            let mut text = first.to_owned();
            text.extend(std::iter::repeat_n('x', length.saturating_sub(text.len())));
            text
        };
        let keys = (0..bytes.keys)
            .map(|key| text(&format!("{key}/{serial:09}/{caller:04}"), bytes.key))
            .collect();
        Self { body: text("", bytes.body), keys, message: text("", bytes.message), id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_an_order_are_read_from_the_servers_tables() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("a.db");
        let database = Connection::open(&file).expect("a database");
        let tables = "
            CREATE TABLE orders (id TEXT, body TEXT, mine_partition TEXT, mine_sort TEXT,
                open_partition TEXT, open_sort TEXT, past_partition TEXT, past_sort TEXT);
            CREATE TABLE outbox (topic TEXT, queue TEXT, message_group TEXT,
                deduplication_id TEXT, body TEXT);";
        database.execute_batch(tables).expect("tables");
        assert!(Bytes::of_an_order_in(&file).is_err(), "there is no order");
        let rows = "
            INSERT INTO orders VALUES ('id', '12345678', 'p', 's', 'pp', 'sss', NULL, NULL);
            INSERT INTO outbox VALUES ('t', NULL, 'g', 'd', '12345');
            INSERT INTO outbox VALUES (NULL, 'q', 'g', 'd', '1');";
        database.execute_batch(rows).expect("rows");
        let bytes = Bytes::of_an_order_in(&file).expect("read");
        assert_eq!(bytes, Bytes { body: 10, key: 5, keys: 2, message: 12 });
        assert_eq!(orders_in(&file).expect("counted"), 1);
    }

    #[test]
    fn rows_have_the_bytes_asked_for_and_names_of_their_own() {
        let bytes = Bytes { body: 100, key: 40, keys: 2, message: 10 };
        let (one, two) = (Rows::new(bytes, 1, 1), Rows::new(bytes, 1, 2));
        assert_eq!((one.body.len(), one.message.len()), (100, 10));
        assert_eq!(one.keys.iter().map(String::len).collect::<Vec<_>>(), [40, 40]);
        assert_ne!(one.id, two.id);
        assert_ne!(one.keys, two.keys);
    }
}
