//! One change inside the writer's transaction.

use rusqlite::{Connection, OptionalExtension, ToSql, params};

use crate::change::{Change, Destination, Expected, Outgoing, Record, Write};
use crate::collection::Version;
use crate::port::Outcome;
use crate::sqlite::tables::{Table, Tables};

/// Applies the change whole, or not at all when a condition does not hold.
pub(super) fn change(
    connection: &Connection,
    tables: &Tables,
    change: &Change,
) -> rusqlite::Result<Outcome> {
    // A single write that does not hold has changed nothing, so it needs no way back.
    let undo = change.writes.len() > 1;
    if undo {
        run(connection, "SAVEPOINT change")?;
    }
    for (place, write) in change.writes.iter().enumerate() {
        if !apply(connection, tables, write)? {
            if undo {
                run(connection, "ROLLBACK TO change")?;
                run(connection, "RELEASE change")?;
            }
            return Ok(Outcome::Conflict { write: place });
        }
    }
    for message in &change.messages {
        say(connection, message)?;
    }
    for sequence in &change.sent {
        forget(connection, *sequence)?;
    }
    if undo {
        run(connection, "RELEASE change")?;
    }
    Ok(Outcome::Committed)
}

fn run(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}

/// Whether the write's condition held; then it is done.
fn apply(connection: &Connection, tables: &Tables, write: &Write) -> rusqlite::Result<bool> {
    let done = match write {
        Write::Insert(record) => {
            let table = tables.get(record.collection);
            store(connection, &table.insert, record, None)?
        }
        Write::Replace { record, expected } => {
            let table = tables.get(record.collection);
            store(connection, &table.replace, record, Some(*expected))?
        }
        Write::Delete { collection, id, expected } => {
            let table = tables.get(collection);
            connection.prepare_cached(&table.delete)?.execute(params![id, expected])?
        }
        Write::Adjust { counter, delta, at_least } => {
            return adjust(connection, counter, *delta, *at_least);
        }
        Write::Require { collection, id, expected } => {
            let found = version(connection, tables.get(collection), id)?;
            return Ok(match expected {
                Expected::Present => found.is_some(),
                Expected::Absent => found.is_none(),
                Expected::Version(wanted) => found == Some(*wanted),
            });
        }
    };
    Ok(done == 1)
}

fn store(
    connection: &Connection,
    statement: &str,
    record: &Record,
    expected: Option<Version>,
) -> rusqlite::Result<usize> {
    let mut values: Vec<&dyn ToSql> = Vec::with_capacity(4 + 2 * record.keys.len());
    values.extend([&record.id as &dyn ToSql, &record.schema, &record.body]);
    for key in &record.keys {
        match key {
            Some(key) => values.extend([&key.partition as &dyn ToSql, &key.sort]),
            None => values.extend([&rusqlite::types::Null as &dyn ToSql, &rusqlite::types::Null]),
        }
    }
    values.extend(expected.as_ref().map(|expected| expected as &dyn ToSql));
    connection.prepare_cached(statement)?.execute(values.as_slice())
}

fn version(connection: &Connection, table: &Table, id: &str) -> rusqlite::Result<Option<Version>> {
    connection.prepare_cached(&table.version)?.query_row([id], |row| row.get(0)).optional()
}

fn adjust(
    connection: &Connection,
    counter: &str,
    delta: i64,
    at_least: Option<i64>,
) -> rusqlite::Result<bool> {
    let value = super::read::counter_value(connection, counter)?;
    let Some(sum) = value.checked_add(delta) else { return Ok(false) };
    if at_least.is_some_and(|floor| sum < floor) {
        return Ok(false);
    }
    set_counter(connection, counter, sum)?;
    Ok(true)
}

/// Adds one to a counter and tells the result.
pub(super) fn next(connection: &Connection, counter: &str) -> rusqlite::Result<i64> {
    let value = super::read::counter_value(connection, counter)?.saturating_add(1);
    set_counter(connection, counter, value)?;
    Ok(value)
}

fn set_counter(connection: &Connection, counter: &str, value: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO counters (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![counter, value])?;
    Ok(())
}

fn say(connection: &Connection, message: &Outgoing) -> rusqlite::Result<()> {
    let (topic, queue) = match &message.to {
        Destination::Topic(topic) => (Some(topic), None),
        Destination::Queue(queue) => (None, Some(queue)),
    };
    connection
        .prepare_cached(
            "INSERT INTO outbox (topic, queue, message_group, deduplication_id, body)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![topic, queue, message.group, message.deduplication_id, message.body])?;
    Ok(())
}

fn forget(connection: &Connection, sequence: i64) -> rusqlite::Result<()> {
    let delete = "DELETE FROM outbox WHERE sequence = ?1";
    connection.prepare_cached(delete)?.execute([sequence])?;
    Ok(())
}
