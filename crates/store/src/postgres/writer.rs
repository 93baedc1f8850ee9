//! The writers: each takes all changes that wait and commits them together.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use tokio_postgres::Config;

use super::failure::{Closed, Failure, NoAnswer, Trouble};
use super::listener::Bell;
use super::plan::Work;
use super::session::Session;
use super::statements::Tables;

use super::transaction::{Doubt, Stuck, Tried, attempt, fate};
use crate::error::Error;

/// Writing connections: while one waits for the disk, the other fills its batch. Source: measured
/// on two cores, three and four commit less than two, with few callers and with many, because their
/// batches are smaller.
const WRITERS: usize = 2;
/// Most changes of one batch.
const BATCH_MAX: usize = 128;
/// Most changes that wait for a writer; further callers wait to be let in.
const WAITING_MAX: usize = 1_024;
/// How long a change is tried again after its connection was lost, from when it was submitted.
const RETRY_FOR: Duration = Duration::from_secs(5);
/// How long a writer asks what became of a transaction before it says that it does not know.
const DOUBT_FOR: Duration = Duration::from_secs(5);
/// How long a caller waits in all. Longer than any of the above, which explain themselves better.
const CALL_LIMIT: Duration = Duration::from_secs(15);
/// How often a batch is tried that clashes with others.
const CLASHES_MAX: u32 = 8;
/// The pause before trying again: the first, and the longest of the doubling ones.
const PAUSES: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(250));

/// What a caller is told.
pub(super) enum Answer {
    /// It is durable; the number is of use for [`Work::Next`].
    Committed(i64),
    /// Nothing happened.
    Conflict { write: usize },
}

struct Job {
    work: Work,
    submitted: Instant,
    answer: oneshot::Sender<Result<Answer, Error>>,
}

impl Job {
    fn answer(self, answer: Result<Answer, Error>) {
        // The caller may have stopped waiting.
        let _ = self.answer.send(answer);
    }
}

/// The way to the writers.
pub(super) struct Writers {
    jobs: RwLock<Option<mpsc::Sender<Job>>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Writers {
    /// Starts them; each connects when it has something to write.
    pub(super) fn start(config: &Config, tables: &Arc<Tables>, bell: &Bell) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING_MAX);
        let receiver = Arc::new(Mutex::new(receiver));
        let start = |_| {
            let (config, tables, jobs) = (config.clone(), tables.clone(), receiver.clone());
            let writer = Writer { config, tables, jobs, bell: bell.clone(), session: None };
            tokio::spawn(writer.run())
        };
        let tasks = (0..WRITERS).map(start).collect();
        Self { jobs: RwLock::new(Some(sender)), tasks: Mutex::new(tasks) }
    }

    /// Hands `work` over and waits for what becomes of it.
    pub(super) async fn submit(&self, work: Work) -> Result<Answer, Error> {
        let jobs = self.jobs.read().unwrap_or_else(PoisonError::into_inner).clone();
        let jobs = jobs.ok_or_else(|| Error::unavailable(Closed))?;
        let (answer, answered) = oneshot::channel();
        let job = Job { work, submitted: Instant::now(), answer };
        let outcome = timeout(CALL_LIMIT, async {
            jobs.send(job).await.map_err(|_| Error::unavailable(Closed))?;
            // Let go, so that closing is not held up by who waits.
            drop(jobs);
            answered.await.map_err(|_| Error::unavailable(Closed))?
        });
        outcome.await.unwrap_or_else(|_| Err(Error::unavailable(NoAnswer(CALL_LIMIT))))
    }

    /// Takes no more, and waits until all that was taken is answered.
    pub(super) async fn close(&self) {
        self.jobs.write().unwrap_or_else(PoisonError::into_inner).take();
        for task in self.tasks.lock().await.drain(..) {
            if let Err(error) = task.await {
                tracing::error!(%error, "a writer of the store ended early");
            }
        }
    }
}

struct Writer {
    config: Config,
    tables: Arc<Tables>,
    jobs: Arc<Mutex<mpsc::Receiver<Job>>>,
    bell: Bell,
    session: Option<Session>,
}

impl Writer {
    async fn run(mut self) {
        let mut jobs = Vec::with_capacity(BATCH_MAX);
        while self.jobs.lock().await.recv_many(&mut jobs, BATCH_MAX).await > 0 {
            self.serve(std::mem::take(&mut jobs)).await;
        }
    }

