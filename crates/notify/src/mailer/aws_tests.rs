//! SES and SNS at the stand-in for AWS, and what their failures mean at a server that fails.

use std::sync::Arc;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sns::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_sqs::types::QueueAttributeName;
use kernel::{Class, Coded, OsRandom, Random};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{Ses, Settings, Sns, open};
use crate::domain::{Message, Status};
use crate::error::Error;
use crate::ports::{About, Mail, Mailer};
use crate::service::testing::{Cafe, tell};

const FROM: &str = "Demo Café <orders@cafe.example>";
const TOPIC: &str = "arn:aws:sns:us-east-1:000000000000:notices";

#[expect(clippy::disallowed_methods, reason = "the test run says here where its stand-in is")]
fn stand_in() -> String {
    std::env::var("COMANDA_TEST_AWS").expect(
        "COMANDA_TEST_AWS names no stand-in for AWS: run `cargo xtask test`, which starts one",
    )
}

fn config_at(endpoint: &str) -> SdkConfig {
    let keys = Credentials::new("test", "test", None, None, "the test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::from_static("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(keys))
        .build()
}

fn mail(message: Message) -> Mail {
    Mail {
        to: Some("anna@example.org".to_owned()),
        about: Some(About {
            message,
            order: "ord_1".parse().expect("an id"),
            location: "loc_here".parse().expect("an id"),
        }),
        subject: "Your order A-042 is ready – Demo Café".to_owned(),
        text: "Hello Anna,\n\n2 × Flat white\n".to_owned(),
        message_id: format!("ntf_{}", &OsRandom.token()[..12]),
        at: "2026-11-29T12:40:00Z".parse().expect("a time"),
    }
}

