//! How an order gets to its customer: fetched now or at a time, brought, or not.

use serde_json::{Value, json};

use crate::app::{Caller, On, TestApp, cart, on_every_store, paid_from};

on_every_store! {
    an_order_is_brought_to_its_customer
    an_order_that_cannot_be_delivered_says_why_and_is_used_up
    an_order_nobody_fetches_is_given_up_when_its_time_is_over
    an_order_for_later_is_confirmed_at_once_and_made_at_its_time
    a_location_takes_orders_only_in_the_ways_it_offers
}

fn to_deliver() -> Value {
    let mut body = paid_from(cart(&["croissant"]), "tok_approved");
    body["fulfilment"] =
        json!({"type": "delivery", "address": ["Street 1", "10999 Berlin"], "phone": "030 1"});
    body
}

fn for_later(at: &str) -> Value {
    let mut body = paid_from(cart(&["croissant"]), "tok_approved");
    body["fulfilment"] = json!({"type": "pickup", "at": at});
    body
}

async fn an_order_is_brought_to_its_customer(on: On) {
    let app = TestApp::on(on).await;
    let order = app.ordered(Caller::Customer, "k1", &to_deliver()).await;
    app.make(&order, &["claim", "start", "ready"]).await;
    assert_eq!(app.states(&order).await, json!(["AwaitDispatch"]));
    app.act(Caller::Barista, &order, "collect").await.problem(409, "orders.wrong-fulfilment");
    app.act(Caller::Barista, &order, "deliver").await.problem(409, "orders.wrong-status");
    app.make(&order, &["dispatch"]).await;
    assert_eq!(app.states(&order).await, json!(["AwaitHandover"]));
    app.make(&order, &["deliver"]).await;
    assert_eq!(app.workflow(&order).await["output"], json!({"status": "delivered"}));
    let told = ["new-order", "order-confirmed", "order-on-its-way", "order-ready"];
    assert_eq!(app.told(&order).await, told);
    assert_eq!(app.payment(&order).await["state"], "captured");
    assert_eq!(app.level("here", "croissant").await, 99);
    // All of it in one go, before anybody hears of it.
    let order = app.ordered(Caller::Customer, "k2", &to_deliver()).await;
    for verb in ["start", "ready", "dispatch", "deliver"] {
        app.act(Caller::Barista, &order, verb).await.is(200);
    }
    app.settle().await;
    assert_eq!(app.workflow(&order).await["output"], json!({"status": "delivered"}));
    assert_eq!(app.payment(&order).await["state"], "captured");
    app.finish().await;
}

async fn an_order_that_cannot_be_delivered_says_why_and_is_used_up(on: On) {
    let app = TestApp::on(on).await;
    for (n, verbs) in [&["start", "ready"][..], &["start", "ready", "dispatch"]].iter().enumerate()
    {
        let order = app.ordered(Caller::Customer, &format!("k{n}"), &to_deliver()).await;
        app.make(&order, verbs).await;
        let path = format!("/v1/orders/{order}/undeliverable");
        let reason = json!({"reason": "nobody opened the door"});
        app.post(Caller::Customer, &path, &reason).await.problem(403, "api.forbidden");
        app.post(Caller::Barista, &path, &reason).await.is(200);
        app.settle().await;
        let order = app.order(Caller::Customer, &order).await;
        assert_eq!(order["status"], "undeliverable");
        assert_eq!(order["non_delivery"]["reason"], "nobody opened the door");
        let order = order["id"].as_str().expect("an id");
        assert_eq!(app.workflow(order).await["output"], json!({"status": "undeliverable"}));
        let told = app.told(order).await;
        assert_eq!(told.contains(&"order-on-its-way".to_owned()), verbs.len() == 3, "{told:?}");
        // A manager decides what of it goes back.
        assert_eq!(app.payment(order).await["state"], "captured");
        app.refund(Caller::Manager, order, "r1", 220).await.is(200);
    }
    // Nobody says anything about the third.
    let order = app.ordered(Caller::Customer, "k9", &to_deliver()).await;
    app.make(&order, &["start", "ready", "dispatch"]).await;
    app.pass(14_399).await;
    assert_eq!(app.status(&order).await, "out-for-delivery");
    app.pass(1).await;
    let order = app.order(Caller::Customer, &order).await;
    assert_eq!(order["status"], "undeliverable");
    assert_eq!(order["non_delivery"]["reason"], "nobody said that it was delivered");
    // Nobody takes the fourth with them.
    let order = app.ordered(Caller::Customer, "k10", &to_deliver()).await;
    app.make(&order, &["start", "ready"]).await;
    app.pass(14_400).await;
    assert_eq!(app.status(&order).await, "undeliverable");
    assert_eq!(app.told(&order).await, ["new-order", "order-confirmed", "order-ready"]);
    assert_eq!(app.level("here", "croissant").await, 96);
    app.finish().await;
}

