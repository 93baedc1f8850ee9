use std::sync::Arc;
use std::time::Duration;

use kernel::{Class, Clock, Coded};
use tokio::task::JoinSet;

use super::SendMessage;
use super::testing::{Cafe, tell};
use crate::domain::{Audience, Message, Status};
use crate::error::Error;

fn unavailable() -> Result<(), Error> {
    Err(Error::MailUnavailable("the mail server answered 451".to_owned()))
}

#[tokio::test]
async fn a_fact_is_written_down_and_mailed() {
    let cafe = Cafe::open();
    let command = tell(Message::OrderConfirmed);
    cafe.notify.send(command.clone()).await.expect("sent");
    let [mail] = cafe.mailer.mails().try_into().ok().expect("one mail");
    assert_eq!(mail.to.as_deref(), Some("anna@example.org"));
    assert_eq!(mail.subject, "Your order A-042 is confirmed – Demo Café");
    let written = cafe.written(&command).await.expect("written down");
    assert_eq!((mail.text, mail.message_id), (written.text.clone(), written.id.to_string()));
    assert_eq!((written.status(), written.attempts), (Status::Sent, 1));
    assert_eq!(written.sent_at, Some(cafe.clock.now()));
    assert!(written.id.as_str().starts_with("ntf_"));
}

#[tokio::test]
async fn of_an_order_for_somebody_at_the_counter_only_staff_are_told() {
    let cafe = Cafe::open();
    cafe.orders.change(|facts| facts.walk_in = true);
    for message in Message::ALL {
        let told = tell(message);
        cafe.notify.send(told.clone()).await.expect("is done, as far as there is anything to do");
        let is_for_staff = message.audience() == Audience::Staff;
        assert_eq!(cafe.written(&told).await.is_some(), is_for_staff, "{message}");
    }
    assert!(cafe.mailer.mails().iter().all(|mail| mail.to.as_deref() != Some("anna@example.org")));
}

#[tokio::test]
async fn a_fact_told_again_and_again_is_mailed_once() {
    let cafe = Cafe::open();
    for _ in 0..5 {
        cafe.notify.send(tell(Message::OrderReady)).await.expect("sent, now or before");
        cafe.clock.advance(Duration::from_hours(1));
    }
    assert_eq!(cafe.mailer.mails().len(), 1);
}

#[tokio::test]
async fn a_fact_told_by_many_at_once_is_mailed_once() {
    let cafe = Arc::new(Cafe::open());
    let mut tellers = JoinSet::new();
    for _ in 0..20 {
        let cafe = Arc::clone(&cafe);
        tellers.spawn(async move { cafe.notify.send(tell(Message::NewOrder)).await });
    }
    let outcomes = tellers.join_all().await;
    assert!(outcomes.iter().any(Result::is_ok));
    // Who came while it was being sent is to look again: the sender might have died.
    let others = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    others.for_each(|error| assert!(matches!(error, Error::BeingSent), "{error}"));
    cafe.notify.send(tell(Message::NewOrder)).await.expect("sent before");
    assert_eq!(cafe.mailer.mails().len(), 1);
}

#[tokio::test]
async fn each_fact_and_each_order_is_told_by_itself() {
    let cafe = Cafe::open();
    for message in Message::ALL {
        cafe.notify.send(tell(message)).await.expect("sent");
    }
    let other = SendMessage { order: "ord_2".parse().expect("an id"), ..tell(Message::NewOrder) };
    cafe.notify.send(other).await.expect("sent");
    let mails = cafe.mailer.mails();
    assert_eq!(mails.len(), 9);
    let staff = mails.iter().filter(|mail| mail.to.as_deref() == Some("counter@cafe.example"));
    assert_eq!(staff.count(), 4);
}

#[tokio::test]
async fn what_the_mailer_cannot_take_now_is_tried_again_with_the_same_words() {
    let cafe = Cafe::open();
    cafe.mailer.answer([unavailable(), unavailable()]);
    let command = tell(Message::OrderReady);
    for _ in 0..2 {
        let error = cafe.notify.send(command.clone()).await.expect_err("not taken");
        assert_eq!(error.class(), Class::Unavailable);
        let written = cafe.written(&command).await.expect("written down");
        assert_eq!(written.status(), Status::Waiting);
        cafe.orders.change(|facts| facts.customer_name = Some("Berta".to_owned()));
    }
    cafe.notify.send(command.clone()).await.expect("taken at last");
    let written = cafe.written(&command).await.expect("written down");
    assert_eq!((written.status(), written.attempts), (Status::Sent, 3));
    let mails = cafe.mailer.mails();
    assert!(mails[0] == mails[1] && mails[1] == mails[2], "the same mail each time");
}

