//! What a context gives the consumer: something that handles one message.

use std::fmt;

use async_trait::async_trait;
use kernel::{Class, Coded};

use crate::port::Delivery;

/// Handles the messages of a queue. Every message may come twice: the effect and the memory of the
/// de-duplication id belong in one commit.
#[async_trait]
pub trait Handler: Send + Sync + 'static {
    /// Handles one message. It may be dropped in the middle when the group is lost to another
    /// consumer.
    async fn handle(&self, delivery: &Delivery) -> Result<(), HandlerError>;
}

/// Why a message could not be handled. Every [`Coded`] error becomes one by `?`.
#[derive(Debug)]
pub struct HandlerError {
    code: &'static str,
    class: Class,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl HandlerError {
    /// The error of a failure that has no [`Coded`] error of its own.
    pub fn new(
        code: &'static str,
        class: Class,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { code, class, source: source.into() }
    }

    /// The stable code, for logs and metrics.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What kind of failure it is. What is not worth retrying comes again soon, so that it is soon
    /// a dead letter and out of its group's way.
    pub fn class(&self) -> Class {
        self.class
    }

    /// What went wrong, with everything that caused it.
    pub(crate) fn chain(&self) -> String {
        crate::error::chain(&*self.source)
    }
}

impl fmt::Display for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl<E: Coded> From<E> for HandlerError {
    fn from(error: E) -> Self {
        Self { code: error.code(), class: error.class(), source: Box::new(error) }
    }
}
