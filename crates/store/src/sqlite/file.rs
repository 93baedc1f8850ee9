//! Opening the file, and refusing it with a sentence that says what to do.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::Error;
use crate::sqlite::fault::Fault;
use crate::sqlite::readers::Readers;

/// How long to wait for another process that is writing to the same file.
const BUSY: Duration = Duration::from_secs(5);
/// Files up to this size are checked before the first request; larger ones beside the service,
/// because reading a gigabyte would keep a café closed for seconds at each start.
const CHECK_FIRST_BYTES: u64 = 8 * 1024 * 1024;

/// Opens the file for writing and makes sure that it can be written.
pub(super) fn open(path: &Path) -> Result<Connection, Error> {
    let failed = |error| refusal(path, &error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| {
            Error::Refused(format!("{} cannot be made: {error}.", folder.display()))
        })?;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY).map_err(failed)?;
    if connection.is_readonly("main").map_err(failed)? {
        return Err(Error::Refused(format!(
            "{} is read-only. Make the file and its folder writable for this user.",
            path.display()
        )));
    }
    // The temporary store holds the undo log of savepoints: in memory, since it need not last.
    // Checkpoints are made by a thread of their own, see `checkpoint.rs`.
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA wal_autocheckpoint = 0;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -16000;
             PRAGMA cell_size_check = ON;",
        )
        .map_err(failed)?;
    // What a crash left in the log is moved into the file and flushed: should that log never have
    // reached the disk (a flush failed before the crash), nothing builds on it.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(failed)?;
    keep_plans(&connection).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// Opens the file for reading beside the writer.
pub(super) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch("PRAGMA cache_size = -4000;")?;
    keep_plans(&connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// A statement's plan never depends on what is bound to it, so that binding does not mean compiling
/// it again.
fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Reads the whole file for damage: at once when it is small, else beside the service, which stops
/// taking writes should damage be found.
pub(super) fn check_integrity(
    path: &Path,
    readers: &Arc<Readers>,
    fault: &Arc<Fault>,
) -> Result<(), Error> {
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    if size <= CHECK_FIRST_BYTES {
        let connection = open_reader(path).map_err(|error| refusal(path, &error))?;
        return match damage(&connection) {
            None => Ok(()),
            Some(what) => Err(Error::Refused(damaged(path, &what))),
        };
    }
    let (path, readers, fault) = (path.to_owned(), readers.clone(), fault.clone());
    let check = move || {
        let Ok(connection) = open_reader(&path) else { return };
        if readers.is_closed() {
            return;
        }
        match damage(&connection) {
            None => tracing::debug!(path = %path.display(), "the database file is sound"),
            Some(what) => {
                let sentence = damaged(&path, &what);
                tracing::error!("{sentence}");
                fault.set(sentence);
            }
        }
    };
    std::thread::Builder::new()
        .name("sqlite-check".to_owned())
        .spawn(check)
        .map_err(Error::unavailable)?;
    Ok(())
}

fn damage(connection: &Connection) -> Option<String> {
    let verdict = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => None,
        Ok(verdict) => Some(verdict),
        Err(error) => Some(error.to_string()),
    }
}

fn damaged(path: &Path, what: &str) -> String {
    format!(
        "{} is damaged ({what}). Restore the last backup; keep the damaged file, for what is newer \
         may be saved from it.",
        path.display()
    )
}

/// Why the file cannot be used, in a sentence that says what to do.
pub(super) fn refusal(path: &Path, error: &rusqlite::Error) -> Error {
    let path = path.display();
    let sentence = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            format!("{path} is locked by another program. Close it there, then start again.")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            format!("{path} is read-only. Make the file and its folder writable for this user.")
        }
        Some(ErrorCode::DiskFull) => {
            format!("there is no space left for {path}. Free some, then start again.")
        }
        Some(ErrorCode::CannotOpen) => {
            format!(
                "{path} cannot be opened. Does its folder exist, and may this user write there?"
            )
        }
        Some(ErrorCode::NotADatabase) => {
            format!("{path} is not a database. Name another file.")
        }
        Some(ErrorCode::DatabaseCorrupt) => {
            format!("{path} is damaged ({error}). Restore the last backup.")
        }
        _ => format!("{path} cannot be used: {error}."),
    };
    Error::Refused(sentence)
}