/// Sends a request without a body; says the body of the answer.
async fn get(endpoint: &str, path: &str) -> String {
    let host = endpoint.trim_end_matches('/').trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.expect("the stand-in listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn ses_takes_a_mail_as_it_was_written() {
    let endpoint = stand_in();
    let config = config_at(&endpoint);
    let identities = aws_sdk_sesv2::Client::new(&config);
    let made = identities.create_email_identity().email_identity("cafe.example").send().await;
    made.expect("the stand-in verifies a domain at once");
    let unique = format!("Order {}\n", OsRandom.token());
    let mail = Mail { text: unique.clone(), ..mail(Message::OrderReady) };
    Ses::open(FROM, &config).expect("can send").send(&mail).await.expect("is taken");
    let sent = get(&endpoint, "/_ministack/ses/messages").await;
    let (_, body) = sent.split_once("\r\n\r\n").expect("a body");
    let body = &body[body.find('{').expect("JSON")..=body.rfind('}').expect("JSON")];
    let sent: Value = serde_json::from_str(body).expect("JSON");
    let all = sent["messages"].as_object().expect("by account").values();
    let mut all = all.flat_map(|mails| mails.as_array().expect("a list"));
    let found = all.find(|sent| sent["BodyText"] == unique.as_str()).expect("was sent");
    assert_eq!(found["To"], serde_json::json!(["anna@example.org"]));
    assert_eq!(found["Subject"], mail.subject.as_str());
    let from = found["Source"].as_str().expect("a sender");
    assert!(from.is_ascii() && from.ends_with("<orders@cafe.example>"), "{from}");
}

#[tokio::test]
async fn ses_refuses_a_sender_that_is_not_verified_and_no_address_is_told() {
    let mailer = Ses::open("orders@elsewhere.example", &config_at(&stand_in()));
    let error = mailer.expect("can send").send(&mail(Message::OrderReady)).await;
    let error = error.expect_err("is not verified");
    assert_eq!(error.to_string(), "the mail is refused: SES answered MessageRejected");
    assert!(!format!("{error:?}").contains("example"), "{error:?}");
    let nobody = Mail { to: None, ..mail(Message::OrderReady) };
    let mailer = Ses::open(FROM, &config_at(&stand_in())).expect("can send");
    let error = mailer.send(&nobody).await.expect_err("has no address");
    assert_eq!(error.code(), "notify.mail-refused");
}

/// A topic, and a queue that gets what one audience is told.
struct Topic {
    config: SdkConfig,
    arn: String,
    queue: String,
}

impl Topic {
    async fn heard_by(audience: &str) -> Self {
        let config = config_at(&stand_in());
        let (sns, sqs) = (aws_sdk_sns::Client::new(&config), aws_sdk_sqs::Client::new(&config));
        let name = format!("t-{}", &OsRandom.token()[..12]);
        let made = sns.create_topic().name(&name).send().await.expect("makes a topic");
        let arn = made.topic_arn.expect("has an ARN");
        let made = sqs.create_queue().queue_name(&name).send().await.expect("makes a queue");
        let queue = made.queue_url.expect("has a URL");
        let named = sqs.get_queue_attributes().queue_url(&queue);
        let named = named.attribute_names(QueueAttributeName::QueueArn).send().await;
        let named = named.expect("answers").attributes.expect("has attributes");
        let subscribing = sns.subscribe().topic_arn(&arn).protocol("sqs");
        let subscribing = subscribing.endpoint(&named[&QueueAttributeName::QueueArn]);
        let filter = serde_json::json!({ "audience": [audience] }).to_string();
        let subscribed = subscribing.attributes("FilterPolicy", filter).send().await;
        subscribed.expect("subscribes");
        Self { config, arn, queue }
    }

    fn mailer(&self) -> Sns {
        Sns::open(&self.arn, &self.config).expect("an ARN")
    }

    /// What was heard so far.
    async fn heard(&self) -> Vec<Value> {
        let sqs = aws_sdk_sqs::Client::new(&self.config);
        let received = sqs.receive_message().queue_url(&self.queue).max_number_of_messages(10);
        let received = received.wait_time_seconds(1).send().await.expect("answers");
        let bodies = received.messages.unwrap_or_default().into_iter();
        bodies
            .map(|message| serde_json::from_str(&message.body.expect("a body")).expect("JSON"))
            .collect()
    }
}

#[tokio::test]
async fn subscribers_hear_what_is_told_to_their_audience() {
    let topic = Topic::heard_by("staff").await;
    for message in [Message::OrderReady, Message::NewOrder, Message::WaitedTooLong] {
        topic.mailer().send(&mail(message)).await.expect("is taken");
    }
    let heard = topic.heard().await;
    let mut told: Vec<_> =
        heard.iter().map(|heard| heard["MessageAttributes"]["message"]["Value"].clone()).collect();
    told.sort_by_key(ToString::to_string);
    assert_eq!(told, ["new-order", "waited-too-long"]);
    for heard in &heard {
        assert_eq!(heard["Subject"], "Your order A-042 is ready - Demo Cafe");
        assert_eq!(heard["Message"], "Hello Anna,\n\n2 × Flat white\n");
        assert_eq!(heard["MessageAttributes"]["location"]["Value"], "loc_here");
        assert_eq!(heard["MessageAttributes"]["order"]["Value"], "ord_1");
        assert!(!heard.to_string().contains("anna@"), "{heard}");
    }
}

#[tokio::test]
async fn administrators_hear_of_what_went_wrong() {
    let topic = Topic::heard_by("admin").await;
    for message in Message::ALL {
        topic.mailer().send(&mail(message)).await.expect("is taken");
    }
    let heard = topic.heard().await;
    let told = heard.iter().map(|heard| heard["MessageAttributes"]["message"]["Value"].to_string());
    let mut told: Vec<_> = told.collect();
    told.sort();
    assert_eq!(told, ["\"payment-not-captured\"", "\"waited-too-long\""]);
}

#[tokio::test]
async fn who_left_no_address_is_told_by_the_topic_once() {
    let topic = Topic::heard_by("customer").await;
    let cafe = Cafe::mailing_by(Arc::new(topic.mailer()));
    cafe.orders.change(|facts| facts.email = None);
    for _ in 0..3 {
        cafe.notify.send(tell(Message::OrderReady)).await.expect("told, now or before");
    }
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written down");
    assert_eq!((written.status(), written.attempts), (Status::Sent, 1));
    assert_eq!(topic.heard().await.len(), 1);
}

/// Answers every request with one status and one code of an error.
async fn failing(status: u16, code: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let secret = "anna@example.org";
    let json = format!("{{\"message\":\"{secret}\"}}");
    let xml = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{secret}</Message>\
         </Error></ErrorResponse>"
    );
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 64 * 1024];
            let length = stream.read(&mut request).await.unwrap_or(0);
            let is_ses = String::from_utf8_lossy(&request[..length]).contains("/v2/email/");
            let (body, kind) =
                if is_ses { (&json, "application/json") } else { (&xml, "text/xml") };
            let answer = format!(
                "HTTP/1.1 {status} Oh\r\nx-amzn-errortype: {code}\r\nContent-Type: {kind}\r\n\
                 Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    address
}

