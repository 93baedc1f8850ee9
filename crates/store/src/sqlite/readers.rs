//! A pool of connections that read beside the writer.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::sqlite::file;

/// At most as many reads at a time as there are connections; others wait their turn.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn open(path: &Path, count: usize) -> Result<Self, Error> {
        let open = || file::open_reader(path).map_err(|error| file::refusal(path, &error));
        let idle = (0..count).map(|_| open()).collect::<Result<Vec<_>, _>>()?;
        let turns = Arc::new(Semaphore::new(count));
        Ok(Self { path: path.to_owned(), idle: Mutex::new(idle), turns })
    }

    /// Runs a read of a few rows on a free connection, here and now: with the rows in memory it
    /// takes less time than handing it to another thread and back. Profiles showed those switches
    /// as the largest cost of an order.
    pub(super) async fn read_few<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let _turn = self.turns.acquire().await.map_err(Error::unavailable)?;
        self.with_connection(read)
    }

    /// Runs a read of many rows on a thread where waiting for the disk stops nobody else.
    pub(super) async fn read_many<T: Send + 'static>(
        self: &Arc<Self>,
        read: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let turn = self.turns.clone().acquire_owned().await.map_err(Error::unavailable)?;
        let readers = self.clone();
        let result = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            readers.with_connection(read)
        });
        result.await.map_err(Error::unavailable)?
    }

    fn with_connection<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // None is idle only after a read panicked and took its connection with it.
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => file::open_reader(&self.path)?,
        };
        let result = read(&connection);
        self.idle().push(connection);
        result
    }

    pub(super) fn close(&self) {
        self.turns.close();
        self.idle().clear();
    }

    pub(super) fn is_closed(&self) -> bool {
        self.turns.is_closed()
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
