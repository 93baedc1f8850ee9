//! What to run.

use std::path::PathBuf;

/// What to run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The server's executable.
    pub program: PathBuf,
    /// Where it keeps its records.
    pub storage: Storage,
    /// Seed of all choices.
    pub seed: u64,
    /// Customers at the same time.
    pub customers: usize,
}

/// Where the server keeps its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Storage {
    /// SQLite; a crash kills the process only.
    Sqlite,
    /// SQLite on a disk whose power is cut with each crash.
    SqlitePowerLoss,
    /// A database of its own on a PostgreSQL server.
    Postgres {
        /// The server's URL.
        url: String,
        /// The server's data directory, if it may be crashed, too.
        cluster: Option<PathBuf>,
    },
}