async fn an_order_nobody_fetches_is_given_up_when_its_time_is_over(on: On) {
    let app = TestApp::on(on).await;
    let body = paid_from(cart(&["croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    let fetched = app.ordered(Caller::Customer, "k2", &body).await;
    app.make(&order, &["start", "ready"]).await;
    app.make(&fetched, &["start", "ready"]).await;
    app.pass(14_399).await;
    assert_eq!(app.status(&order).await, "ready");
    // One is fetched in the last moment, and the timer goes off before anybody hears of it.
    app.wait(std::time::Duration::from_secs(1));
    app.act(Caller::Barista, &fetched, "collect").await.is(200);
    assert_eq!(app.engine().wake_due().await.expect("the store answers"), 2);
    app.engine().rest().await;
    app.settle().await;
    assert_eq!(
        (app.status(&order).await, app.status(&fetched).await),
        ("no-show".into(), "collected".into())
    );
    assert_eq!(app.workflow(&order).await["output"], json!({"status": "no-show"}));
    assert_eq!(app.workflow(&fetched).await["output"], json!({"status": "collected"}));
    // The drink was made: it is paid, and gone.
    assert_eq!(app.payment(&order).await["state"], "captured");
    assert_eq!(app.level("here", "croissant").await, 98);
    app.act(Caller::Barista, &order, "collect").await.problem(409, "orders.wrong-status");
    app.finish().await;
}

async fn an_order_for_later_is_confirmed_at_once_and_made_at_its_time(on: On) {
    let app = TestApp::on(on).await;
    let order = app.ordered(Caller::Customer, "k1", &for_later("2026-11-20T12:30:00Z")).await;
    let confirmed = app.order(Caller::Customer, &order).await;
    assert_eq!(
        (&confirmed["status"], &confirmed["number"]),
        (&json!("confirmed"), &json!("A-001"))
    );
    assert_eq!(confirmed["ready_at"], "2026-11-20T12:30:00Z");
    assert_eq!(app.payment(&order).await["state"], "authorised");
    assert_eq!(app.states(&order).await, json!(["AwaitFireTime"]));
    assert_eq!(app.workflow(&order).await["wakes_at"], "2026-11-20T12:22:00Z");
    // It takes eight minutes, so the kitchen begins at 12:22, and has 900 s from then on.
    app.pass(3 * 3600 + 22 * 60 - 1).await;
    assert_eq!(app.states(&order).await, json!(["AwaitFireTime"]));
    app.pass(1).await;
    assert_eq!(app.states(&order).await, json!(["AwaitReady"]));
    app.pass(899).await;
    assert_eq!(app.status(&order).await, "confirmed");
    app.make(&order, &["start", "ready", "collect"]).await;
    assert_eq!(app.payment(&order).await["state"], "captured");
    // Another one waits for nobody.
    let order = app.ordered(Caller::Customer, "k2", &for_later("2026-11-20T14:00:00Z")).await;
    let wakes_at = app.workflow(&order).await["wakes_at"].as_str().map(str::to_owned);
    assert_eq!(wakes_at.as_deref(), Some("2026-11-20T13:52:00Z"));
    app.pass(2 * 3600).await;
    app.pass(900).await;
    assert_eq!(app.status(&order).await, "cancelled");
    assert_eq!(app.payment(&order).await["state"], "voided");
    app.finish().await;
}

#[tokio::test]
async fn a_kitchen_with_time_makes_an_order_for_later_before_its_time() {
    let app = TestApp::start().await;
    let order = app.ordered(Caller::Customer, "k1", &for_later("2026-11-20T12:30:00Z")).await;
    // However long it has been claimed, its time counts.
    app.make(&order, &["claim"]).await;
    app.pass(7_200).await;
    assert_eq!(app.status(&order).await, "confirmed");
    app.make(&order, &["start", "ready"]).await;
    assert_eq!(app.payment(&order).await["state"], "captured");
    app.make(&order, &["collect"]).await;
    app.finish().await;
}

#[tokio::test]
async fn an_order_for_later_is_for_a_time_at_which_the_location_is_open() {
    let app = TestApp::start().await;
    let until = json!({"switch": "closed", "until": "2026-11-20T12:00:00Z"});
    app.switch("here", &until).await;
    let now = app.place(Caller::Customer, "k1", &cart(&["espresso"])).await;
    let detail = now.problem(409, "orders.location-closed").json()["detail"].clone();
    assert!(detail.as_str().is_some_and(|text| text.contains("it opens")), "{detail}");
    let then = app.place(Caller::Customer, "k1", &for_later("2026-11-20T11:59:00Z")).await;
    assert_eq!(then.problem(409, "orders.location-closed").pointers(), ["/fulfilment/at"]);
    let order = app.ordered(Caller::Customer, "k1", &for_later("2026-11-20T12:30:00Z")).await;
    assert_eq!(app.status(&order).await, "confirmed");
    app.finish().await;
}

#[tokio::test]
async fn an_order_whose_location_closes_before_its_turn_is_refused_with_the_reason() {
    let app = TestApp::start().await;
    let placed = app.placed(Caller::Customer, "k1", &cart(&["croissant"])).await;
    app.switch("here", &json!({"switch": "closed"})).await;
    app.settle().await;
    let order = placed["id"].as_str().expect("an id");
    assert_eq!(app.rejected_with(order).await, "orders.location-closed");
    assert_eq!(app.told(order).await, ["order-rejected"]);
    app.finish().await;
}

async fn a_location_takes_orders_only_in_the_ways_it_offers(on: On) {
    let app = TestApp::on(on).await;
    let code = "orders.fulfilment-not-offered";
    let quote =
        async |body: &Value| app.post(Caller::Anonymous, "/v1/quotes", body).await.is(200).json();
    app.rules("here", &json!({"fulfilments": ["dine-in", "delivery"]})).await;
    let refused = app.place(Caller::Customer, "k1", &cart(&["croissant"])).await;
    let refused = refused.problem(409, code).json();
    assert_eq!(refused["errors"][0]["pointer"], "/fulfilment");
    let quoted = quote(&cart(&["croissant"])).await;
    assert_eq!(quoted["unavailable"][0]["code"], code);
    assert_eq!(quoted["unavailable"][0]["pointer"], "/fulfilment");
    // What it would cost is said all the same.
    assert_eq!(quoted["total_minor"], 220);
    let accepted = app.ordered(Caller::Customer, "k1", &to_deliver()).await;

    app.rules("here", &json!({"fulfilments": ["pickup"]})).await;
    app.place(Caller::Customer, "k2", &to_deliver()).await.problem(409, code);
    assert_eq!(quote(&cart(&["croissant"])).await["unavailable"], json!([]));
    app.ordered(Caller::Customer, "k2", &cart(&["croissant"])).await;
    // What was accepted before is brought, and its answer stays.
    app.place(Caller::Customer, "k1", &to_deliver()).await.is(202);
    app.make(&accepted, &["start", "ready", "dispatch", "deliver"]).await;
    app.finish().await;
}
