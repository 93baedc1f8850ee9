//! What went wrong, read from what the driver says: who may try again, and what callers are told.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::error::{DbError, Severity};

use crate::error::Error;

/// No answer came in time.
#[derive(Debug, thiserror::Error)]
#[error("no answer within {} seconds", .0.as_secs())]
pub(super) struct NoAnswer(pub(super) Duration);

/// The store was closed.
#[derive(Debug, thiserror::Error)]
#[error("the store is closed")]
pub(super) struct Closed;

/// An error that many callers can be told.
#[derive(Debug, Clone)]
pub(super) struct Cause(Arc<dyn std::error::Error + Send + Sync>);

impl Cause {
    /// What the server itself said, if it did.
    pub(super) fn said(&self) -> Option<&DbError> {
        self.0.downcast_ref::<tokio_postgres::Error>()?.as_db_error()
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Cause {
    fn from(error: E) -> Self {
        Self(Arc::new(error))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(deeper) = source {
            write!(f, ": {deeper}")?;
            source = deeper.source();
        }
        Ok(())
    }
}

/// What all callers of a batch are told when it cannot be committed.
#[derive(Debug, Clone)]
pub(super) enum Failure {
    Unavailable(Cause),
    NotWritable(&'static str),
    /// The server does not take what one of the changes holds.
    BadChange(String),
    /// Somebody else holds on to a row that one of the changes writes.
    Blocked(Cause),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unavailable(cause) | Failure::Blocked(cause) => Self::unavailable(cause.0),
            Failure::NotWritable(why) => Self::NotWritable(why.to_owned()),
            Failure::BadChange(why) => Self::BadChange(why),
        }
    }
}

/// What an error means for the work it interrupted.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It met another transaction in a way that only one of them survives.
    Clash(Cause),
    /// The connection is gone, or the server is starting or stopping.
    Lost(Cause),
    /// The server said no, and would again.
    No(Failure),
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Clash(cause) | Trouble::Lost(cause) => Self::Unavailable(cause),
            Trouble::No(failure) => failure,
        }
    }
}

impl From<NoAnswer> for Trouble {
    fn from(error: NoAnswer) -> Self {
        Self::Lost(error.into())
    }
}

impl From<tokio_postgres::Error> for Trouble {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            return Self::Lost(error.into());
        };
        if matches!(said.parsed_severity(), Some(Severity::Fatal | Severity::Panic)) {
            return Self::Lost(error.into());
        }
        // Source of the codes: PostgreSQL's documentation, appendix A.
        match said.code().code() {
            "40001" | "40P01" => Self::Clash(error.into()),
            // No lock in time; and too slow for any other reason.
            "55P03" | "57014" => Self::No(Failure::Blocked(error.into())),
            "53100" => Self::No(Failure::NotWritable(
                "the disk of the database server is full: make room on it",
            )),
            "25006" => Self::No(Failure::NotWritable(
                "the database is read-only (a standby, or default_transaction_read_only): point \
                 the store URL at the primary, or allow writes",
            )),
            // Data exceptions and exceeded limits. The message names the kind; the detail, which
            // would quote the record, stays out.
            code if code.starts_with("22") || code.starts_with("54") => {
                Self::No(Failure::BadChange(said.message().to_owned()))
            }
            _ => Self::No(Failure::Unavailable(error.into())),
        }
    }
}
