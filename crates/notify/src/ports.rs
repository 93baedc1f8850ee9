//! What this context asks of others. `comanda/src/links` answers for the orders, and `mailer` for
//! the mail.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Clock, OrderId, Timestamp};

use crate::domain::Facts;
use crate::error::Error;

/// Carries mail.
#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    /// Whether it carries mail at all; without one, what is told is only kept here to be read.
    fn carries(&self) -> bool {
        true
    }

    /// Hands a mail on; once it returns, the mail is somebody else's to deliver.
    ///
    /// # Errors
    /// [`Error::MailUnavailable`] when trying again is right (the mail may have been taken all the
    /// same), [`Error::MailRefused`] when it is not. Neither says anything of the address, the mail
    /// or the credentials.
    async fn send(&self, mail: &Mail) -> Result<(), Error>;
}

/// A mail to one address.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address alone, without a name.
    pub to: String,
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

/// The orders, owned by somebody else.
#[async_trait]
pub trait Orders: Send + Sync + 'static {
    /// What there is to tell of an order; `None` when there is no such order.
    async fn facts(&self, order: &OrderId) -> Result<Option<Facts>, Error>;
}

/// What the verbs of this context work with.
pub struct Parts {
    /// Where notifications are kept.
    pub store: Arc<dyn store::Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who carries mail.
    pub mailer: Arc<dyn Mailer>,
    /// The orders.
    pub orders: Arc<dyn Orders>,
}