    /// Answers every job. Those whose condition does not hold in the batch are tried again one by
    /// one: only alone is it certain that it was not an unfinished neighbour that stood in the way.
    /// Likewise all of them when the server does not take one of them, for it does not say which.
    async fn serve(&mut self, mut together: Vec<Job>) {
        let mut alone = VecDeque::new();
        while !together.is_empty() {
            // Who no longer waits is told that the outcome is unknown; then nothing is best.
            together.retain(|job| !job.answer.is_closed());
            match self.persist(&together).await {
                Ok(Tried::Committed(numbers)) => {
                    if together.iter().any(|job| job.work.speaks()) {
                        self.bell.ring();
                    }
                    for (job, number) in together.drain(..).zip(numbers) {
                        job.answer(Ok(Answer::Committed(number)));
                    }
                }
                Ok(Tried::Conflicts(conflicts)) if together.len() == 1 => {
                    let write = conflicts.first().copied().flatten().unwrap_or_default();
                    together.remove(0).answer(Ok(Answer::Conflict { write }));
                }
                Ok(Tried::Conflicts(conflicts)) => {
                    let mut conflicts = conflicts.into_iter();
                    let failed = |_: &mut Job| conflicts.next().flatten().is_some();
                    alone.extend(together.extract_if(.., failed));
                }
                Err(Failure::BadChange(_) | Failure::Blocked(_)) if together.len() > 1 => {
                    alone.extend(together.drain(..));
                }
                Err(failure) => {
                    for job in together.drain(..) {
                        job.answer(Err(failure.clone().into()));
                    }
                }
            }
            if together.is_empty() {
                together.extend(alone.pop_front());
            }
        }
    }

    /// Commits the jobs together, again and again while that may help.
    async fn persist(&mut self, jobs: &[Job]) -> Result<Tried, Failure> {
        let works: Vec<&Work> = jobs.iter().map(|job| &job.work).collect();
        let Some(newest) = jobs.iter().map(|job| job.submitted).max() else {
            return Ok(Tried::Committed(Vec::new()));
        };
        let mut clashes = 0;
        let mut pause = PAUSES.0;
        loop {
            let trouble = match self.attempt(&works).await {
                Ok(tried) => return Ok(tried),
                Err(Stuck::Nothing(trouble)) => trouble,
                Err(Stuck::Unknown(doubt)) => {
                    if self.resolve(&doubt).await? {
                        return Ok(Tried::Committed(doubt.numbers));
                    }
                    Trouble::Lost(doubt.cause)
                }
            };
            let again = match &trouble {
                Trouble::Clash(_) => {
                    clashes += 1;
                    clashes < CLASHES_MAX
                }
                Trouble::Lost(_) => newest.elapsed() < RETRY_FOR,
                Trouble::No(_) => false,
            };
            if !again {
                return Err(trouble.into());
            }
            tracing::debug!(?trouble, "a batch is tried again");
            sleep(pause).await;
            pause = PAUSES.1.min(pause * 2);
        }
    }

    /// Tries once. A connection that something went wrong with is not used again.
    async fn attempt(&mut self, works: &[&Work]) -> Result<Tried, Stuck> {
        let mut session = self.session().await?;
        let tried = attempt(&mut session, &self.tables, works).await;
        match &tried {
            Err(Stuck::Unknown(_) | Stuck::Nothing(Trouble::Lost(_))) => {}
            _ => self.session = Some(session),
        }
        tried
    }

    /// Finds out whether a transaction committed whose end we did not hear.
    async fn resolve(&mut self, doubt: &Doubt) -> Result<bool, Failure> {
        let until = Instant::now() + DOUBT_FOR;
        let mut pause = PAUSES.0;
        loop {
            let known = match self.session().await {
                Ok(session) => {
                    let known = fate(&session, doubt).await;
                    self.session = known.is_ok().then_some(session);
                    known
                }
                Err(trouble) => Err(trouble),
            };
            match known {
                Ok(Some(committed)) => {
                    tracing::info!(committed, "the fate of a lost transaction was found");
                    return Ok(committed);
                }
                Ok(None) | Err(Trouble::Lost(_)) if Instant::now() < until => {}
                Ok(None) => return Err(Failure::Unavailable(doubt.cause.clone())),
                Err(trouble) => return Err(trouble.into()),
            }
            sleep(pause).await;
            pause = PAUSES.1.min(pause * 2);
        }
    }

    /// The connection, made anew if there is none or it is gone.
    async fn session(&mut self) -> Result<Session, Trouble> {
        match self.session.take().filter(|session| !session.client().is_closed()) {
            Some(session) => Ok(session),
            None => Session::connect(&self.config).await,
        }
    }
}
