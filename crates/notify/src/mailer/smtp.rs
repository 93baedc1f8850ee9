//! Mail over SMTP (RFC 5321).

use std::error::Error as _;
use std::fmt::Display;
use std::io;
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::compose::Composer;
use crate::error::Error;
use crate::ports::{Mail, Mailer};

/// How long a whole conversation may take, from looking the server up to its last answer.
const CONVERSATION_LASTS: Duration = Duration::from_secs(10);
/// How long one address of the server may take to answer at all; half, so that a second address has
/// its turn.
const CONNECTING_LASTS: Duration = Duration::from_secs(5);

/// Replies about ourselves and not about the mail: we have to sign in, our mechanism is too weak,
/// our credentials are wrong, encryption is asked for. Source: RFC 4954, section 6, and RFC 3207,
/// section 4. They pass when the settings are put right, so the mail is not given up.
const OUR_OWN_FAULT: [u16; 4] = [530, 534, 535, 538];

/// Hands mail to a mail server, over a connection of its own for each.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    composer: Composer,
    lasts: Duration,
}

impl Smtp {
    /// A mailer for the server that `url` names. Nothing is sent yet.
    ///
    /// # Errors
    /// A sentence about what is wrong with the settings. It never repeats the URL, which may hold a
    /// password.
    pub fn open(url: &str, from: &str) -> Result<Self, String> {
        let Ok(builder) = AsyncSmtpTransport::<Tokio1Executor>::from_url(url) else {
            return Err("the URL of the mail server cannot be used: expected \
                        smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST?tls=required or \
                        smtp://HOST:PORT; in USER and PASSWORD write special characters as %XX"
                .to_owned());
        };
        let composer = Composer::new(from)?;
        let transport = builder.timeout(Some(CONNECTING_LASTS)).build();
        Ok(Self { transport, composer, lasts: CONVERSATION_LASTS })
    }

    /// The same with less patience.
    #[cfg(test)]
    pub(super) fn lasting(self, lasts: Duration) -> Self {
        Self { lasts, ..self }
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), Error> {
        let message = self.composer.compose(mail)?;
        let is_ascii = mail.address()?.is_ascii();
        // lettre's own limit ends with connecting. Dropping the conversation closes its connection.
        match tokio::time::timeout(self.lasts, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(judged(&error, is_ascii)),
            Err(_) => {
                let seconds = self.lasts.as_secs();
                later(format_args!("the mail server took longer than {seconds} seconds"))
            }
        }
    }
}

/// Whether to try again, and why, in our own words: the server's may repeat the address, the text,
/// or what we signed in with.
fn judged(error: &smtp::Error, address_is_ascii: bool) -> Error {
    if let Some(code) = error.status() {
        let code = u16::from(code);
        let why = format!("the mail server answered {code}");
        return if error.is_permanent() && !OUR_OWN_FAULT.contains(&code) {
            Error::MailRefused(why)
        } else {
            Error::MailUnavailable(why)
        };
    }
    if error.is_client() && !address_is_ascii {
        let why = "the mail server takes only ASCII addresses";
        return Error::MailRefused(why.to_owned());
    }
    Error::MailUnavailable(if error.is_client() {
        "the mail server does not offer what the settings ask for (STARTTLS, or a way to sign in)"
            .to_owned()
    } else if let Some(kind) = io_kind(error) {
        format!("the connection to the mail server failed: {kind}")
    } else if error.is_tls() {
        "no encrypted connection to the mail server could be made".to_owned()
    } else {
        "the conversation with the mail server broke off".to_owned()
    })
}

/// What the operating system says of a failed connection.
fn io_kind(error: &smtp::Error) -> Option<io::ErrorKind> {
    error.source()?.downcast_ref::<io::Error>().map(io::Error::kind)
}

fn later(why: impl Display) -> Result<(), Error> {
    Err(Error::MailUnavailable(why.to_string()))
}
