//! What really happened, written down outside the product: in memory for the checker, and line by
//! line in a file for whoever looks into a failed run.

use std::collections::HashSet;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde::Serialize;

use crate::checker::{
    Action, Answer, End, History, Micros, Observation, Request, Violation, check,
};

/// The ledger of one run, shared by all its clients.
#[derive(Debug)]
pub struct Ledger {
    began: Instant,
    history: Mutex<History>,
    file: Mutex<File>,
}

/// How much has happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Attempts to place an order, retries included.
    pub requests: usize,
    /// Idempotency keys that were acknowledged.
    pub acknowledged: usize,
    /// Attempts whose answer never came.
    pub unknown: usize,
    /// Attempts that were told the server cannot do it now (5xx).
    pub unavailable: usize,
    /// Steps of orders that were acknowledged.
    pub actions: usize,
    /// Events read downstream.
    pub observations: usize,
}

impl Ledger {
    /// An empty ledger that writes to `path`.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn new(path: &Path) -> std::io::Result<Self> {
        Ok(Self {
            began: Instant::now(),
            history: Mutex::default(),
            file: Mutex::new(File::create(path)?),
        })
    }

    /// The time, as the ledger tells it.
    pub fn now(&self) -> Micros {
        Micros::try_from(self.began.elapsed().as_micros()).unwrap_or(Micros::MAX)
    }

    /// Writes down an attempt to place an order.
    ///
    /// # Errors
    /// When the file takes no more.
    pub fn request(&self, request: Request) -> std::io::Result<()> {
        self.write("request", &request)?;
        self.history().requests.push(request);
        Ok(())
    }

    /// Writes down an attempt to move an order on.
    ///
    /// # Errors
    /// When the file takes no more.
    pub fn action(&self, action: Action) -> std::io::Result<()> {
        self.write("action", &action)?;
        self.history().actions.push(action);
        Ok(())
    }

    /// Writes down what a reader saw.
    ///
    /// # Errors
    /// When the file takes no more.
    pub fn observation(&self, observation: Observation) -> std::io::Result<()> {
        self.write("observation", &observation)?;
        self.history().observations.push(observation);
        Ok(())
    }

    /// Orders that were seen downstream with a number.
    pub fn announced(&self) -> HashSet<String> {
        let history = self.history();
        let numbered = history.observations.iter().filter(|seen| seen.number.is_some());
        numbered.map(|seen| seen.order.clone()).collect()
    }

    /// Judges what there is so far.
    pub fn check_so_far(&self) -> Vec<Violation> {
        check(&self.history())
    }

    /// Judges the whole run.
    pub fn check_with(&self, end: End) -> Vec<Violation> {
        let mut history = self.history();
        history.end = Some(end);
        check(&history)
    }

    /// Counts what there is so far.
    pub fn tally(&self) -> Tally {
        let history = self.history();
        let requests = &history.requests;
        let count = |wanted: fn(&Answer) -> bool| {
            requests.iter().filter(|request| wanted(&request.answer)).count()
        };
        let taken = requests.iter().filter(|request| matches!(request.answer, Answer::Taken(_)));
        Tally {
            requests: requests.len(),
            acknowledged: taken.map(|request| &request.key).collect::<HashSet<_>>().len(),
            unknown: count(|answer| matches!(answer, Answer::Unknown)),
            unavailable: count(
                |answer| matches!(answer, Answer::Refused { status, .. } if *status >= 500),
            ),
            actions: history.actions.iter().filter(|action| action.acknowledged.is_some()).count(),
            observations: history.observations.len(),
        }
    }

    fn history(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, kind: &str, entry: &impl Serialize) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(&(kind, entry))?;
        line.push(b'\n');
        self.file.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line)
    }
}
