//! What the tests of workflows do again and again.

use std::time::Duration;

use axum::body::Body;
use serde_json::{Value, json};

use super::{Answer, Caller, Client, TestApp, id};

/// What a location says of itself, and does not take.
const ONLY_ANSWERED: [&str; 8] =
    ["version", "switch", "closed_until", "paused_until", "busy", "open", "closes_at", "opens_at"];

impl TestApp {
    /// Changes how a location takes orders.
    pub(crate) async fn rules(&self, location: &str, ordering: &Value) {
        let path = format!("/v1/locations/loc_{location}");
        let mut body = self.get(Caller::Admin, &path).await.is(200).json();
        let version = format!("\"{}\"", body["version"]);
        let fields = body.as_object_mut().expect("an object");
        fields.retain(|name, _| !ONLY_ANSWERED.contains(&name.as_str()));
        body["ordering"] = ordering.clone();
        let request = self.request(Caller::Admin, "PUT", &path).header("if-match", version);
        self.json(request, &body).await.is(200);
    }

    /// Opens or closes a location by hand.
    pub(crate) async fn switch(&self, location: &str, switch: &Value) {
        let path = format!("/v1/locations/loc_{location}");
        let found = self.get(Caller::Admin, &path).await.is(200).json();
        let request = self.request(Caller::Admin, "PUT", &format!("{path}/switch"));
        let request = request.header("if-match", format!("\"{}\"", found["version"]));
        self.json(request, switch).await.is(200);
    }

    /// Lets time pass, and everything happen that follows from it.
    pub(crate) async fn pass(&self, seconds: u64) {
        self.wait(Duration::from_secs(seconds));
        self.settle().await;
    }

    /// Places an order and sees it as far as it goes by itself.
    pub(crate) async fn ordered(&self, caller: Caller, key: &str, body: &Value) -> String {
        let order = id(&self.placed(caller, key, body).await);
        self.settle().await;
        order
    }

    /// Ben does one thing after the other to an order, each with all that follows from it.
    pub(crate) async fn make(&self, order: &str, verbs: &[&str]) {
        for verb in verbs {
            self.act(Caller::Barista, order, verb).await.is(200);
            self.settle().await;
        }
    }

    /// Where an order stands.
    pub(crate) async fn status(&self, order: &str) -> String {
        let order = self.order(Caller::Admin, order).await;
        order["status"].as_str().expect("a status").to_owned()
    }

    /// The code of the problem an order was rejected with.
    pub(crate) async fn rejected_with(&self, order: &str) -> String {
        let order = self.order(Caller::Admin, order).await;
        assert_eq!(order["status"], "rejected", "{order}");
        order["rejection"]["code"].as_str().expect("a code").to_owned()
    }

    /// The execution of an order's workflow.
    pub(crate) async fn workflow(&self, order: &str) -> Value {
        let path = format!("/v1/workflows/order-fulfilment/executions/{order}");
        self.get(Caller::Admin, &path).await.is(200).json()
    }

    /// The states the workflow of an order is in.
    pub(crate) async fn states(&self, order: &str) -> Value {
        self.workflow(order).await["states"].clone()
    }

    /// How many places of a location's capacity are taken.
    pub(crate) async fn places_taken(&self, location: &str) -> i64 {
        let counter = format!("open-orders/loc_{location}");
        -self.app.store.counter(&counter).await.expect("the store answers")
    }

    /// What was paid for an order.
    pub(crate) async fn payment(&self, order: &str) -> Value {
        let path = format!("/v1/orders/{order}/payment");
        self.get(Caller::Admin, &path).await.is(200).json()
    }

    /// Everything that was told at a location, oldest first.
    pub(crate) async fn notifications(&self, caller: Caller, path: &str) -> Vec<Value> {
        let (mut told, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.get(caller, &format!("{path}?limit=100{after}")).await.is(200).json();
            told.extend(page["items"].as_array().expect("a list").iter().cloned());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        told.reverse();
        told
    }

    /// The kinds of messages about an order of `loc_here`, sorted.
    pub(crate) async fn told(&self, order: &str) -> Vec<String> {
        self.home.catch_up();
        let path = "/v1/locations/loc_here/notifications";
        let told = self.notifications(Caller::Manager, path).await;
        let of_order = told.iter().filter(|one| one["order"] == order);
        let mut words: Vec<_> =
            of_order.map(|one| one["message"].as_str().expect("a kind").to_owned()).collect();
        words.sort_unstable();
        words
    }

    /// The code a location shows now.
    pub(crate) async fn code(&self, location: &str) -> String {
        let shown = self.shown(location).await;
        shown["code"].as_str().expect("a code").to_owned()
    }

    /// What a location's display shows.
    pub(crate) async fn shown(&self, location: &str) -> Value {
        let path = format!("/v1/locations/loc_{location}/qr-code");
        self.get(Caller::Admin, &path).await.is(200).json()
    }

    /// How many customers the code a location shows still lets in.
    pub(crate) async fn tokens_left(&self, location: &str) -> i64 {
        self.shown(location).await["tokens_left"].as_i64().expect("a number")
    }

    /// Scans a code that lets in, and sees how far that goes by itself; the order it opens.
    pub(crate) async fn scanned(&self, caller: Caller, code: &str) -> String {
        let redeemed = self.scan(caller, code).await.is(201).json();
        self.settle().await;
        redeemed["order"].as_str().expect("an order").to_owned()
    }
}

impl Client {
    /// Scans a code.
    pub(crate) async fn scan(&self, caller: Caller, code: &str) -> Answer {
        self.post(caller, &format!("/v1/qr-codes/{code}"), &Value::Null).await
    }

    /// Gives back what scanning a code has got.
    pub(crate) async fn give_back(&self, caller: Caller, code: &str) -> Answer {
        let request = self.request(caller, "DELETE", &format!("/v1/qr-codes/{code}"));
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Refunds some of an order, as somebody.
    pub(crate) async fn refund(
        &self,
        caller: Caller,
        order: &str,
        key: &str,
        amount_minor: i64,
    ) -> Answer {
        let request = self.request(caller, "POST", &format!("/v1/orders/{order}/refund"));
        let body = json!({"amount_minor": amount_minor, "reason": "the milk was off"});
        self.json(request.header("idempotency-key", key), &body).await
    }
}

/// The same order, placed by means of a code that was scanned.
pub(crate) fn with_code(mut cart: Value, order: &str) -> Value {
    cart["order"] = json!(order);
    cart
}

/// The same order, paid from `source`.
pub(crate) fn paid_from(mut cart: Value, source: &str) -> Value {
    cart["payment_source"] = json!(source);
    cart
}
