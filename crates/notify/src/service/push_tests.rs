//! Pushes end to end in this context: a real push service on this machine, and browsers that
//! decrypt what they are sent.

use std::sync::Arc;
use std::time::Duration;

use kernel::{Coded, FixedClock, OsRandom, PrincipalId};
use serde_json::{Value, json};
use store::Store;

use super::testing::{Cafe, tell};
use crate::domain::{Message, SUBSCRIPTIONS_MAX, Status};
use crate::error::Error;
use crate::push::push_service::{PushService, TestBrowser};
use crate::push::{Settings, WebPush};
use crate::records::PUSH_ENDPOINTS;

/// A café that pushes to this machine, and the push service there.
async fn cafe() -> (Cafe, PushService) {
    let settings =
        Settings { secret: vec![7; 32], contact: "mailto:a@cafe.example".to_owned(), local: true };
    let clock = FixedClock::at("2026-11-20T12:40:00Z".parse().expect("a time"));
    let carrier = WebPush::open(settings, Arc::new(clock), Arc::new(OsRandom));
    (Cafe::pushing_by(Arc::new(carrier)), PushService::start().await)
}

fn anna() -> PrincipalId {
    PrincipalId::new("anna")
}

async fn subscribe(cafe: &Cafe, who: &PrincipalId, browser: &TestBrowser) {
    let one = browser.subscription();
    let done = cafe.notify.subscribe(who, one.endpoint, one.public_key, one.secret).await;
    done.expect("subscribed");
}

/// The places of the browsers that somebody is told on.
async fn places(cafe: &Cafe, who: &PrincipalId) -> Vec<String> {
    let list = cafe.notify.subscriptions(who).await.expect("memory answers");
    let place = |endpoint: &str| endpoint.rsplit('/').next().unwrap_or_default().to_owned();
    list.iter().map(|one| place(&one.endpoint)).collect()
}

#[tokio::test]
async fn every_browser_of_the_customer_is_told_that_the_order_is_ready_once() {
    let (cafe, service) = cafe().await;
    let browsers = [TestBrowser::at(&service, "a"), TestBrowser::at(&service, "b")];
    for browser in &browsers {
        subscribe(&cafe, &anna(), browser).await;
    }
    subscribe(&cafe, &PrincipalId::new("berta"), &TestBrowser::at(&service, "c")).await;
    for _ in 0..3 {
        cafe.notify.send(tell(Message::OrderReady)).await.expect("told, now or before");
        cafe.settle().await;
        cafe.clock.advance(Duration::from_hours(1));
    }
    let sent = service.sent();
    assert_eq!((sent.len(), cafe.mailer.mails().len()), (2, 1));
    for browser in &browsers {
        let [text] = sent
            .iter()
            .filter_map(|(_, body)| browser.read(body))
            .collect::<Vec<_>>()
            .try_into()
            .expect("one for each");
        let text: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            text,
            json!({
                "title": "Your order A-042 is ready – Demo Café",
                "body": concat!(
                    "Your order A-042 is ready. ",
                    "You can fetch it at the counter of Demo Café now.",
                ),
                "order": "ord_1",
                "location": "loc_here",
            })
        );
    }
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written");
    assert_eq!((written.status(), written.push_to.len()), (Status::Sent, 0));
    assert_eq!(sent[0].0["topic"], sent[1].0["topic"], "one that comes late is replaced");
    assert_eq!(sent[0].0["topic"], written.id.suffix());
}

#[tokio::test]
async fn only_what_is_waited_for_is_pushed() {
    let (cafe, service) = cafe().await;
    let browser = TestBrowser::at(&service, "a");
    subscribe(&cafe, &anna(), &browser).await;
    cafe.orders.change(|facts| facts.reason = Some("the oven broke".to_owned()));
    for message in Message::ALL {
        cafe.notify.send(tell(message)).await.expect("told");
    }
    cafe.settle().await;
    let texts: Vec<_> = service.sent().iter().filter_map(|(_, body)| browser.read(body)).collect();
    assert_eq!(texts.len(), 3, "ready, rejected and cancelled: {texts:?}");
    assert!(texts.iter().any(|text| text.contains("is cancelled. The oven broke.")), "{texts:?}");
}

