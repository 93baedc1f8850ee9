//! Writing a mail (RFC 5322).

use std::time::SystemTime;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::{Address, Message};

use super::sender::Sender;
use crate::error::Error;
use crate::ports::Mail;

/// Writes mails from one sender.
pub(super) struct Composer {
    from: Mailbox,
}

impl Composer {
    /// For this sender: `Demo Café <orders@cafe.example>`, or the address alone.
    ///
    /// # Errors
    /// A sentence that says how it should be.
    pub(super) fn new(from: &str) -> Result<Self, String> {
        let Sender(from) = Sender::read(from)?;
        Ok(Self { from })
    }

    /// The mail as it is sent.
    ///
    /// # Errors
    /// [`Error::MailRefused`] when it has no address that mail can be sent to.
    pub(super) fn compose(&self, mail: &Mail) -> Result<Message, Error> {
        let is_not_one = |_| Error::MailRefused("it is not an e-mail address".to_owned());
        let to: Address = mail.address()?.parse().map_err(is_not_one)?;
        let message_id = format!("<{}@{}>", mail.message_id, self.from.email.domain());
        // Asks out-of-office programs not to answer (RFC 3834).
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .date(SystemTime::from(mail.at))
            .message_id(Some(message_id))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .subject(&mail.subject)
            .singlepart(
                SinglePart::builder().header(ContentType::TEXT_PLAIN).body(mail.text.clone()),
            )
            .map_err(|_| Error::MailRefused("it cannot be put into a mail".to_owned()))
    }
}
