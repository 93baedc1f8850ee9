//! How a function fails.

use std::fmt;

use kernel::Coded;
use lambda_runtime::Diagnostic;
use workflow::machine::Failed;

use crate::links;

/// Why a function could not do what it was asked. Step Functions sees the name as the error that a
/// state catches, and the words as its cause.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Failure {
    name: String,
    words: String,
    /// All that led to it. Callers are not told of our insides.
    causes: String,
}

impl Failure {
    /// One that has no [`Coded`] error.
    pub(super) fn new(name: &str, words: impl fmt::Display) -> Self {
        let words = words.to_string();
        Self { name: name.to_owned(), causes: words.clone(), words }
    }

    /// Its name, for metrics.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.words)
    }
}

/// What the runtime writes into the log.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.causes)
    }
}

/// With the names that the embedded engine gives, and no more words than it.
impl<E: Coded> From<E> for Failure {
    fn from(error: E) -> Self {
        let Failed { error: name, cause } = links::failed(&error);
        Self {
            name: name.unwrap_or_default(),
            words: cause.unwrap_or_default(),
            causes: links::chain(&error),
        }
    }
}

impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        Self { error_type: failure.name, error_message: failure.words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_has_every_cause_and_callers_are_told_none() {
        let failure = Failure::from(queue::Error::Unavailable("SNS said no".into()));
        assert!(format!("{failure:?}").contains("SNS said no"), "{failure:?}");
        let told = Diagnostic::from(failure);
        assert_eq!(told.error_message, "queue.unavailable");
    }
}