#[tokio::test]
async fn whoever_reads_no_mail_is_told_by_pushes_alone() {
    let (cafe, service) = cafe().await;
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "a")).await;
    cafe.orders.change(|facts| facts.email = None);
    cafe.notify.send(tell(Message::OrderReady)).await.expect("told");
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written");
    assert_eq!((written.status(), written.attempts), (Status::Waiting, 0));
    cafe.settle().await;
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written");
    assert_eq!((written.status(), service.sent().len()), (Status::Sent, 1));
}

#[tokio::test]
async fn a_browser_that_is_gone_is_forgotten_and_the_others_are_told() {
    let (cafe, service) = cafe().await;
    for (status, place) in [(404, "a"), (410, "b")] {
        subscribe(&cafe, &anna(), &TestBrowser::at(&service, place)).await;
        service.answer([status]);
        let message = if status == 404 { Message::OrderReady } else { Message::OrderCancelled };
        cafe.notify.send(tell(message)).await.expect("told");
        cafe.settle().await;
        assert!(places(&cafe, &anna()).await.is_empty(), "{status}");
        // It may come back as another's.
        subscribe(&cafe, &PrincipalId::new("berta"), &TestBrowser::at(&service, place)).await;
    }
    assert_eq!(places(&cafe, &PrincipalId::new("berta")).await, ["a", "b"]);
}

#[tokio::test]
async fn of_whoever_is_forgotten_no_browser_says_any_more_whose_it_was() {
    let (cafe, service) = cafe().await;
    let browsers = ["a", "b"].map(|place| TestBrowser::at(&service, place));
    for browser in &browsers {
        subscribe(&cafe, &anna(), browser).await;
    }
    for _ in 0..2 {
        cafe.notify.forget_subscriptions(&anna()).await.expect("forgets");
    }
    assert!(places(&cafe, &anna()).await.is_empty());
    for browser in &browsers {
        let id = browser.subscription().id();
        let owner = PUSH_ENDPOINTS.get(&*cafe.store, &id).await.expect("memory answers");
        assert!(owner.is_none());
    }
}

#[tokio::test]
async fn a_browser_of_long_ago_is_not_told_because_its_owner_has_another() {
    let (cafe, service) = cafe().await;
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "tablet")).await;
    cafe.clock.advance(Duration::from_hours(24 * 100));
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "phone")).await;
    cafe.clock.advance(Duration::from_hours(24 * 80));
    assert_eq!(places(&cafe, &anna()).await, ["phone"]);
    // Whoever has the tablet now is told there, and nobody else.
    let berta = PrincipalId::new("berta");
    subscribe(&cafe, &berta, &TestBrowser::at(&service, "tablet")).await;
    assert_eq!(places(&cafe, &berta).await, ["tablet"]);
    assert_eq!(places(&cafe, &anna()).await, ["phone"]);
    cafe.notify.send(tell(Message::OrderReady)).await.expect("told");
    cafe.settle().await;
    assert_eq!(service.sent().len(), 1);
}

#[tokio::test]
async fn what_a_push_service_cannot_take_now_is_tried_again_without_another_mail() {
    let (cafe, service) = cafe().await;
    for place in ["a", "b"] {
        subscribe(&cafe, &anna(), &TestBrowser::at(&service, place)).await;
    }
    service.answer([503]);
    cafe.notify.send(tell(Message::OrderReady)).await.expect("mailed");
    cafe.settle().await;
    cafe.notify.send(tell(Message::OrderReady)).await.expect("told before");
    cafe.settle().await;
    assert_eq!((service.sent().len(), cafe.mailer.mails().len()), (3, 1));
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written");
    assert_eq!((written.status(), written.push_to.len()), (Status::Sent, 0));
}

#[tokio::test]
async fn a_mail_that_waits_does_not_push_again_and_keeps_no_push_waiting() {
    let (cafe, service) = cafe().await;
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "a")).await;
    cafe.mailer.answer([Err(Error::MailUnavailable("later".to_owned()))]);
    cafe.notify.send(tell(Message::OrderReady)).await.expect_err("later");
    cafe.settle().await;
    assert_eq!(service.sent().len(), 1);
    cafe.notify.send(tell(Message::OrderReady)).await.expect("told");
    cafe.settle().await;
    assert_eq!((service.sent().len(), cafe.mailer.mails().len()), (1, 2));
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written");
    assert!(written.pushed_at.is_some() && written.sent_at.is_some());
}

