//! Why the store did not do what it was asked.

use kernel::{Class, Coded};

/// Why the store did not do what it was asked. What a *rule* says (a condition that does not hold)
/// is no error but an [`Outcome`](crate::Outcome).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database does not answer, or the answer was lost. Whether a commit took effect is then
    /// unknown; doing it again is safe, because every change carries its conditions.
    #[error("the database does not answer")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Reads work, writes do not: no space is left, the file is read-only, or the disk did not
    /// confirm a flush. The text says which and what to do.
    #[error("the database takes no writes: {0}")]
    NotWritable(String),
    /// The database cannot be used at all; the text says why and what to do. While opening, or at
    /// the first call where opening asks nothing (DynamoDB).
    #[error("{0}")]
    Refused(String),
    /// A record was written by a newer version of this program.
    #[error(
        "{collection}/{id} was written with schema {found}, and this version reads up to {known}: \
         upgrade"
    )]
    Newer {
        /// The collection.
        collection: &'static str,
        /// The record.
        id: String,
        /// The schema number it was written with.
        found: u32,
        /// The newest schema number this program knows.
        known: u32,
    },
    /// A stored record does not read as what its collection declares.
    #[error("{collection}/{id} cannot be read")]
    Unreadable {
        /// The collection.
        collection: &'static str,
        /// The record.
        id: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The change itself is wrong: too many writes, a record twice, a key too long. Our own
    /// mistake.
    #[error("the change cannot be stored: {0}")]
    BadChange(String),
    /// The record is larger than any store takes.
    #[error("{collection}/{id} is {bytes} bytes, more than the {max} a record may have")]
    TooLarge {
        /// The collection.
        collection: &'static str,
        /// The record.
        id: String,
        /// Its size as JSON.
        bytes: usize,
        /// The limit.
        max: usize,
    },
}

impl Error {
    /// Wraps what a driver said into [`Error::Unavailable`].
    pub fn unavailable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(source.into())
    }
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::Unavailable(_) | Self::Refused(_) => "store.unavailable",
            Self::NotWritable(_) => "store.not-writable",
            Self::Newer { .. } => "store.newer-record",
            Self::Unreadable { .. } => "store.unreadable-record",
            Self::BadChange(_) => "store.bad-change",
            Self::TooLarge { .. } => "store.record-too-large",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Unavailable(_) | Self::Refused(_) | Self::NotWritable(_) | Self::Newer { .. } => {
                Class::Unavailable
            }
            Self::Unreadable { .. } | Self::BadChange(_) => Class::Bug,
            Self::TooLarge { .. } => Class::Invalid,
        }
    }
}
