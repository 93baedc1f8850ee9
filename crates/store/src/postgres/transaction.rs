//! One batch as one transaction.
//!
//! Two round trips: BEGIN, the mark of the batch, every write and the messages; then COMMIT or
//! ROLLBACK. READ COMMITTED is enough, because each condition is part of the statement that writes
//! (or locks) its row.
//!
//! The mark. Each session has a row with the number of its last batch, written in the batch's own
//! transaction. When the answer to COMMIT is lost, that row tells what became of it. The server's
//! own transaction numbers cannot: after a crash it may give those again that never reached its
//! disk.
//!
//! The order of the outbox. A message's number is drawn *after* all writes of its batch, while
//! their row locks are held, and becomes visible with COMMIT, before any caller is answered. So:
//!
//! - if A was acknowledged before B was submitted, or B's author read what A wrote, A was committed
//!   before B's batch began: A's number is smaller and was visible first, whichever writer or
//!   process took B;
//! - if A and B write the same record or counter, the second draws its numbers only after the first
//!   has committed and released the row, although neither waited for the other's acknowledgement;
//! - otherwise nobody can tell which came first, and two writers may make a larger number visible
//!   before a smaller one. A relay must therefore not remember "read up to number N": it reads the
//!   oldest that are there and removes what it sent, which is what the port offers.

use tokio::time::timeout;

use super::connect::ANSWER_LIMIT;
use super::failure::{Cause, Failure, NoAnswer, Trouble};
use super::plan::{Plan, Work};
use super::session::{Boxed, Session, answered, together};
use super::statements::{LAST_BATCH, MARK, Tables};
use super::steps::Verdict;

/// What became of a batch.
pub(super) enum Tried {
    /// All of it is durable. One number for each work, of use for [`Work::Next`].
    Committed(Vec<i64>),
    /// Nothing happened: for some of the works a condition did not hold, for each of those at this
    /// place; of several the first.
    Conflicts(Vec<Option<usize>>),
}

/// Why a batch has no outcome.
pub(super) enum Stuck {
    /// Nothing happened.
    Nothing(Trouble),
    /// The connection was lost while COMMIT was under way: only the server knows.
    Unknown(Doubt),
}

/// A transaction of which we do not know whether it committed.
pub(super) struct Doubt {
    /// Whose it is.
    pub(super) session: String,
    /// Which of the session's batches it is.
    pub(super) batch: i64,
    /// Why we do not know.
    pub(super) cause: Cause,
    /// What to answer if it did.
    pub(super) numbers: Vec<i64>,
}

enum Reply {
    Done,
    Marked(bool),
    Held(Vec<Verdict>),
}

impl From<Trouble> for Stuck {
    fn from(trouble: Trouble) -> Self {
        Self::Nothing(trouble)
    }
}

/// Tries to commit `works` whole.
pub(super) async fn attempt(
    session: &mut Session,
    tables: &Tables,
    works: &[&Work],
) -> Result<Tried, Stuck> {
    let plan = Plan::of(works, tables)
        .map_err(|error| Trouble::No(Failure::BadChange(error.to_string())))?;
    session.prepare(plan.texts()).await?;
    session.batch += 1;
    let replies = match send(session, &plan).await {
        Ok(replies) => replies,
        Err(trouble) => {
            if !matches!(trouble, Trouble::Lost(_)) {
                answered(session.client().batch_execute("ROLLBACK")).await?;
            }
            return Err(trouble.into());
        }
    };
    let (mut marked, mut verdicts) = (false, Vec::new());
    for reply in replies {
        match reply {
            Reply::Done => {}
            Reply::Marked(done) => marked = done,
            Reply::Held(held) => verdicts.extend(held),
        }
    }
    if !marked {
        // Idle for so long that others took it for gone: another session has another row.
        return Err(Trouble::Lost(Cause::from(SessionForgotten)).into());
    }
    let mut numbers = vec![0; works.len()];
    let mut conflicts: Vec<Option<usize>> = vec![None; works.len()];
    for Verdict { work, place, held } in verdicts {
        if let Some(number) = held {
            numbers[work] = number;
        } else {
            let first = &mut conflicts[work];
            *first = Some(first.map_or(place, |first| first.min(place)));
        }
    }
    if conflicts.iter().any(Option::is_some) {
        answered(session.client().batch_execute("ROLLBACK")).await?;
        return Ok(Tried::Conflicts(conflicts));
    }
    match answered(session.client().batch_execute("COMMIT")).await {
        Ok(()) => Ok(Tried::Committed(numbers)),
        Err(Trouble::Lost(cause)) => Err(Stuck::Unknown(Doubt {
            session: session.name.clone(),
            batch: session.batch,
            cause,
            numbers,
        })),
        Err(trouble) => Err(trouble.into()),
    }
}

/// Sends everything before COMMIT.
async fn send(session: &Session, plan: &Plan<'_>) -> Result<Vec<Reply>, Trouble> {
    let client = session.client();
    let mut statements: Vec<Boxed<'_, Result<Reply, tokio_postgres::Error>>> = vec![
        Box::pin(async {
            client.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
            Ok(Reply::Done)
        }),
        Box::pin(async {
            let mark = session.statement(MARK);
            let marked = client.execute(mark, &[&session.name, &session.batch]).await?;
            Ok(Reply::Marked(marked == 1))
        }),
    ];
    for statement in &plan.statements {
        statements.push(Box::pin(async { Ok(Reply::Held(statement.run(session).await?)) }));
    }
    if plan.forgets() {
        statements.push(Box::pin(async {
            plan.forget(session).await?;
            Ok(Reply::Done)
        }));
    }
    if plan.speaks() {
        statements.push(Box::pin(async {
            plan.say(session).await?;
            Ok(Reply::Done)
        }));
    }
    let replies = timeout(ANSWER_LIMIT, together(statements)).await;
    let replies = replies.map_err(|_| NoAnswer(ANSWER_LIMIT))?;
    // The first error is the reason; those after it only say that the transaction has failed.
    replies.into_iter().map(|reply| reply.map_err(Trouble::from)).collect()
}

/// Asks the server whether the batch committed; `None` if it is still under way.
pub(super) async fn fate(session: &Session, doubt: &Doubt) -> Result<Option<bool>, Trouble> {
    match answered(session.client().query_opt(LAST_BATCH, &[&doubt.session])).await {
        Ok(Some(row)) => Ok(Some(row.try_get::<_, i64>(0)? >= doubt.batch)),
        Ok(None) => Err(Trouble::No(Failure::Unavailable(doubt.cause.clone()))),
        // Its transaction still holds the row.
        Err(Trouble::No(Failure::Blocked(_))) => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

/// The row of a session is gone.
#[derive(Debug, thiserror::Error)]
#[error("the session was idle for so long that its row is gone")]
struct SessionForgotten;
