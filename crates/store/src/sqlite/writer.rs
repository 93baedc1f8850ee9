//! The one writer: it takes all that wait, applies each, and commits them with one flush to disk.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{mpsc, oneshot, watch};

use crate::change::Change;
use crate::error::Error;
use crate::port::Outcome;
use crate::sqlite::apply;
use crate::sqlite::checkpoint::Checkpoints;
use crate::sqlite::fault::Fault;
use crate::sqlite::tables::Tables;

/// Callers that may wait for the writer; more wait for a place in the line.
const WAITING_MAX: usize = 4_096;
/// Jobs committed together. More would let the first of them wait for no gain: a flush costs the
/// same for any number.
const BATCH_MAX: usize = 512;

type Answer<T> = oneshot::Sender<Result<T, Error>>;

/// What the writer can be asked to do.
pub(super) enum Job {
    Commit(Change, Answer<Outcome>),
    Next(String, Answer<i64>),
}

/// What a job came to, told once the batch is durable.
enum Effect {
    Outcome(Outcome),
    Value(i64),
}

pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    said: watch::Receiver<u64>,
    fault: Arc<Fault>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(
        mut connection: Connection,
        path: &Path,
        tables: Arc<Tables>,
    ) -> Result<Self, Error> {
        let (jobs, waiting) = mpsc::channel(WAITING_MAX);
        let (speaks, said) = watch::channel(0);
        let fault = Arc::new(Fault::default());
        let checkpoints = Checkpoints::start(&mut connection, path, fault.clone())?;
        let thread = Thread { connection, tables, speaks, fault: fault.clone(), checkpoints };
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || thread.run(waiting))
            .map_err(Error::unavailable)?;
        let jobs = Mutex::new(Some(jobs));
        Ok(Self { jobs, said, fault, thread: Mutex::new(Some(thread)) })
    }

    /// Hands a job to the writer and waits until it is durable.
    pub(super) async fn run<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, Error> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let jobs = jobs.ok_or_else(|| Error::unavailable("the store is closed"))?;
        let (answer, done) = oneshot::channel();
        jobs.send(job(answer)).await.map_err(|_| Error::unavailable("the writer has ended"))?;
        drop(jobs);
        done.await.map_err(Error::unavailable)?
    }

    pub(super) fn said(&self) -> watch::Receiver<u64> {
        self.said.clone()
    }

    pub(super) fn fault(&self) -> &Arc<Fault> {
        &self.fault
    }

    /// Lets the writer finish what waits, and ends it.
    pub(super) async fn close(&self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let ended = tokio::task::spawn_blocking(|| thread.join().is_ok()).await;
            if !matches!(ended, Ok(true)) {
                tracing::error!("the database writer did not end well");
            }
        }
    }
}

struct Thread {
    connection: Connection,
    tables: Arc<Tables>,
    speaks: watch::Sender<u64>,
    fault: Arc<Fault>,
    checkpoints: Checkpoints,
}

impl Thread {
    fn run(mut self, mut waiting: mpsc::Receiver<Job>) {
        let mut batch = Vec::with_capacity(BATCH_MAX);
        while waiting.blocking_recv_many(&mut batch, BATCH_MAX) > 0 {
            self.commit(std::mem::take(&mut batch));
            self.checkpoints.after_commit(&self.connection);
        }
        self.checkpoints.at_the_end(&self.connection);
    }

    fn commit(&mut self, batch: Vec<Job>) {
        let effects = match self.fault.check() {
            Ok(()) => self.transact(&batch).map_err(|error| {
                // After an error SQLite may or may not have rolled back by itself.
                if !self.connection.is_autocommit() {
                    let _ = self.connection.execute_batch("ROLLBACK");
                }
                let error = self.explain(&error);
                tracing::error!(%error, jobs = batch.len(), "a commit failed");
                error
            }),
            Err(error) => Err(error),
        };
        match effects {
            Ok(effects) => {
                if batch.iter().zip(&effects).any(|(job, effect)| job.spoke(effect)) {
                    self.speaks.send_modify(|count| *count += 1);
                }
                batch.into_iter().zip(effects).for_each(|(job, effect)| job.answer(effect));
            }
            Err(error) => batch.into_iter().for_each(|job| job.fail(again(&error))),
        }
    }

    fn transact(&self, batch: &[Job]) -> rusqlite::Result<Vec<Effect>> {
        let run = |statement| self.connection.prepare_cached(statement)?.execute([]);
        run("BEGIN IMMEDIATE")?;
        let apply = |job: &Job| job.apply(&self.connection, &self.tables);
        let effects = batch.iter().map(apply).collect::<rusqlite::Result<_>>()?;
        run("COMMIT")?;
        Ok(effects)
    }

    /// What the failure means for whoever waits, and whether writing can go on at all.
    fn explain(&self, error: &rusqlite::Error) -> Error {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => {
                Error::NotWritable("no space is left on the disk; free some".to_owned())
            }
            Some(ErrorCode::ReadOnly) => {
                Error::NotWritable("the database file has become read-only".to_owned())
            }
            Some(ErrorCode::SystemIoFailure) => {
                // A kernel that could not flush forgets what it did not write, and says so only
                // once: nothing may be built on a log that may not be there.
                if is_flush(error) {
                    let why = "the disk did not confirm a flush; check it, then restart";
                    self.fault.set(why.to_owned());
                    return Error::NotWritable(why.to_owned());
                }
                Error::NotWritable(format!("the disk failed ({error})"))
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                let why = "the database file is damaged; restore the last backup";
                self.fault.set(why.to_owned());
                Error::NotWritable(why.to_owned())
            }
            _ => Error::unavailable(error.to_string()),
        }
    }
}

/// Whether the failed call was a flush (`SQLITE_IOERR_FSYNC`, `SQLITE_IOERR_DIR_FSYNC`).
pub(super) fn is_flush(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(rusqlite::ffi::SQLITE_IOERR_FSYNC | rusqlite::ffi::SQLITE_IOERR_DIR_FSYNC))
}

/// The same failure, for the next caller.
fn again(error: &Error) -> Error {
    match error {
        Error::NotWritable(why) => Error::NotWritable(why.clone()),
        other => Error::unavailable(other.to_string()),
    }
}

impl Job {
    fn apply(&self, connection: &Connection, tables: &Tables) -> rusqlite::Result<Effect> {
        Ok(match self {
            Self::Commit(change, _) => Effect::Outcome(apply::change(connection, tables, change)?),
            Self::Next(counter, _) => Effect::Value(apply::next(connection, counter)?),
        })
    }

    /// Whether it has put messages into the outbox.
    fn spoke(&self, effect: &Effect) -> bool {
        let Self::Commit(change, _) = self else { return false };
        !change.messages.is_empty() && matches!(effect, Effect::Outcome(Outcome::Committed))
    }

    /// Tells the caller; one that has gone away needs no answer.
    fn answer(self, effect: Effect) {
        match (self, effect) {
            (Self::Commit(_, answer), Effect::Outcome(outcome)) => drop(answer.send(Ok(outcome))),
            (Self::Next(_, answer), Effect::Value(value)) => drop(answer.send(Ok(value))),
            (job, _) => job.fail(Error::unavailable("the writer mixed up its answers")),
        }
    }

    fn fail(self, error: Error) {
        match self {
            Self::Commit(_, answer) => drop(answer.send(Err(error))),
            Self::Next(_, answer) => drop(answer.send(Err(error))),
        }
    }
}
