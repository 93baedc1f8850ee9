//! The SQL text of each collection, and of the tables that every store has.
//!
//! Each write is one statement whose number of touched rows says whether its condition held.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Bound;

use crate::change::{Change, Record, Write};
use crate::collection::Declared;
use crate::error::Error;
use crate::port::{Order, Query};

/// Longest name of a table, column or index; `PostgreSQL` would cut what is longer.
const NAME_BYTES_MAX: usize = 63;
/// Tables that every store has; `comanda_` tables are ours, too.
const OURS: [&str; 2] = ["counters", "outbox"];

/// Adds to a counter that may be absent: when nothing plus the delta satisfies the floor.
/// `$3` and `$4` bound what it may hold before.
pub(super) const ADJUST: &str = "INSERT INTO counters AS c (name, value) VALUES ($1, $2) \
     ON CONFLICT (name) DO UPDATE SET value = c.value + $2 WHERE c.value BETWEEN $3 AND $4";
/// Adds to a counter that cannot be absent.
pub(super) const ADJUST_PRESENT: &str =
    "UPDATE counters SET value = value + $2 WHERE name = $1 AND value BETWEEN $3 AND $4";
pub(super) const NEXT: &str = "INSERT INTO counters AS c (name, value) VALUES ($1, 1) \
     ON CONFLICT (name) DO UPDATE SET value = c.value + 1 WHERE c.value < 9223372036854775807 \
     RETURNING value";
pub(super) const COUNTER: &str = "SELECT value FROM counters WHERE name = $1";
/// All messages of a batch, numbered in the order of the arrays.
pub(super) const SAY: &str = "INSERT INTO outbox \
     (topic, queue, message_group, deduplication_id, body) \
     SELECT topic, queue, message_group, deduplication_id, body \
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY \
     AS said (topic, queue, message_group, deduplication_id, body, place) ORDER BY place";
pub(super) const OUTBOX: &str = "SELECT sequence, topic, queue, message_group, deduplication_id, \
     body FROM outbox ORDER BY sequence LIMIT $1";
pub(super) const SENT: &str = "DELETE FROM outbox WHERE sequence = ANY($1)";
/// Names a session of a writer, so that its batches can be asked for; tidies those long gone.
pub(super) const BEGIN_SESSION: &str = "WITH gone AS ( \
     DELETE FROM comanda_sessions WHERE at < now() - interval '7 days') \
     INSERT INTO comanda_sessions (session, batch) VALUES (gen_random_uuid()::text, 0) \
     RETURNING session";
/// Notes within a batch's transaction which batch it is.
pub(super) const MARK: &str =
    "UPDATE comanda_sessions SET batch = $2, at = now() WHERE session = $1";
/// The last batch of a session that committed. It waits for one that is under way, because that
/// holds the row.
pub(super) const LAST_BATCH: &str =
    "SELECT batch FROM comanda_sessions WHERE session = $1 FOR UPDATE";

/// One collection's statements.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) indexes: Vec<&'static str>,
    pub(super) insert: String,
    /// Several at once, a column an array; tells the ids of those that found their place free.
    pub(super) insert_many: String,
    pub(super) replace: String,
    pub(super) delete: String,
    /// Takes the id, so that an insert elsewhere waits for us …
    pub(super) occupy: String,
    /// … and gives it back in the same transaction.
    pub(super) vacate: String,
    pub(super) present: Lock,
    pub(super) version: Lock,
    pub(super) get: String,
    pub(super) get_many: String,
}

/// A statement that looks at a row and keeps it as it is until the transaction ends.
pub(super) struct Lock {
    /// Beside others that only look.
    pub(super) shared: String,
    /// For a transaction that writes the row, too: two of them sharing it first would then wait
    /// for each other.
    pub(super) alone: String,
}

impl Lock {
    fn on(select: &str) -> Self {
        let alone = format!("{select} FOR NO KEY UPDATE");
        Self { shared: format!("{select} FOR SHARE"), alone }
    }
}

/// A name as `PostgreSQL` reads it literally.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// The column of an index that holds the partition.
pub(super) fn partition_column(index: &str) -> String {
    format!("\"{index}_partition\"")
}

/// The column of an index that holds the sort key.
pub(super) fn sort_column(index: &str) -> String {
    format!("\"{index}_sort\"")
}

