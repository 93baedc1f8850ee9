//! What people are told, published to a topic of Amazon SNS. Whoever has subscribed gets what its
//! filter lets through: a person by mail, a program by a queue.

use async_trait::async_trait;
use aws_config::{Region, SdkConfig};
use aws_sdk_sns::Client;
use aws_sdk_sns::error::BuildError;
use aws_sdk_sns::types::MessageAttributeValue;

use super::aws::{judged, once};
use super::subject::subject;
use crate::error::Error;
use crate::ports::{About, Mail, Mailer, Reach};

/// What SNS never takes, because of what it says.
const FINAL: [&str; 3] = ["InvalidParameter", "ParameterValueInvalid", "ValidationException"];

/// Publishes to one topic. It does not remove duplicates: the record of the notification does.
pub struct Sns {
    client: Client,
    topic: String,
}

impl Sns {
    /// Publishes to the topic with this ARN, in its own region. Nothing is sent yet.
    ///
    /// # Errors
    /// A sentence when `topic` is not the ARN of a standard topic.
    pub fn open(topic: &str, config: &SdkConfig) -> Result<Self, String> {
        let parts: Vec<&str> = topic.split(':').collect();
        let ["arn", _, "sns", region, account, name] = parts[..] else {
            return Err(expected("the ARN of a topic"));
        };
        if region.is_empty() || account.is_empty() || name.is_empty() {
            return Err(expected("the ARN of a topic"));
        }
        if name.strip_suffix(".fifo").is_some() {
            return Err(expected(
                "the ARN of a standard topic; people cannot subscribe to a FIFO one",
            ));
        }
        let config = once(config).to_builder().region(Region::new(region.to_owned())).build();
        Ok(Self { client: Client::new(&config), topic: topic.to_owned() })
    }
}

fn expected(what: &str) -> String {
    format!("what follows sns: must be {what}, such as arn:aws:sns:eu-central-1:123456789012:NAME")
}

#[async_trait]
impl Mailer for Sns {
    fn reach(&self) -> Reach {
        Reach::Subscribers
    }

    async fn send(&self, mail: &Mail) -> Result<(), Error> {
        let mut publishing = self.client.publish().topic_arn(&self.topic);
        // A letter to one person is not for whoever has subscribed.
        let private = || Error::MailRefused("it is for one person alone".to_owned());
        for (name, value) in attributes(mail.about.as_ref().ok_or_else(private)?) {
            let value =
                value.map_err(|_| Error::MailRefused("it cannot be published".to_owned()))?;
            publishing = publishing.message_attributes(name, value);
        }
        let publishing = publishing.subject(subject(&mail.subject)).message(&mail.text);
        let published = publishing.send().await;
        published.map(|_| ()).map_err(|error| judged("SNS", &error, &FINAL))
    }
}

/// What filters look at. What went wrong is for staff and for administrators, in one message.
fn attributes(about: &About) -> [(&'static str, Result<MessageAttributeValue, BuildError>); 4] {
    let text = |value: &str| attribute("String", value);
    let to = about.message.audience();
    let audience = if about.message.is_for_admins_too() {
        attribute("String.Array", &format!("[\"{to}\",\"admin\"]"))
    } else {
        text(to.word())
    };
    [
        ("audience", audience),
        ("message", text(about.message.word())),
        ("location", text(about.location.as_str())),
        ("order", text(about.order.as_str())),
    ]
}

fn attribute(kind: &str, value: &str) -> Result<MessageAttributeValue, BuildError> {
    MessageAttributeValue::builder().data_type(kind).string_value(value).build()
}
