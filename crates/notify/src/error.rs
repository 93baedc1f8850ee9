//! What can go wrong with telling somebody; each code has a page in `docs/problems`.

use kernel::{Class, Coded, Field};

use crate::domain::Flaw;

/// What can go wrong with telling somebody.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A message of the queue is not one that this context reads.
    #[error("this is not a task of notify: {0}")]
    BadTask(String),
    /// There is no such order to tell of.
    #[error("there is no order {0} to tell of")]
    NoSuchOrder(String),
    /// A list is read on from a place we never named.
    #[error(transparent)]
    BadCursor(#[from] kernel::InvalidCursor),
    /// The same notification is being sent by another attempt, or was a moment ago.
    #[error("this notification is being sent by another attempt; try again in a minute")]
    BeingSent,
    /// The mail server said that it never takes this mail. The text names no address.
    #[error("the mail is refused: {0}")]
    MailRefused(String),
    /// The mail server could not be reached or could not take the mail now. The text has nothing
    /// of the address, the mail or the credentials.
    #[error("the mail cannot be sent now: {0}")]
    MailUnavailable(String),
    /// A push service could not be reached or could not take a push now.
    #[error("a push cannot be sent now")]
    PushUnavailable,
    /// A subscription is not one that pushes can be sent to.
    #[error("{} {}", .0.pointer, .0.detail)]
    InvalidSubscription(Flaw),
    /// No pushes are sent here.
    #[error("this server sends no pushes; orders can be followed in the app, and by mail")]
    NoPush,
    /// Others keep changing the same subscriptions.
    #[error("others keep changing the same subscriptions")]
    Contended,
    /// The orders' owner could not answer.
    #[error("{source}")]
    Orders {
        /// Its code.
        code: &'static str,
        /// Its class.
        class: Class,
        /// What it said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store could not answer.
    #[error("the store does not answer")]
    Store(#[from] store::Error),
}

impl Error {
    /// Wraps what the orders' owner said, keeping its code and class.
    pub fn orders(error: impl Coded) -> Self {
        Self::Orders { code: error.code(), class: error.class(), source: Box::new(error) }
    }
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::BadTask(_) => "notify.bad-task",
            Self::NoSuchOrder(_) => "notify.no-such-order",
            Self::BadCursor(_) => "notify.bad-cursor",
            Self::BeingSent => "notify.being-sent",
            Self::MailRefused(_) => "notify.mail-refused",
            Self::MailUnavailable(_) => "notify.mail-unavailable",
            Self::PushUnavailable => "notify.push-unavailable",
            Self::InvalidSubscription(_) => "notify.invalid-subscription",
            Self::NoPush => "notify.no-push",
            Self::Contended => "notify.contended",
            Self::Orders { code, .. } => code,
            Self::Store(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::BadTask(_) | Self::BadCursor(_) | Self::InvalidSubscription(_) => Class::Invalid,
            Self::NoSuchOrder(_) => Class::NotFound,
            Self::MailRefused(_) | Self::NoPush => Class::Rejected,
            Self::BeingSent
            | Self::MailUnavailable(_)
            | Self::PushUnavailable
            | Self::Contended => Class::Unavailable,
            Self::Orders { class, .. } => *class,
            Self::Store(error) => error.class(),
        }
    }
    fn fields(&self) -> Vec<Field> {
        let Self::InvalidSubscription(flaw) = self else { return Vec::new() };
        let (pointer, detail) = (flaw.pointer.to_owned(), flaw.detail.to_owned());
        vec![Field { pointer, code: self.code(), detail }]
    }
}