impl Table {
    fn of(collection: &dyn Declared) -> Self {
        let table = quoted(collection.name());
        let indexes = collection.index_names();
        let columns: Vec<_> = indexes
            .iter()
            .flat_map(|index| [partition_column(index), sort_column(index)])
            .collect();
        let (mut names, mut values, mut sets) = (String::new(), String::new(), String::new());
        let mut arrays = String::new();
        for (place, column) in columns.iter().enumerate() {
            let parameter = place + 4;
            // Writing to a String cannot fail.
            let _ = write!(names, ", {column}");
            let _ = write!(values, ", ${parameter}");
            let _ = write!(arrays, ", ${parameter}::text[]");
            let _ = write!(sets, ", {column} = ${parameter}");
        }
        let expected = columns.len() + 4;
        let row = "id, version, schema, body::text";
        Self {
            name: collection.name(),
            insert: format!(
                "INSERT INTO {table} (id, version, schema, body{names}) \
                 VALUES ($1, 1, $2, $3::text::jsonb{values}) ON CONFLICT (id) DO NOTHING"
            ),
            insert_many: format!(
                "INSERT INTO {table} (id, version, schema, body{names}) \
                 SELECT id, 1, schema, body::jsonb{names} \
                 FROM unnest($1::text[], $2::int[], $3::text[]{arrays}) \
                 AS new (id, schema, body{names}) ON CONFLICT (id) DO NOTHING RETURNING id"
            ),
            replace: format!(
                "UPDATE {table} SET version = version + 1, schema = $2, \
                 body = $3::text::jsonb{sets} WHERE id = $1 AND version = ${expected}"
            ),
            delete: format!("DELETE FROM {table} WHERE id = $1 AND version = $2"),
            occupy: format!(
                "INSERT INTO {table} (id, version, schema, body) VALUES ($1, 0, 0, 'null') \
                 ON CONFLICT (id) DO NOTHING"
            ),
            vacate: format!("DELETE FROM {table} WHERE id = $1 AND version = 0"),
            present: Lock::on(&format!("SELECT 1 FROM {table} WHERE id = $1")),
            version: Lock::on(&format!("SELECT 1 FROM {table} WHERE id = $1 AND version = $2")),
            get: format!("SELECT {row} FROM {table} WHERE id = $1"),
            get_many: format!("SELECT {row} FROM {table} WHERE id = ANY($1)"),
            indexes,
        }
    }

    /// The text of a query; its parameters are the partition, then the ends that are set, then the
    /// place of the cursor, then the limit.
    pub(super) fn query(&self, query: &Query) -> Result<String, Error> {
        let Some(index) = self.indexes.get(query.index) else {
            return Err(Error::BadChange(format!("{} has no index {}", self.name, query.index)));
        };
        let (partition, sort) = (partition_column(index), sort_column(index));
        let table = quoted(self.name);
        let mut text = format!(
            "SELECT id, version, schema, body::text, {sort} FROM {table} WHERE {partition} = $1"
        );
        let mut parameters = 1;
        let mut next = || {
            parameters += 1;
            parameters
        };
        let ends = [(&query.from, ">=", ">"), (&query.to, "<=", "<")];
        for (end, including, excluding) in ends {
            let comparison = match end {
                Bound::Included(_) => including,
                Bound::Excluded(_) => excluding,
                Bound::Unbounded => continue,
            };
            let _ = write!(text, " AND {sort} {comparison} ${}", next());
        }
        let (comparison, way) = match query.order {
            Order::Ascending => (">", "ASC"),
            Order::Descending => ("<", "DESC"),
        };
        if query.after.is_some() {
            let _ = write!(text, " AND ({sort}, id) {comparison} (${}, ${})", next(), next());
        }
        let _ = write!(text, " ORDER BY {sort} {way}, id {way} LIMIT ${}", next());
        Ok(text)
    }
}

/// The statements of all declared collections.
pub(super) struct Tables(HashMap<&'static str, Table>);

impl Tables {
    /// Writes the statements of `collections`.
    ///
    /// # Errors
    /// [`Error::Refused`] when a name cannot be that of a table.
    pub(super) fn of(collections: &[&'static dyn Declared]) -> Result<Self, Error> {
        let tables = collections.iter().map(|collection| {
            let table = Table::of(*collection);
            let longest = table.indexes.iter().map(|index| table.name.len() + index.len() + 1);
            let names = table.indexes.iter().chain([&table.name]);
            let ours = OURS.contains(&table.name) || table.name.starts_with("comanda_");
            if ours
                || names.into_iter().any(|name| !is_plain(name))
                || longest.chain([table.name.len() + "_partition".len()]).max()
                    > Some(NAME_BYTES_MAX)
            {
                return Err(Error::Refused(format!(
                    "the collection {} or one of its indexes cannot be stored in PostgreSQL: its \
                     name is taken, too long, or has other signs than a-z, 0-9, - and _",
                    table.name
                )));
            }
            Ok((table.name, table))
        });
        tables.collect::<Result<_, _>>().map(Self)
    }

    /// The statements of one collection.
    pub(super) fn get(&self, collection: &str) -> Result<&Table, Error> {
        let undeclared = || Error::BadChange(format!("no collection {collection} was declared"));
        self.0.get(collection).ok_or_else(undeclared)
    }

    /// Checks what only this adapter asks of a change.
    pub(super) fn check(&self, change: &Change) -> Result<(), Error> {
        for write in &change.writes {
            match write {
                Write::Insert(record) | Write::Replace { record, .. } => {
                    self.check_record(record)?;
                }
                Write::Delete { collection, .. } | Write::Require { collection, .. } => {
                    self.get(collection)?;
                }
                Write::Adjust { .. } => {}
            }
        }
        Ok(())
    }

    fn check_record(&self, record: &Record) -> Result<(), Error> {
        let table = self.get(record.collection)?;
        if record.keys.len() != table.indexes.len() {
            return Err(Error::BadChange(format!(
                "{}/{} has {} index keys, not {}",
                record.collection,
                record.id,
                record.keys.len(),
                table.indexes.len()
            )));
        }
        Ok(())
    }
}

fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    !name.is_empty() && name.bytes().all(plain)
}
