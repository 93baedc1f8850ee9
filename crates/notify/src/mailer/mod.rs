//! Who carries mail. Which adapter is in use is asked once, in [`open`].

mod outbox;
mod smtp;
#[cfg(test)]
mod smtp_server;
#[cfg(test)]
mod smtp_tests;

use std::sync::Arc;

pub use self::outbox::Outbox;
pub use self::smtp::Smtp;
use crate::ports::Mailer;

/// Where mail goes. Never shown as a whole: the URL may hold a password.
pub struct Settings {
    /// The mail server: `smtps://USER:PASSWORD@HOST` (TLS from the start, port 465),
    /// `smtp://USER:PASSWORD@HOST?tls=required` (STARTTLS, port 587), or `smtp://HOST:PORT`, which
    /// sends everything in the clear and is for a server on the same machine. `None` keeps mail
    /// here to be read.
    pub smtp_url: Option<String>,
    /// Who the mail is from: `Demo Café <orders@cafe.example>`, or the address alone.
    pub from: String,
}

/// The mailer that the settings ask for.
///
/// # Errors
/// A sentence that says which setting is wrong and how it should be, without repeating the URL.
pub fn open(settings: &Settings) -> Result<Arc<dyn Mailer>, String> {
    match &settings.smtp_url {
        Some(url) => Ok(Arc::new(Smtp::open(url, &settings.from)?)),
        None => Ok(Arc::new(Outbox)),
    }
}
