//! What a run measures, and how long it takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;

/// How the report is made.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// At most two minutes in place of eight, with figures that are rougher.
    #[arg(long)]
    pub(super) quick: bool,
    /// The server's program; without it, it is built from the sources around this program's.
    #[arg(long)]
    pub(super) server: Option<PathBuf>,
    /// Which stores to measure.
    #[arg(long, value_enum, default_value = "both")]
    pub(super) store: Stores,
    /// A `PostgreSQL` server: `postgres://USER@HOST:PORT/DATABASE`, as a role that may create
    /// databases. `cargo xtask db --durable -- COMMAND` starts one and tells its URL.
    #[arg(long, env = "COMANDA_TEST_POSTGRES", hide_env_values = true)]
    pub(super) postgres: Option<String>,
    /// A directory on the disk to measure; the databases go there and are removed.
    #[arg(long)]
    pub(super) dir: Option<PathBuf>,
    /// Write the report to `bench/results/`, too.
    #[arg(long)]
    pub(super) save: bool,
    /// Print JSON.
    #[arg(long)]
    pub(super) json: bool,
}

/// Which stores to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stores {
    /// `SQLite` alone.
    Sqlite,
    /// `PostgreSQL` alone.
    Postgres,
    /// `SQLite`, and `PostgreSQL` where a server is given.
    Both,
}

/// How long everything takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// How often each figure and its limit are measured in turn; the middle one is told.
    pub(super) rounds: usize,
    /// What is not counted before each measurement.
    pub(super) warm_up: Duration,
    /// What is counted of each.
    pub(super) counted: Duration,
    /// Starts of which the median is told.
    pub(super) starts: usize,
    /// How long a server may take to come to rest.
    pub(super) quiet: Duration,
}

impl Pace {
    /// The pace of a quick run or of a full one.
    pub(super) fn of(quick: bool) -> Self {
        let (rounds, warm_up, counted, starts, quiet) =
            if quick { (1, 300, 1_200, 5, 10_000) } else { (3, 1_000, 3_000, 10, 60_000) };
        let [warm_up, counted, quiet] = [warm_up, counted, quiet].map(Duration::from_millis);
        Self { rounds, warm_up, counted, starts, quiet }
    }
}
