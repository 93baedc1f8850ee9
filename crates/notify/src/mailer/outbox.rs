//! No mail server: what is written stays here.

use async_trait::async_trait;

use crate::error::Error;
use crate::ports::{Mail, Mailer, Reach};

/// Carries no mail: the notifications themselves are the outbox that people read.
#[derive(Debug, Clone, Copy)]
pub struct Outbox;

#[async_trait]
impl Mailer for Outbox {
    fn reach(&self) -> Reach {
        Reach::Nobody
    }

    async fn send(&self, _: &Mail) -> Result<(), Error> {
        Err(Error::MailRefused("there is no mail server".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Message, Status};
    use crate::mailer::{Settings, open};
    use crate::service::testing::{Cafe, tell};

    #[tokio::test]
    async fn without_a_mail_server_a_notification_can_be_read_all_the_same() {
        let settings = Settings { url: None, from: String::new() };
        let cafe = Cafe::mailing_by(open(&settings).await.expect("nothing to be wrong"));
        cafe.notify.send(tell(Message::OrderReady)).await.expect("kept");
        let written = cafe.written(&tell(Message::OrderReady)).await.expect("written down");
        assert_eq!(written.status(), Status::Kept);
    }
}
