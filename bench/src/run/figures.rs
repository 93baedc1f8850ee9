//! What a run has found, as it is written to a file.

use serde::Serialize;

use crate::drive::Outcome;
use crate::limits::{Bytes, Flushes};

/// A figure, or why there is none.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Measured<T> {
    /// It was measured.
    Figure(T),
    /// It was not, because.
    Missing(String),
}

impl<T> Measured<T> {
    /// What a measurement returned.
    pub(crate) fn from(result: anyhow::Result<T>) -> Self {
        result.map_or_else(|error| Self::Missing(format!("{error:#}")), Self::Figure)
    }

    /// The figure, if there is one.
    pub(crate) fn figure(&self) -> Option<&T> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Missing(_) => None,
        }
    }

    /// The same of another figure that follows from it.
    pub(crate) fn map<U>(&self, follow: impl FnOnce(&T) -> U) -> Measured<U> {
        match self {
            Self::Figure(figure) => Measured::Figure(follow(figure)),
            Self::Missing(why) => Measured::Missing(why.clone()),
        }
    }

    /// Why there is none.
    pub(crate) fn why_missing(&self) -> Option<&str> {
        match self {
            Self::Figure(_) => None,
            Self::Missing(why) => Some(why),
        }
    }
}

/// Everything one run has found.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figures {
    /// When it began, in UTC.
    pub(crate) at: String,
    /// The commit of the sources, if they are in a repository.
    pub(crate) commit: Option<String>,
    /// Whether it was the short run.
    pub(crate) quick: bool,
    /// What it ran on.
    pub(crate) machine: Machine,
    /// Size of the server's one file, in bytes.
    pub(crate) file_bytes: u64,
    /// Whether that file serves a web app, so that its size can be held against the bar.
    pub(crate) has_web_app: bool,
    /// How the orders were accepted: with or without workers in the same process.
    pub(crate) accepting: String,
    /// The disk's flushes.
    pub(crate) flushes: Measured<Flushes>,
    /// What an accepted order writes.
    pub(crate) bytes: Bytes,
    /// Whether those bytes were read from a database, or are assumed.
    pub(crate) bytes_read: bool,
    /// The menu.
    pub(crate) menu: Measured<Menu>,
    /// Each store that was measured.
    pub(crate) stores: Vec<Store>,
}

/// The machine.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Machine {
    /// The processor's name.
    pub(crate) processor: String,
    /// Its cores.
    pub(crate) cores: usize,
    /// The memory, in bytes.
    pub(crate) memory_bytes: u64,
    /// The kernel's release.
    pub(crate) kernel: String,
    /// Work under way on average in the minute before the run, in processes; 0 on a quiet machine.
    pub(crate) load_before: f64,
}

/// A figure of the server, and the limit measured next to it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Beside {
    /// Connections of the server's clients, callers of the limit.
    pub(crate) connections: usize,
    /// The server.
    pub(crate) server: Outcome,
    /// The limit.
    pub(crate) limit: Outcome,
}

impl Beside {
    /// What share of the limit the server reaches, per second.
    pub(crate) fn share(&self) -> f64 {
        self.server.per_second / self.limit.per_second
    }
}

/// The menu, read from 16 connections.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Menu {
    /// Its size in bytes.
    pub(crate) bytes: usize,
    /// Read whole, beside bare axum with the same bytes.
    pub(crate) whole: Beside,
    /// Found unchanged (304).
    pub(crate) unchanged: Outcome,
}

/// What was found on one store.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Store {
    /// `SQLite` or `PostgreSQL`.
    pub(crate) name: String,
    /// Orders accepted, beside bare group commit, at each number of connections.
    pub(crate) accepted: Measured<Vec<Beside>>,
    /// Orders whose confirmation 64 clients wait for: what the whole system carries.
    pub(crate) confirmed: Measured<Outcome>,
    /// Placed to confirmed while half of that comes in.
    pub(crate) half_load: Measured<HalfLoad>,
    /// Orders carried to collected from 16 connections.
    pub(crate) journey: Measured<Outcome>,
    /// Start to first menu on a database with orders in it, in milliseconds; the median.
    pub(crate) start_ms: Measured<f64>,
    /// Resident memory of the idle server, in bytes.
    pub(crate) idle_bytes: Measured<u64>,
    /// Resident memory at the end of accepting from the most connections, in bytes.
    pub(crate) loaded_bytes: Measured<u64>,
    /// Memory while customers watch their orders live.
    pub(crate) live: Measured<Live>,
}

/// Memory while customers watch their orders live.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Live {
    /// Resident, in bytes.
    pub(crate) bytes: u64,
    /// Whether all their orders were confirmed by then, so that the server had come to rest.
    pub(crate) quiet: bool,
}

/// A load of half of what the system carries.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HalfLoad {
    /// Orders per second.
    pub(crate) rate: u32,
    /// Placed to confirmed.
    pub(crate) outcome: Outcome,
}
