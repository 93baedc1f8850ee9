//! Moving the write-ahead log into the file, beside the writer, so that no commit waits for it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::Connection;

use crate::error::Error;
use crate::sqlite::fault::Fault;
use crate::sqlite::file;
use crate::sqlite::writer::is_flush;

/// Pages of 4 KiB in the log at which the checkpoint thread is woken: 8 MiB.
const WAKE_PAGES: i32 = 2_048;
/// Pages at which the writer stops for a checkpoint itself, because under unbroken load the thread
/// never sees the end of the log and it would grow for ever: 128 MiB.
const STOP_PAGES: i32 = 32_768;

/// The writer's side of the checkpoint thread, which ends with it.
pub(super) struct Checkpoints {
    pages: Arc<AtomicI32>,
    wake: SyncSender<()>,
    fault: Arc<Fault>,
}

impl Checkpoints {
    pub(super) fn start(
        writer: &mut Connection,
        path: &Path,
        fault: Arc<Fault>,
    ) -> Result<Self, Error> {
        let pages = Arc::new(AtomicI32::new(0));
        let seen = pages.clone();
        let hook = move |_: &mut rusqlite::hooks::Wal, count| {
            seen.store(count, Ordering::Relaxed);
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(|error| file::refusal(path, &error))?;
        let (wake, woken) = sync_channel(1);
        let connection = file::open(path)?;
        let noticed = fault.clone();
        std::thread::Builder::new()
            .name("sqlite-checkpoint".to_owned())
            .spawn(move || run(&connection, &woken, &noticed))
            .map_err(Error::unavailable)?;
        Ok(Self { pages, wake, fault })
    }

    /// Called by the writer between two batches.
    pub(super) fn after_commit(&self, writer: &Connection) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages >= STOP_PAGES {
            checkpoint(writer, "RESTART", &self.fault);
        } else if pages >= WAKE_PAGES {
            // Full means that the thread is at it already.
            let _ = self.wake.try_send(());
        }
    }
}

fn run(connection: &Connection, woken: &Receiver<()>, fault: &Fault) {
    while woken.recv().is_ok() {
        checkpoint(connection, "PASSIVE", fault);
    }
}

fn checkpoint(connection: &Connection, mode: &str, fault: &Fault) {
    let done = connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(()));
    if let Err(error) = done {
        tracing::warn!(%error, "the write-ahead log could not be moved into the database file");
        if is_flush(&error) {
            fault.set("the disk did not confirm a flush; check it, then restart".to_owned());
        }
    }
}