#[tokio::test]
async fn a_mail_and_a_push_that_are_under_way_together_are_both_written_down() {
    let (cafe, service) = cafe().await;
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "a")).await;
    let pushing = async {
        // The mailer has it and takes a moment.
        while cafe.mailer.mails().is_empty() {
            tokio::task::yield_now().await;
        }
        let asked = cafe.store.outbox(10).await.expect("memory answers");
        crate::tasks::perform(&cafe.notify, &asked[0].body).await.expect("pushed");
        cafe.mailer.go_on();
    };
    cafe.mailer.hold();
    let (mailed, ()) = tokio::join!(cafe.notify.send(tell(Message::OrderReady)), pushing);
    mailed.expect("mailed");
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written");
    assert!(written.pushed_at.is_some() && written.sent_at.is_some());
    assert_eq!((service.sent().len(), cafe.mailer.mails().len()), (1, 1));
}

#[tokio::test]
async fn a_push_that_is_never_taken_is_given_up_and_holds_nobody_up() {
    let (cafe, service) = cafe().await;
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "a")).await;
    service.answer([503; 3]);
    cafe.notify.send(tell(Message::OrderReady)).await.expect("mailed");
    cafe.settle().await;
    assert_eq!(service.sent().len(), 3);
    let written = cafe.written(&tell(Message::OrderReady)).await.expect("written");
    assert_eq!((written.status(), written.pushed_at), (Status::Sent, None));
    assert_eq!(places(&cafe, &anna()).await, ["a"], "it may take the next one");
    service.answer([403]);
    cafe.notify.send(tell(Message::OrderCancelled)).await.expect("mailed");
    cafe.settle().await;
    assert_eq!(service.sent().len(), 4, "refused for good");
}

#[tokio::test]
async fn a_push_that_cannot_be_taken_now_keeps_its_place_before_what_is_told_next() {
    let (cafe, service) = cafe().await;
    let browser = TestBrowser::at(&service, "a");
    subscribe(&cafe, &anna(), &browser).await;
    service.answer([503]);
    cafe.notify.send(tell(Message::OrderReady)).await.expect("mailed");
    cafe.notify.send(tell(Message::OrderCancelled)).await.expect("mailed");
    let asked = cafe.store.outbox(10).await.expect("memory answers");
    let error = crate::tasks::perform(&cafe.notify, &asked[0].body).await.expect_err("not now");
    assert_eq!(error.code(), "notify.push-unavailable");
    assert!(error.class().is_worth_retrying(), "so the queue waits, and holds the group back");
    assert_eq!(asked[0].group, asked[1].group);
    assert_eq!(cafe.store.outbox(10).await.expect("memory answers").len(), 2, "nothing is asked");
    cafe.settle().await;
    let texts: Vec<_> = service.sent().iter().filter_map(|(_, body)| browser.read(body)).collect();
    let told = texts.iter().map(|text| text.contains("is ready")).collect::<Vec<_>>();
    assert_eq!(told, [true, true, false], "{texts:?}");
}

#[tokio::test]
async fn a_push_that_comes_twice_is_sent_once() {
    let (cafe, service) = cafe().await;
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "a")).await;
    cafe.notify.send(tell(Message::OrderReady)).await.expect("mailed");
    let asked = cafe.store.outbox(10).await.expect("memory answers");
    for _ in 0..2 {
        crate::tasks::perform(&cafe.notify, &asked[0].body).await.expect("done, now or before");
    }
    assert_eq!((asked.len(), service.sent().len()), (1, 1));
}

#[tokio::test]
async fn what_is_forgotten_before_it_is_pushed_never_is() {
    let (cafe, service) = cafe().await;
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "a")).await;
    cafe.notify.send(tell(Message::OrderReady)).await.expect("mailed");
    cafe.notify.forget(&tell(Message::OrderReady).order).await.expect("forgets");
    cafe.settle().await;
    assert!(service.sent().is_empty());
}

