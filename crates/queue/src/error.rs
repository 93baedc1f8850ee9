//! Why the queue did not do what it was asked.

use kernel::{Class, Coded};

/// Why the queue did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The message has been received again, or its group is no longer held: whoever has this
    /// receipt must stop, because somebody else may be at work on the group.
    #[error("the receipt is no longer good: the message was delivered again or is finished")]
    StaleReceipt,
    /// SQS would not take this message, so no adapter does.
    #[error("the message cannot be queued: {0}")]
    BadMessage(String),
    /// SQS would not take this as the name of a queue, so no adapter does.
    #[error(
        "\"{0}\" is no queue: expected 1 to 70 of a-z, 0-9, hyphens and underscores, not ending in \
         -dead"
    )]
    BadName(String),
    /// Others changed the same queue at the same moment, again and again.
    #[error("the queue is busy")]
    Busy,
    /// The queue service refused, or does not answer. Whether it did what it was asked is then
    /// unknown; sending the same again is safe.
    #[error("the queue service did not do it")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What holds the messages failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::StaleReceipt => "queue.stale-receipt",
            Self::BadMessage(_) => "queue.bad-message",
            Self::BadName(_) => "queue.bad-name",
            Self::Busy => "queue.busy",
            Self::Unavailable(_) => "queue.unavailable",
            Self::Store(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::StaleReceipt => Class::Stale,
            Self::BadMessage(_) | Self::BadName(_) => Class::Invalid,
            Self::Busy | Self::Unavailable(_) => Class::Unavailable,
            Self::Store(error) => error.class(),
        }
    }
}

/// An error with everything that caused it, for a log: `it failed: because of this: and that`.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
