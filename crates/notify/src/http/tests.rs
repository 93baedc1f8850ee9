use std::sync::Arc;
use std::time::Duration;

use api::{InstanceKey, Signer, Verifier};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::{Extension, Router};
use kernel::{Clock, Principal, PrincipalId, Role};
use serde_json::Value;
use tower::ServiceExt;

use super::router;
use crate::domain::Message;
use crate::service::SendMessage;
use crate::service::testing::{Cafe, tell};

const ISSUER: &str = "https://cafe.test";
const HERE: &str = "/v1/locations/loc_here/notifications";

/// The operations of a café that has told something, and tokens for whoever calls them.
struct Counter {
    cafe: Cafe,
    router: Router,
    key: InstanceKey,
}

impl Counter {
    /// Anna was told of three things, Berta of one, and the staff of two, a second apart.
    async fn open() -> Self {
        let cafe = Cafe::open();
        let berta =
            SendMessage { order: "ord_2".parse().expect("an id"), ..tell(Message::OrderConfirmed) };
        let there = SendMessage {
            order: "ord_3".parse().expect("an id"),
            location: "loc_there".parse().expect("an id"),
            ..tell(Message::OrderConfirmed)
        };
        for command in [
            tell(Message::OrderConfirmed),
            tell(Message::NewOrder),
            berta,
            tell(Message::OrderReady),
            tell(Message::PaymentNotCaptured),
            there,
        ] {
            let whose = if command.order.as_str() == "ord_2" { "berta" } else { "anna" };
            cafe.orders.change(|facts| facts.customer = PrincipalId::new(whose));
            cafe.notify.send(command).await.expect("sent");
            cafe.clock.advance(Duration::from_secs(1));
        }
        let key = InstanceKey::generate();
        let verifier = Verifier::new(&key, ISSUER, Arc::clone(&cafe.clock) as Arc<dyn Clock>);
        let (router, _) = router(cafe.notify.clone()).split_for_parts();
        Self { router: router.layer(Extension(Arc::new(verifier))), cafe, key }
    }

    async fn get(&self, who: Option<(&str, Role)>, path: &str) -> (StatusCode, Value) {
        let mut request = Request::get(path);
        if let Some((name, role)) = who {
            let locations = vec!["loc_here".parse().expect("an id")];
            let who = Principal { id: PrincipalId::new(name), role, locations };
            let signer = Signer::new(&self.key, ISSUER);
            let token = signer.sign(&who, self.cafe.clock.now(), Duration::from_mins(10));
            let token = token.expect("signs");
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("answers");
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, serde_json::from_slice(&body).expect("JSON"))
    }

    /// The messages of a page, in their order.
    async fn messages(&self, who: (&str, Role), path: &str) -> Vec<String> {
        let (status, page) = self.get(Some(who), path).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        words(&page)
    }
}

fn words(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("a list");
    items.iter().map(|item| item["message"].as_str().expect("a word").to_owned()).collect()
}

#[tokio::test]
async fn customers_read_what_they_were_told_newest_first_and_nothing_else() {
    let counter = Counter::open().await;
    let anna = counter.messages(("anna", Role::Customer), "/v1/notifications").await;
    assert_eq!(anna, ["order-confirmed", "order-ready", "order-confirmed"]);
    let berta = counter.messages(("berta", Role::Customer), "/v1/notifications").await;
    assert_eq!(berta, ["order-confirmed"]);
    let eve = counter.messages(("eve", Role::Customer), "/v1/notifications").await;
    assert!(eve.is_empty());
}

#[tokio::test]
async fn a_notification_shows_its_words_and_status_and_no_address() {
    let counter = Counter::open().await;
    let (_, page) = counter.get(Some(("berta", Role::Customer)), "/v1/notifications").await;
    let told = &page["items"][0];
    assert_eq!(told["subject"], "Your order A-042 is confirmed – Demo Café");
    assert_eq!(told["order"], "ord_2");
    assert_eq!(told["location"], "loc_here");
    assert_eq!(told["to"], "customer");
    assert_eq!(told["status"], "sent");
    assert_eq!(told["created_at"], "2026-11-20T12:40:02Z");
    assert_eq!(told["sent_at"], "2026-11-20T12:40:02Z");
    assert!(!page.to_string().contains('@'), "{page}");
}

#[tokio::test]
async fn a_list_is_read_page_by_page() {
    let counter = Counter::open().await;
    let anna = Some(("anna", Role::Customer));
    let (_, first) = counter.get(anna, "/v1/notifications?limit=2").await;
    assert_eq!(words(&first), ["order-confirmed", "order-ready"]);
    let next = first["next"].as_str().expect("more");
    let (_, second) = counter.get(anna, &format!("/v1/notifications?limit=2&after={next}")).await;
    assert_eq!(words(&second), ["order-confirmed"]);
    assert_eq!(second["next"], Value::Null);
    let (status, problem) = counter.get(anna, "/v1/notifications?after=here").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["code"], "notify.bad-cursor");
}

#[tokio::test]
async fn baristas_see_what_the_staff_was_told_and_managers_everything_here() {
    let counter = Counter::open().await;
    let staff = ["payment-not-captured", "new-order"];
    let all = [staff[0], "order-ready", "order-confirmed", staff[1], "order-confirmed"];
    assert_eq!(counter.messages(("bob", Role::Barista), HERE).await, staff);
    assert_eq!(counter.messages(("mia", Role::Manager), HERE).await, all);
    assert_eq!(counter.messages(("ada", Role::Admin), HERE).await, all);
}

#[tokio::test]
async fn nobody_else_sees_what_was_told_at_a_location() {
    let counter = Counter::open().await;
    let there = "/v1/locations/loc_there/notifications";
    for (who, path, expected) in [
        (None, "/v1/notifications", StatusCode::UNAUTHORIZED),
        (None, HERE, StatusCode::UNAUTHORIZED),
        (Some(("anna", Role::Customer)), HERE, StatusCode::FORBIDDEN),
        (Some(("bob", Role::Barista)), there, StatusCode::FORBIDDEN),
        (Some(("mia", Role::Manager)), there, StatusCode::FORBIDDEN),
    ] {
        assert_eq!(counter.get(who, path).await.0, expected, "{who:?} {path}");
    }
}
