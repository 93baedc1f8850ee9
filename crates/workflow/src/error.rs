//! What can go wrong with an execution; each code has a page in `docs/problems`.

use kernel::{Class, Coded};

/// What can go wrong when an execution is started, told something, or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such state machine here.
    #[error("there is no state machine {0}")]
    NoSuchMachine(String),
    /// There is no such execution.
    #[error("there is no execution {0}")]
    NoSuchExecution(String),
    /// The name was used before, for another input or by an execution that has ended.
    /// (`ExecutionAlreadyExists`)
    #[error("there is an execution {0} already")]
    AlreadyExists(String),
    /// The name cannot be one.
    #[error("a name has 1 to 80 letters, digits, hyphens, underscores and dots")]
    BadName,
    /// The input is larger than any state may be given.
    #[error("an input has at most {max} bytes, not {bytes}")]
    InputTooLarge {
        /// Its size as JSON.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// Nobody here has given out such a task token.
    #[error("this is no task token of ours")]
    BadToken,
    /// Only what has failed, timed out or been stopped can be taken up again.
    #[error("an execution that is {0} cannot be taken up again")]
    NotRedrivable(&'static str),
    /// A list is read on from a place we never named.
    #[error(transparent)]
    BadCursor(#[from] kernel::InvalidCursor),
    /// A filter names no status.
    #[error("\"{0}\" is no status: expected running, succeeded, failed, timed-out or aborted")]
    BadStatus(String),
    /// A definition cannot be run here; the text says why.
    #[error("{0}")]
    Unsound(String),
    /// Another worker has the execution in hand; it will let go, or its lease will end.
    #[error("another worker has the execution {0} in hand")]
    Busy(String),
    /// The service that runs executions does not answer, has too much to do, or does not know us:
    /// worth trying again. Whether it did what was asked is then unknown; asking again is safe.
    #[error("the workflow service does not answer")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The service that runs executions finds what was asked wrong. Our own mistake.
    #[error("the workflow service refuses what it was asked")]
    Refused(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The store could not answer.
    #[error("the store does not answer")]
    Store(#[from] store::Error),
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSuchMachine(_) => "workflow.no-such-machine",
            Self::NoSuchExecution(_) => "workflow.no-such-execution",
            Self::AlreadyExists(_) => "workflow.already-exists",
            Self::BadName => "workflow.bad-name",
            Self::InputTooLarge { .. } => "workflow.input-too-large",
            Self::BadToken => "workflow.bad-token",
            Self::NotRedrivable(_) => "workflow.not-redrivable",
            Self::BadCursor(_) => "workflow.bad-cursor",
            Self::BadStatus(_) => "workflow.bad-status",
            Self::Unsound(_) => "workflow.unsound-definition",
            Self::Busy(_) => "workflow.busy",
            Self::Unavailable(_) => "workflow.unavailable",
            Self::Refused(_) => "workflow.refused",
            Self::Store(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::NoSuchMachine(_) | Self::NoSuchExecution(_) => Class::NotFound,
            Self::AlreadyExists(_) | Self::NotRedrivable(_) => Class::Rejected,
            Self::BadName
            | Self::InputTooLarge { .. }
            | Self::BadToken
            | Self::BadCursor(_)
            | Self::BadStatus(_)
            | Self::Unsound(_) => Class::Invalid,
            Self::Busy(_) | Self::Unavailable(_) => Class::Unavailable,
            Self::Refused(_) => Class::Bug,
            Self::Store(error) => error.class(),
        }
    }
}
