use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use kernel::{Class, Coded};
use tokio::net::TcpListener;

use super::smtp_server::Server;
use super::{Settings, Smtp, open};
use crate::domain::{Message, Status};
use crate::error::Error;
use crate::ports::{About, Mail, Mailer};
use crate::service::testing::{Cafe, tell};

const FROM: &str = "Demo Café <orders@cafe.example>";
const PASSWORD: &str = "hunter2-and-more";
/// Longer than any conversation takes on a busy machine.
const LASTS: Duration = Duration::from_mins(2);

fn mailer(server: &Server) -> Smtp {
    Smtp::open(&format!("smtp://{}", server.address), FROM).expect("good settings")
}

/// With a name and a password, which the server echoes where it is told to.
fn signed_in(server: &Server) -> Smtp {
    let url = format!("smtp://anna:{PASSWORD}@{}", server.address);
    Smtp::open(&url, FROM).expect("good settings")
}

fn mail() -> Mail {
    Mail {
        to: Some("anna@example.org".to_owned()),
        about: Some(About {
            message: Message::OrderReady,
            order: "ord_1".parse().expect("an id"),
            location: "loc_here".parse().expect("an id"),
        }),
        subject: "Your order A-042 is ready".to_owned(),
        text: "Hello Anna,\n\n.A line that begins with a dot.\n2 × Flat white\n".to_owned(),
        message_id: "ntf_1".to_owned(),
        at: "2026-11-20T12:40:00Z".parse().expect("a time"),
    }
}

async fn error_of(mailer: &Smtp) -> Error {
    mailer.send(&mail()).await.expect_err("not taken")
}

/// All that a log would show of an error.
fn whole(error: &Error) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        write!(text, " {error} {error:?}").expect("a string grows");
        source = error.source();
    }
    text
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let server = Server::start().await;
    mailer(&server).send(&mail()).await.expect("taken");
    let heard = server.heard();
    let words: Vec<_> = heard.commands.iter().map(|line| &line[..4]).collect();
    assert_eq!(words[..4], ["EHLO", "MAIL", "RCPT", "DATA"]);
    assert!(heard.commands[1].starts_with("MAIL FROM:<orders@cafe.example>"));
    assert_eq!(heard.commands[2], "RCPT TO:<anna@example.org>");
    let (headers, body) = heard.mails[0].split_once("\n\n").expect("headers and a body");
    for header in [
        "To: anna@example.org",
        "Subject: Your order A-042 is ready",
        "Date: Fri, 20 Nov 2026 12:40:00 +0000",
        "Message-ID: <ntf_1@cafe.example>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
    ] {
        assert!(headers.lines().any(|line| line == header), "{header} in\n{headers}");
    }
    assert!(headers.contains("<orders@cafe.example>"), "{headers}");
    let expected = "Hello Anna,\n\n.A line that begins with a dot.\n2 =C3=97 Flat white\n";
    assert_eq!(body.trim_end(), expected.trim_end());
}