#[tokio::test]
async fn a_refused_mail_is_noted_and_not_tried_again() {
    let cafe = Cafe::open();
    cafe.mailer.answer([Err(Error::MailRefused("the mail server answered 550".to_owned()))]);
    let command = tell(Message::OrderReady);
    for _ in 0..3 {
        cafe.notify.send(command.clone()).await.expect("there is nothing more to do");
    }
    assert_eq!(cafe.mailer.mails().len(), 1);
    let written = cafe.written(&command).await.expect("written down");
    assert_eq!(written.status(), Status::Refused);
    assert_eq!(written.refused.as_deref(), Some("the mail server answered 550"));
}

#[tokio::test]
async fn an_attempt_that_died_is_followed_after_a_minute() {
    let cafe = Cafe::open();
    let command = tell(Message::OrderReady);
    let dying = cafe.notify.send(command.clone());
    // Dropped where it waits for the mailer: as if the process had been killed there.
    tokio::select! {
        biased;
        _ = dying => unreachable!("the mailer takes a moment"),
        () = async { while cafe.mailer.mails().is_empty() { tokio::task::yield_now().await } } => {}
    }
    let error = cafe.notify.send(command.clone()).await.expect_err("it may still be sent");
    assert!(matches!(error, Error::BeingSent), "{error}");
    cafe.clock.advance(Duration::from_mins(1));
    cafe.notify.send(command.clone()).await.expect("sent");
    let ids: Vec<_> = cafe.mailer.mails().into_iter().map(|mail| mail.message_id).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1], "so that a mail program drops the second");
}

#[tokio::test]
async fn without_an_address_it_is_kept_to_be_read_here() {
    let cafe = Cafe::open();
    cafe.orders.change(|facts| facts.email = None);
    let command = tell(Message::OrderConfirmed);
    cafe.notify.send(command.clone()).await.expect("kept");
    let written = cafe.written(&command).await.expect("written down");
    assert_eq!((written.status(), written.attempts), (Status::Kept, 0));
    assert!(cafe.mailer.mails().is_empty());
}

#[tokio::test]
async fn what_is_no_address_is_neither_mailed_to_nor_kept() {
    let cafe = Cafe::open();
    let evil = "anna@example.org\r\nRCPT TO:<eve@example.org>";
    cafe.orders.change(|facts| facts.email = Some(evil.to_owned()));
    let command = tell(Message::OrderConfirmed);
    cafe.notify.send(command.clone()).await.expect("noted");
    let written = cafe.written(&command).await.expect("written down");
    assert_eq!((written.status(), written.address), (Status::Refused, None));
    assert!(cafe.mailer.mails().is_empty());
}

#[tokio::test]
async fn a_message_is_not_told_to_the_wrong_people_nor_of_no_order() {
    let cafe = Cafe::open();
    let wrong = SendMessage { to: Audience::Customer, ..tell(Message::WaitedTooLong) };
    let error = cafe.notify.send(wrong).await.expect_err("it is for staff");
    assert_eq!(error.code(), "notify.bad-task");
    *cafe.orders.0.lock().expect("whole") = None;
    let error = cafe.notify.send(tell(Message::NewOrder)).await.expect_err("no such order");
    assert_eq!(error.code(), "notify.no-such-order");
    assert!(!error.class().is_worth_retrying());
}

#[tokio::test]
async fn number_and_reason_of_the_task_go_before_what_the_order_knows() {
    let cafe = Cafe::open();
    let (number, reason) = (Some("B-001".to_owned()), Some("the oven is broken".to_owned()));
    let command = SendMessage { number, reason, ..tell(Message::OrderCancelled) };
    cafe.notify.send(command.clone()).await.expect("sent");
    let written = cafe.written(&command).await.expect("written down");
    assert_eq!(written.subject, "Your order B-001 is cancelled – Demo Café");
    assert!(written.text.contains("\n\nThe oven is broken.\n\n"), "{}", written.text);
}
