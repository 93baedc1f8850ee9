//! Mail by Amazon SES.

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::BuildError;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageTag};

use super::aws::{judged, once};
use super::sender::Sender;
use crate::error::Error;
use crate::ports::{Mail, Mailer};

/// The tag by which a mail is found in SES's own events: which notification it was.
const TAG: &str = "notification";
/// What SES never takes: an address or a text it refuses, a sender or recipient that is not
/// verified.
const FINAL: [&str; 3] =
    ["BadRequestException", "MessageRejected", "MailFromDomainNotVerifiedException"];

/// Hands mail to SES. The Message-ID is SES's own, so what leaves twice arrives twice.
pub struct Ses {
    client: Client,
    from: String,
}

impl Ses {
    /// A mailer for the account and region of `config`. Nothing is sent yet.
    ///
    /// # Errors
    /// A sentence when `from` cannot send mail.
    pub fn open(from: &str, config: &SdkConfig) -> Result<Self, String> {
        let from = Sender::read(from)?.encoded();
        Ok(Self { client: Client::new(&once(config)), from })
    }

    fn compose(mail: &Mail) -> Result<EmailContent, BuildError> {
        let utf8 = |text: &str| Content::builder().data(text).charset("UTF-8").build();
        let body = Body::builder().text(utf8(&mail.text)?).build();
        let message = Message::builder().subject(utf8(&mail.subject)?).body(body).build();
        Ok(EmailContent::builder().simple(message).build())
    }
}

#[async_trait]
impl Mailer for Ses {
    async fn send(&self, mail: &Mail) -> Result<(), Error> {
        let impossible = |_| Error::MailRefused("it cannot be put into a mail".to_owned());
        let tag = MessageTag::builder().name(TAG).value(&mail.message_id).build();
        let to = Destination::builder().to_addresses(mail.address()?).build();
        let sending = self.client.send_email().from_email_address(&self.from).destination(to);
        let sending = sending.email_tags(tag.map_err(impossible)?);
        let sent = sending.content(Self::compose(mail).map_err(impossible)?).send().await;
        sent.map(|_| ()).map_err(|error| judged("SES", &error, &FINAL))
    }
}