#[tokio::test]
async fn a_line_break_in_a_subject_makes_no_header() {
    let server = Server::start().await;
    let subject = "Ready\r\nBcc: eve@example.org\r\n\r\nYou have won".to_owned();
    mailer(&server).send(&Mail { subject, ..mail() }).await.expect("taken");
    let heard = server.heard();
    let (headers, body) = heard.mails[0].split_once("\n\n").expect("headers and a body");
    assert!(!headers.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{headers}");
    assert!(body.starts_with("Hello Anna,"), "{body}");
}

#[tokio::test]
async fn what_passes_is_tried_again_and_what_does_not_is_not() {
    for (word, reply, expected) in [
        ("RCPT", "450 mailbox busy", "notify.mail-unavailable"),
        ("RCPT", "550 no such user", "notify.mail-refused"),
        ("DATA", "451 later", "notify.mail-unavailable"),
        ("end", "452 disk full", "notify.mail-unavailable"),
        ("end", "554 looks like spam", "notify.mail-refused"),
        ("greeting", "421 too busy", "notify.mail-unavailable"),
        // Our own credentials, not the customer's address.
        ("MAIL", "530 sign in first", "notify.mail-unavailable"),
        ("RCPT", "gibberish", "notify.mail-unavailable"),
    ] {
        let server = Server::replying(&[(word, reply)]).await;
        let error = error_of(&mailer(&server)).await;
        assert_eq!(error.code(), expected, "{word} {reply}: {error}");
        assert_eq!(error.class() == Class::Unavailable, error.class().is_worth_retrying());
    }
}

#[tokio::test]
async fn a_notification_follows_the_server_from_busy_to_taken_and_from_unknown_to_refused() {
    let server = Server::replying(&[("RCPT", "450 mailbox busy")]).await;
    let cafe = Cafe::mailing_by(Arc::new(mailer(&server)));
    let (ready, new) = (tell(Message::OrderReady), tell(Message::NewOrder));
    let error = cafe.notify.send(ready.clone()).await.expect_err("busy");
    assert_eq!(error.to_string(), "the mail cannot be sent now: the mail server answered 450");
    server.agree();
    cafe.notify.send(ready.clone()).await.expect("taken");
    let written = cafe.written(&ready).await.expect("written down");
    assert_eq!((written.status(), written.attempts), (Status::Sent, 2));
    let id = format!("Message-ID: <{}@cafe.example>", written.id);
    assert!(server.heard().mails[0].contains(&id), "{:?}", server.heard());

    let server = Server::replying(&[("RCPT", "550 no such user")]).await;
    let cafe = Cafe::mailing_by(Arc::new(mailer(&server)));
    cafe.notify.send(new.clone()).await.expect("noted");
    server.agree();
    cafe.notify.send(new.clone()).await.expect("not tried again");
    assert_eq!(cafe.written(&new).await.expect("written down").status(), Status::Refused);
    assert!(server.heard().mails.is_empty());
}

#[tokio::test]
async fn a_server_that_says_nothing_or_is_not_there_is_tried_again() {
    for silent in ["greeting", "RCPT", "end"] {
        let server = Server::replying(&[(silent, "")]).await;
        let mailer = mailer(&server).lasting(Duration::from_millis(100));
        let error = error_of(&mailer).await;
        assert!(error.to_string().contains("took longer"), "{silent}: {error}");
        assert_eq!(error.class(), Class::Unavailable);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    drop(listener);
    let error = error_of(&Smtp::open(&format!("smtp://{address}"), FROM).expect("good")).await;
    let expected = "the mail cannot be sent now: the connection to the mail server failed: \
                    connection refused";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_conversation_given_up_is_not_gone_on_with() {
    let server = Server::replying(&[("RCPT", "")]).await;
    let mailer = mailer(&server).lasting(LASTS);
    let time_passes = async {
        server.hears("RCPT").await;
        tokio::time::pause();
        tokio::time::advance(LASTS).await;
        tokio::time::resume();
    };
    tokio::join!(error_of(&mailer), time_passes);
    server.agree();
    // Whatever was left to be done with the first connection is done before the second mail.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    let second = Mail { message_id: "ntf_2".to_owned(), ..mail() };
    mailer.send(&second).await.expect("taken");
    let heard = server.heard();
    assert_eq!(heard.commands.iter().filter(|line| line.starts_with("EHLO")).count(), 2);
    assert_eq!(heard.mails.len(), 1);
    assert!(heard.mails[0].contains("<ntf_2@cafe.example>"));
}

#[tokio::test]
async fn credentials_are_used_and_are_in_no_error() {
    let server = Server::start().await;
    signed_in(&server).send(&mail()).await.expect("taken");
    assert!(server.heard().commands.iter().any(|line| line.starts_with("AUTH PLAIN ")));

    // "\0anna\0hunter2-and-more" in base 64, as it travels.
    let encoded = "AGFubmEAaHVudGVyMi1hbmQtbW9yZQ==";
    assert!(server.heard().commands.iter().any(|line| line.contains(encoded)));
    let echo = "535 anna hunter2-and-more AGFubmEAaHVudGVyMi1hbmQtbW9yZQ==";
    for (word, reply) in [("AUTH", echo), ("RCPT", "550 <anna@example.org> hunter2-and-more")] {
        let server = Server::replying(&[(word, reply)]).await;
        let error = error_of(&signed_in(&server)).await;
        let whole = whole(&error);
        for secret in ["hunter2", encoded, "anna", "example.org"] {
            assert!(!whole.contains(secret), "{whole}");
        }
    }
    let server = Server::replying(&[("AUTH", echo)]).await;
    let error = error_of(&signed_in(&server)).await;
    assert_eq!(error.code(), "notify.mail-unavailable", "the password can be put right");
}

#[tokio::test]
async fn settings_that_are_wrong_are_refused_without_repeating_them() {
    let settings =
        |url: &str, from: &str| Settings { url: Some(url.to_owned()), from: from.to_owned() };
    for url in [
        "",
        "anna:hunter2@mail.example",
        "http://anna:hunter2@mail.example",
        "smtp://anna:hunter2@mail.example?tls=hunter2",
        "hunter2://mail.example",
        "smtp://anna:hunter2@",
        "smtps://anna:hunter2%FF@mail.example",
    ] {
        let sentence = open(&settings(url, FROM)).await.err().expect(url);
        assert!(sentence.starts_with("the URL of the mail server cannot be used"), "{sentence}");
        assert!(!sentence.contains("hunter2"), "{sentence}");
    }
    for from in ["", "cafe.example", "orders@", "a@b.example, c@d.example"] {
        assert!(open(&settings("smtps://mail.example", from)).await.is_err(), "{from}");
    }
    assert!(open(&settings("smtps://mail.example", "a@müller.example")).await.is_err());
    for url in ["smtps://anna:hunter2@mail.example", "smtp://mail.example:2525?tls=required"] {
        assert!(open(&settings(url, "orders@cafe.example")).await.is_ok(), "{url}");
    }
}