fn expect(error: &Error, code: &str, class: Class) {
    assert_eq!((error.code(), error.class()), (code, class), "{error}");
    assert!(!format!("{error} {error:?}").contains("example"), "{error:?}");
}

#[tokio::test]
async fn what_passes_is_tried_again_and_what_does_not_is_not() {
    let (later, never) =
        (("notify.mail-unavailable", Class::Unavailable), ("notify.mail-refused", Class::Rejected));
    for (status, code, (expected, class)) in [
        (429, "TooManyRequestsException", later),
        (500, "InternalFailure", later),
        (503, "ServiceUnavailable", later),
        (403, "AccessDeniedException", later),
        (400, "SendingPausedException", later),
        (400, "AccountSuspendedException", later),
        (400, "anna@example.org", later),
        (400, "MessageRejected", never),
        (400, "BadRequestException", never),
        (400, "MailFromDomainNotVerifiedException", never),
    ] {
        let config = config_at(&failing(status, code).await);
        let ses = Ses::open(FROM, &config).expect("can send");
        let error = ses.send(&mail(Message::OrderReady)).await.expect_err(code);
        expect(&error, expected, class);
    }
    for (status, code, (expected, class)) in [
        (429, "Throttling", later),
        (500, "InternalError", later),
        (403, "AuthorizationError", later),
        (404, "NotFound", later),
        (400, "InvalidParameter", never),
    ] {
        let config = config_at(&failing(status, code).await);
        let sns = Sns::open(TOPIC, &config).expect("an ARN");
        let error = sns.send(&mail(Message::OrderReady)).await.expect_err(code);
        expect(&error, expected, class);
    }
    let gone = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("bound");
    let sns = Sns::open(TOPIC, &config_at(&format!("http://{gone}"))).expect("an ARN");
    let error = sns.send(&mail(Message::OrderReady)).await.expect_err("nobody listens");
    expect(&error, later.0, later.1);
    assert!(error.to_string().contains("the connection to SNS failed"), "{error}");
}

#[tokio::test]
async fn settings_that_are_wrong_are_refused() {
    let config = config_at("http://127.0.0.1:1");
    for topic in [
        "",
        "notices",
        "arn:aws:sns:us-east-1:000000000000",
        "arn:aws:sns:us-east-1:000000000000:notices:more",
        "arn:aws:sqs:us-east-1:000000000000:notices",
        "arn:aws:sns::000000000000:notices",
        "arn:aws:sns:us-east-1:000000000000:events.fifo",
    ] {
        assert!(Sns::open(topic, &config).is_err(), "{topic}");
    }
    assert!(Ses::open("nobody", &config).is_err());
    let settings = Settings { url: Some("ses:eu-central-1".to_owned()), from: FROM.to_owned() };
    assert!(open(&settings).await.is_err_and(|why| why.contains("nothing follows ses:")));
}