#[tokio::test]
async fn whoever_uses_a_browser_last_is_told_there_and_nobody_else() {
    let (cafe, service) = cafe().await;
    let (guest, browser) = (PrincipalId::guest("1"), TestBrowser::at(&service, "a"));
    subscribe(&cafe, &guest, &browser).await;
    subscribe(&cafe, &guest, &browser).await;
    subscribe(&cafe, &anna(), &browser).await;
    assert!(places(&cafe, &guest).await.is_empty());
    assert_eq!(places(&cafe, &anna()).await, ["a"]);
    // Who had it before takes nothing from whoever has it now.
    let endpoint = browser.subscription().endpoint;
    cafe.notify.unsubscribe(&guest, &endpoint).await.expect("nothing to do");
    cafe.notify.send(tell(Message::OrderReady)).await.expect("told");
    cafe.settle().await;
    assert_eq!(service.sent().len(), 1);
    for _ in 0..2 {
        cafe.notify.unsubscribe(&anna(), &endpoint).await.expect("not told any more");
    }
    cafe.notify.send(tell(Message::OrderCancelled)).await.expect("told by mail");
    cafe.settle().await;
    assert_eq!(service.sent().len(), 1);
}

#[tokio::test]
async fn nobody_has_more_than_ten_browsers_and_the_oldest_goes_first() {
    let (cafe, service) = cafe().await;
    for number in 0..=SUBSCRIPTIONS_MAX {
        subscribe(&cafe, &anna(), &TestBrowser::at(&service, &number.to_string())).await;
    }
    let expected: Vec<_> = (1..=SUBSCRIPTIONS_MAX).map(|number| number.to_string()).collect();
    assert_eq!(places(&cafe, &anna()).await, expected);
    // Told of again, one is the newest.
    subscribe(&cafe, &anna(), &TestBrowser::at(&service, "1")).await;
    assert_eq!(places(&cafe, &anna()).await.last().map(String::as_str), Some("1"));
}

#[tokio::test]
async fn whoever_is_erased_is_told_nowhere() {
    let (cafe, service) = cafe().await;
    let browser = TestBrowser::at(&service, "a");
    subscribe(&cafe, &anna(), &browser).await;
    for _ in 0..2 {
        cafe.notify.forget_subscriptions(&anna()).await.expect("forgotten");
    }
    cafe.notify.send(tell(Message::OrderReady)).await.expect("told by mail");
    cafe.settle().await;
    assert!(service.sent().is_empty());
    subscribe(&cafe, &PrincipalId::new("berta"), &browser).await;
}

#[tokio::test]
async fn where_no_pushes_are_sent_nobody_subscribes() {
    let (_, service) = cafe().await;
    let cafe = Cafe::open();
    let one = TestBrowser::at(&service, "a").subscription();
    let refused = cafe.notify.subscribe(&anna(), one.endpoint, one.public_key, one.secret).await;
    assert!(matches!(refused, Err(Error::NoPush)), "{refused:?}");
    assert_eq!(cafe.notify.push_key(), None);
}

#[tokio::test]
async fn what_is_no_subscription_is_refused_with_its_place() {
    let (cafe, service) = cafe().await;
    let good = TestBrowser::at(&service, "a").subscription();
    for (endpoint, key, secret, place) in [
        ("http://push.example/x", good.public_key.as_str(), good.secret.as_str(), "/endpoint"),
        ("https://192.168.0.1/x", &good.public_key, &good.secret, "/endpoint"),
        (&good.endpoint, "AAAA", &good.secret, "/keys/p256dh"),
        (&good.endpoint, &good.public_key, "AAAA", "/keys/auth"),
    ] {
        let (endpoint, key, secret) = (endpoint.to_owned(), key.to_owned(), secret.to_owned());
        let error = cafe.notify.subscribe(&anna(), endpoint, key, secret).await;
        let error = error.expect_err("refused");
        assert_eq!(error.code(), "notify.invalid-subscription");
        assert_eq!(error.fields()[0].pointer, place);
    }
}
