//! What can go wrong on our pages and with our tools; each code has a page in `docs/problems`. What
//! clients are told is in `service::oauth::Refusal`, in the words of OAuth.

use kernel::{Class, Coded};

use crate::domain::PasswordFlaw;

/// What can go wrong with signing in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Address and password do not belong together, or there is no such account: the same answer.
    #[error("e-mail or password is wrong")]
    WrongPassword,
    /// A code is wrong, or nothing was mailed: the same answer.
    #[error("the code is wrong")]
    WrongCode,
    /// What was under way has ended: too old, used, or guessed at too often.
    #[error("this has expired; begin again")]
    Expired,
    /// Too many wrong guesses.
    #[error("too many attempts; wait {wait_s} seconds")]
    TooManyAttempts {
        /// How long to wait, in seconds.
        wait_s: u64,
    },
    /// Too many are signing in.
    #[error("too many people are signing in; try again in a moment")]
    Busy,
    /// The text is no mail address.
    #[error("this is not a mail address")]
    BadEmail,
    /// The text is no name of a person.
    #[error("a name has 1 to 80 characters")]
    BadName,
    /// The password is too easy.
    #[error("this password is too easy to guess, too short or too long")]
    BadPassword(PasswordFlaw),
    /// The account has another address of that kind, or another account has this one.
    #[error("another account has this mail address")]
    EmailTaken,
    /// No session, or one that has ended.
    #[error("sign in first")]
    SignedOut,
    /// The person has to show again who they are.
    #[error("sign in again to go on")]
    ConfirmFirst,
    /// The passkey did not do.
    #[error("the passkey was not accepted")]
    BadPasskey,
    /// An account has as many of something as it can have.
    #[error("there are too many already; remove one first")]
    TooManyKept,
    /// The second factor cannot be turned off.
    #[error("this role needs a second factor")]
    MfaRequired,
    /// There is no such account.
    #[error("there is no account {0}")]
    NoSuchAccount(String),
    /// There is no such client.
    #[error("there is no client {0}")]
    NoSuchClient(String),
    /// A client is described wrongly.
    #[error("the client cannot be so: {0}")]
    BadClient(String),
    /// A role is described wrongly.
    #[error("{0}")]
    BadRole(String),
    /// The last admin cannot be taken away.
    #[error("this is the last admin: make another one first")]
    LastAdmin,
    /// Nobody takes away from themselves what lets them do so.
    #[error("this is your own account: ask another admin to do this")]
    Yourself,
    /// Accounts are kept by somebody else.
    #[error("people sign in elsewhere: look after them there")]
    SignInElsewhere,
    /// Mail cannot be sent.
    #[error("no mail can be sent: set notify.mail_url")]
    NoMail,
    /// A sealed secret does not open: another instance key.
    #[error("a stored secret cannot be opened: the instance's key is not the one it was made with")]
    Sealed,
    /// The users' owner could not answer.
    #[error("{source}")]
    Users {
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
    /// Somebody else changed the same thing at the same moment.
    #[error("somebody else changed this at the same moment; try again")]
    Stale,
    /// A mistake of ours.
    #[error("something went wrong on our side")]
    Internal,
}

impl Error {
    /// Wraps what the users' owner said, keeping its code and class.
    pub fn users(error: impl Coded) -> Self {
        Self::Users { code: error.code(), class: error.class(), source: Box::new(error) }
    }
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongPassword => "idp.wrong-password",
            Self::WrongCode => "idp.wrong-code",
            Self::Expired => "idp.expired",
            Self::TooManyAttempts { .. } => "idp.too-many-attempts",
            Self::Busy => "idp.busy",
            Self::BadEmail => "idp.bad-email",
            Self::BadName => "idp.bad-name",
            Self::BadPassword(_) => "idp.bad-password",
            Self::EmailTaken => "idp.email-taken",
            Self::SignedOut => "idp.signed-out",
            Self::ConfirmFirst => "idp.confirm-first",
            Self::BadPasskey => "idp.bad-passkey",
            Self::TooManyKept => "idp.too-many-kept",
            Self::MfaRequired => "idp.mfa-required",
            Self::NoSuchAccount(_) => "idp.no-such-account",
            Self::NoSuchClient(_) => "idp.no-such-client",
            Self::BadClient(_) => "idp.bad-client",
            Self::BadRole(_) => "idp.bad-role",
            Self::LastAdmin => "idp.last-admin",
            Self::Yourself => "idp.yourself",
            Self::SignInElsewhere => "idp.sign-in-elsewhere",
            Self::NoMail => "idp.no-mail",
            Self::Sealed => "idp.sealed",
            Self::Users { code, .. } => code,
            Self::Store(error) => error.code(),
            Self::Stale => "idp.stale",
            Self::Internal => "idp.internal",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::WrongPassword | Self::WrongCode | Self::BadPasskey | Self::SignedOut => {
                Class::Unauthenticated
            }
            Self::Expired
            | Self::EmailTaken
            | Self::TooManyKept
            | Self::LastAdmin
            | Self::Yourself
            | Self::SignInElsewhere => Class::Rejected,
            Self::TooManyAttempts { .. } => Class::TooMany,
            Self::Busy | Self::NoMail => Class::Unavailable,
            Self::BadEmail
            | Self::BadName
            | Self::BadPassword(_)
            | Self::BadClient(_)
            | Self::BadRole(_) => Class::Invalid,
            Self::ConfirmFirst | Self::MfaRequired => Class::Forbidden,
            Self::NoSuchAccount(_) | Self::NoSuchClient(_) => Class::NotFound,
            Self::Users { class, .. } => *class,
            Self::Store(error) => error.class(),
            Self::Stale => Class::Stale,
            Self::Sealed | Self::Internal => Class::Bug,
        }
    }
}
