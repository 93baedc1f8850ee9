//! The tables: made from the declared collections, and only ever added to.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::collection::Declared;
use crate::error::Error;
use crate::port::Row;
use crate::sqlite::file::refusal;

/// Marks a file as ours (`PRAGMA application_id`): "CMDA".
const APPLICATION: i64 = 0x434D_4441;
/// The layout of the tables that are not collections (`PRAGMA user_version`).
const FORMAT: i64 = 1;

/// Brings the file up to what is declared, or refuses it; all in one transaction.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    collections: &[&'static dyn Declared],
) -> Result<(), Error> {
    let failed = |error| refusal(path, &error);
    let transaction = connection
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .map_err(failed)?;
    accept(&transaction, path)?;
    system_tables(&transaction).map_err(failed)?;
    for collection in collections {
        collection_table(&transaction, path, *collection)?;
    }
    transaction.commit().map_err(failed)
}

/// Refuses a file of another program and one of a newer version of this one.
fn accept(transaction: &Transaction<'_>, path: &Path) -> Result<(), Error> {
    let failed = |error| refusal(path, &error);
    let pragma = |name: &str| {
        transaction.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
    };
    let application = pragma("application_id").map_err(failed)?;
    let format = pragma("user_version").map_err(failed)?;
    let tables: i64 = transaction
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(failed)?;
    let path = path.display();
    if application != APPLICATION && (application != 0 || tables > 0) {
        return Err(Error::Refused(format!(
            "{path} is a database of another program. Name another file."
        )));
    }
    if format > FORMAT {
        return Err(Error::Refused(format!(
            "{path} was written by a newer version of Comanda (format {format}, this one knows \
             {FORMAT}). Start that version, or restore a backup made before the upgrade."
        )));
    }
    Ok(())
}

fn system_tables(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION};
         PRAGMA user_version = {FORMAT};
         CREATE TABLE IF NOT EXISTS collections (
             name TEXT PRIMARY KEY, schema INTEGER NOT NULL, indexes TEXT NOT NULL
         ) STRICT;
         CREATE TABLE IF NOT EXISTS counters (
             name TEXT PRIMARY KEY, value INTEGER NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS outbox (
             sequence INTEGER PRIMARY KEY AUTOINCREMENT,
             topic TEXT, queue TEXT, message_group TEXT NOT NULL,
             deduplication_id TEXT NOT NULL, body TEXT NOT NULL
         ) STRICT;"
    ))
}

fn collection_table(
    transaction: &Transaction<'_>,
    path: &Path,
    collection: &'static dyn Declared,
) -> Result<(), Error> {
    let failed = |error| refusal(path, &error);
    let (name, schema) = (collection.name(), collection.schema());
    let stored: Option<(u32, String)> = transaction
        .query_row("SELECT schema, indexes FROM collections WHERE name = ?1", [name], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
        .map_err(failed)?;
    if let Some((found, _)) = stored.as_ref().filter(|(found, _)| *found > schema) {
        return Err(Error::Refused(format!(
            "{} holds {name} of a newer version of Comanda (schema {found}, this one knows \
             {schema}). Start that version, or restore a backup made before the upgrade.",
            path.display()
        )));
    }
    transaction
        .execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS {name} (
                 id TEXT PRIMARY KEY, version INTEGER NOT NULL,
                 schema INTEGER NOT NULL, body TEXT NOT NULL
             ) STRICT;"
        ))
        .map_err(failed)?;
    let kept = stored.map(|(_, indexes)| indexes).unwrap_or_default();
    add_indexes(transaction, path, collection, &kept)?;
    transaction
        .execute(
            "INSERT INTO collections (name, schema, indexes) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE
             SET schema = excluded.schema, indexes = excluded.indexes",
            params![name, schema, collection.index_names().join(" ")],
        )
        .map_err(failed)?;
    Ok(())
}

/// Adds the columns of indexes that are new, and fills those that the last program to open the file
/// did not keep (`kept` names the ones it did): it may have been an older one.
fn add_indexes(
    transaction: &Transaction<'_>,
    path: &Path,
    collection: &'static dyn Declared,
    kept: &str,
) -> Result<(), Error> {
    let failed = |error| refusal(path, &error);
    let name = collection.name();
    let mut added = Vec::new();
    for (place, index) in collection.index_names().into_iter().enumerate() {
        let known: bool = transaction
            .query_row(
                "SELECT count(*) > 0 FROM pragma_table_info(?1) WHERE name = ?2",
                params![name, format!("{index}_partition")],
                |row| row.get(0),
            )
            .map_err(failed)?;
        if !known {
            transaction
                .execute_batch(&format!(
                    "ALTER TABLE {name} ADD COLUMN {index}_partition TEXT;
                     ALTER TABLE {name} ADD COLUMN {index}_sort TEXT;
                     CREATE INDEX {name}_{index}
                         ON {name} ({index}_partition, {index}_sort, id)
                         WHERE {index}_partition IS NOT NULL;"
                ))
                .map_err(failed)?;
        }
        if !kept.split(' ').any(|name| name == index) {
            added.push((place, index));
        }
    }
    if added.is_empty() {
        return Ok(());
    }
    let mut rows = transaction
        .prepare(&format!("SELECT id, version, schema, body FROM {name}"))
        .map_err(failed)?;
    let mut rows = rows.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let row = super::read::row(row).map_err(failed)?;
        fill(transaction, collection, &row, &added, path)?;
    }
    Ok(())
}

fn fill(
    transaction: &Transaction<'_>,
    collection: &'static dyn Declared,
    row: &Row,
    added: &[(usize, &str)],
    path: &Path,
) -> Result<(), Error> {
    let keys = collection.keys_of(row)?;
    for (place, index) in added {
        let key = keys[*place].as_ref();
        let text = format!(
            "UPDATE {} SET {index}_partition = ?2, {index}_sort = ?3 WHERE id = ?1",
            collection.name()
        );
        transaction
            .prepare_cached(&text)
            .and_then(|mut update| {
                update.execute(params![
                    row.id,
                    key.map(|key| &key.partition),
                    key.map(|key| &key.sort)
                ])
            })
            .map_err(|error| refusal(path, &error))?;
    }
    Ok(())
}
