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

/// Pages of 4 KiB that have come to the log since the last checkpoint and wake the thread: 32 MiB.
/// Most of them are the same few pages again and again, and only the last of each is moved, so
/// fewer would be more work.
const WAKE_PAGES: i32 = 8_192;
/// Pages at which the writer stops for a checkpoint itself, because under unbroken load the thread
/// never sees the end of the log and it would grow for ever: 128 MiB.
const STOP_PAGES: i32 = 32_768;

/// The writer's side of the checkpoint thread, which ends with it.
pub(super) struct Checkpoints {
    log: Arc<Log>,
    wake: SyncSender<()>,
    fault: Arc<Fault>,
}

/// What is known of the log, in pages.
#[derive(Default)]
struct Log {
    /// What it holds.
    pages: AtomicI32,
    /// How many of those are in the file already.
    moved: AtomicI32,
}

impl Log {
    /// A commit has left the log with so many pages.
    fn holds(&self, pages: i32) {
        if pages < self.pages.swap(pages, Ordering::Relaxed) {
            // It begins anew once all of it has been moved.
            self.moved.store(0, Ordering::Relaxed);
        }
    }

    /// So many pages are in the file now; unless the log has begun anew meanwhile, which it may as
    /// soon as all of it is there.
    fn is_moved(&self, pages: i32) {
        if pages <= self.pages.load(Ordering::Relaxed) {
            self.moved.store(pages, Ordering::Relaxed);
        }
    }

    fn waiting(&self) -> i32 {
        self.pages.load(Ordering::Relaxed) - self.moved.load(Ordering::Relaxed)
    }
}

impl Checkpoints {
    pub(super) fn start(
        writer: &mut Connection,
        path: &Path,
        fault: Arc<Fault>,
    ) -> Result<Self, Error> {
        let log = Arc::new(Log::default());
        let seen = log.clone();
        let hook = move |_: &mut rusqlite::hooks::Wal, pages| {
            seen.holds(pages);
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(|error| file::refusal(path, &error))?;
        let (wake, woken) = sync_channel(1);
        let connection = file::open(path)?;
        let (noticed, moving) = (fault.clone(), log.clone());
        std::thread::Builder::new()
            .name("sqlite-checkpoint".to_owned())
            .spawn(move || run(&connection, &woken, &moving, &noticed))
            .map_err(Error::unavailable)?;
        Ok(Self { log, wake, fault })
    }

    /// Called by the writer when it ends: all of it is in the file then, also for whoever copies
    /// that and not the log. After a fault nobody knows what of the log is on the disk.
    pub(super) fn at_the_end(&self, writer: &Connection) {
        if self.fault.check().is_ok() {
            checkpoint(writer, "TRUNCATE", &self.log, &self.fault);
        }
    }

    /// Called by the writer between two batches.
    pub(super) fn after_commit(&self, writer: &Connection) {
        if self.log.pages.load(Ordering::Relaxed) >= STOP_PAGES {
            checkpoint(writer, "RESTART", &self.log, &self.fault);
        } else if self.log.waiting() >= WAKE_PAGES {
            // Full means that the thread is at it already.
            let _ = self.wake.try_send(());
        }
    }
}

fn run(connection: &Connection, woken: &Receiver<()>, log: &Log, fault: &Fault) {
    while woken.recv().is_ok() {
        // Woken again while it was at it.
        if log.waiting() >= WAKE_PAGES {
            checkpoint(connection, "PASSIVE", log, fault);
        }
    }
}

fn checkpoint(connection: &Connection, mode: &str, log: &Log, fault: &Fault) {
    let done = connection
        .query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get::<_, i32>(2));
    match done {
        Ok(moved) => log.is_moved(moved),
        Err(error) => {
            tracing::warn!(%error, "the write-ahead log could not be moved into the database file");
            if is_flush(&error) {
                fault.set("the disk did not confirm a flush; check it, then restart".to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_came_since_the_last_checkpoint_waits_for_the_next() {
        let log = Log::default();
        log.holds(9_000);
        assert_eq!(log.waiting(), 9_000);
        log.is_moved(9_000);
        log.holds(9_010);
        assert_eq!(log.waiting(), 10);
        log.holds(20);
        assert_eq!(log.waiting(), 20, "it has begun anew");
        log.is_moved(9_010);
        assert_eq!(log.waiting(), 20, "that was the log before");
    }
}
