//! What this context asks of others. `comanda/src/links` answers for the orders, and `mailer` for
//! the mail.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Clock, LocationId, OrderId, Timestamp};

use crate::domain::{Facts, Flaw, Message, Subscription};
use crate::error::Error;

/// Whom a mailer reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nobody: what is told is only kept here to be read.
    Nobody,
    /// Whoever has an address.
    Addresses,
    /// Whoever has subscribed to it. The addresses are there, and a mail needs none.
    Subscribers,
}

/// Carries mail.
#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    /// Whom it reaches.
    fn reach(&self) -> Reach {
        Reach::Addresses
    }

    /// Hands a mail on; once it returns, the mail is somebody else's to deliver.
    ///
    /// # Errors
    /// [`Error::MailUnavailable`] when trying again is right (the mail may have been taken all the
    /// same), [`Error::MailRefused`] when it is not. Neither says anything of the address, the mail
    /// or the credentials.
    async fn send(&self, mail: &Mail) -> Result<(), Error>;
}

/// A mail: to one address, or to whoever has subscribed.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address alone, without a name; `None` for subscribers.
    pub to: Option<String>,
    /// What it tells of an order; `None` where it is about something else, such as signing in.
    pub about: Option<About>,
    /// One line.
    pub subject: String,
    /// Plain text, lines ending in `\n`.
    pub text: String,
    /// The same for each attempt to send this mail, and for no other: what stands before the `@` of
    /// the Message-ID, so that mail programs drop the second of two.
    pub message_id: String,
    /// The date it bears.
    pub at: Timestamp,
}

/// What a mail tells of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// What it tells.
    pub message: Message,
    /// Of which order.
    pub order: OrderId,
    /// Where.
    pub location: LocationId,
}

impl Mail {
    /// The address.
    ///
    /// # Errors
    /// [`Error::MailRefused`] when it was written for subscribers.
    pub fn address(&self) -> Result<&str, Error> {
        self.to.as_deref().ok_or_else(|| Error::MailRefused("it has no address".to_owned()))
    }
}

/// The orders, owned by somebody else.
#[async_trait]
pub trait Orders: Send + Sync + 'static {
    /// What there is to tell of an order; `None` when there is no such order.
    async fn facts(&self, order: &OrderId) -> Result<Option<Facts>, Error>;
}

/// Carries pushes to browsers.
#[async_trait]
pub trait Push: Send + Sync + 'static {
    /// The public key that browsers subscribe with, in base64url.
    fn key(&self) -> &str;

    /// Whether pushes can be sent to a subscription.
    ///
    /// # Errors
    /// What is wrong with it.
    fn check(&self, subscription: &Subscription) -> Result<(), Flaw>;

    /// Hands a push on; once it returns, it is the push service's to deliver.
    ///
    /// # Errors
    /// What became of it instead. None says anything of the address or the message.
    async fn send(&self, to: &Subscription, letter: &PushLetter) -> Result<(), Undelivered>;
}

/// A push.
#[derive(Clone, PartialEq, Eq)]
pub struct PushLetter {
    /// What the browser is given.
    pub body: String,
    /// One that the push service still has with the same topic is replaced: at most 32 characters
    /// of base64url (RFC 8030, section 5.4).
    pub topic: String,
}

/// Why a push was not handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// The subscription has ended.
    Gone,
    /// It will never be taken.
    Refused(String),
    /// It may be taken later.
    Unavailable(String),
}

/// What the verbs of this context work with.
pub struct Parts {
    /// Where notifications are kept.
    pub store: Arc<dyn store::Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who carries mail.
    pub mailer: Arc<dyn Mailer>,
    /// Who carries pushes; `None` where none are sent.
    pub push: Option<Arc<dyn Push>>,
    /// The orders.
    pub orders: Arc<dyn Orders>,
}
