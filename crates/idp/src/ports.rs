//! What this context asks of others. `comanda/src/links` answers.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Clock, PrincipalId, Random, Timestamp};
use store::{Change, Store};

use crate::error::Error;
use crate::passwords::Cost;

/// Somebody new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Who.
    pub user: PrincipalId,
    /// Their verified address.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// The language they read, as BCP 47.
    pub language: String,
    /// When.
    pub at: Timestamp,
}

/// The profiles of people, owned by somebody else on the same store.
#[async_trait]
pub trait Users: Send + Sync + 'static {
    /// What to write and say about somebody new. It commits with the account, or neither does.
    fn registered(&self, registered: &Registered) -> Change;

    /// Forgets a person: closes the account here, too, by what [`crate::closing`] says.
    ///
    /// # Errors
    /// What stands in the way, such as an order under way.
    async fn erase(&self, user: &PrincipalId) -> Result<(), Error>;

    /// Moves a person to another address.
    ///
    /// # Errors
    /// [`Error::Users`].
    async fn email_changed(&self, user: &PrincipalId, email: &str) -> Result<(), Error>;
}

/// A mail to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address alone.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text, lines ending in `\n`.
    pub text: String,
}

/// Carries mail to one person.
#[async_trait]
pub trait Post: Send + Sync + 'static {
    /// Whether it can.
    fn is_open(&self) -> bool;

    /// Takes a mail and returns at once, so that nobody can tell from the time whether one was
    /// sent. It may be lost when the process dies or too many wait: whoever misses it asks again.
    fn send(&self, letter: Letter);

    /// Waits until what was sent is on its way, for a program that is about to end.
    async fn sent(&self);
}

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where people reach us, without a slash at the end; also the issuer's name.
    pub public_url: String,
    /// How the pages look.
    pub brand: crate::words::Brand,
    /// Roles that need a second factor.
    pub mfa_required: Vec<kernel::Role>,
    /// How much work a password is; `None` for as much as this machine does ([`Cost::tuned`]).
    pub cost: Option<Cost>,
    /// How long an access token and an id token are valid, in seconds.
    pub token_s: i64,
}

impl Settings {
    /// What is wrong with the public URL, in words for whoever sets it up.
    pub fn flaw(&self) -> Option<String> {
        crate::service::flaw(self)
    }
}

/// What the verbs of this context work with.
pub struct Parts {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// Profiles.
    pub users: Arc<dyn Users>,
    /// Mail.
    pub post: Arc<dyn Post>,
    /// 32 bytes that every replica shares and nobody else knows.
    pub secret: Vec<u8>,
    /// What is set.
    pub settings: Settings,
}
