//! What customers pay now, through the sandbox: held, taken, given back.

use serde_json::{Value, json};

use crate::app::{Caller, On, TestApp, cart, on_every_store, paid_from};

on_every_store! {
    what_is_held_is_taken_when_the_order_is_ready
    an_order_whose_payment_is_refused_is_rejected_with_the_reason_and_holds_nothing
    money_that_cannot_be_taken_does_not_stop_the_order
    what_is_held_goes_back_when_the_order_is_cancelled
    a_manager_refunds_in_parts_and_never_more_than_was_taken
}

/// State, captured, refunded.
async fn ledger(app: &TestApp, order: &str) -> (String, i64, i64) {
    let payment = app.payment(order).await;
    let minor = |field: &str| payment[field].as_i64().expect("an amount");
    let state = payment["state"].as_str().expect("a state").to_owned();
    (state, minor("captured_minor"), minor("refunded_minor"))
}

fn is(state: &str, captured: i64, refunded: i64) -> (String, i64, i64) {
    (state.to_owned(), captured, refunded)
}

async fn what_is_held_is_taken_when_the_order_is_ready(on: On) {
    let app = TestApp::on(on).await;
    let body = paid_from(cart(&["espresso", "croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    assert_eq!(app.status(&order).await, "confirmed");
    let payment = app.payment(&order).await;
    assert_eq!(
        (&payment["state"], &payment["authorised_minor"]),
        (&json!("authorised"), &json!(470))
    );
    assert_eq!(payment["refundable_minor"], 0);
    app.make(&order, &["start"]).await;
    assert_eq!(ledger(&app, &order).await, is("authorised", 0, 0));
    app.make(&order, &["ready"]).await;
    assert_eq!(ledger(&app, &order).await, is("captured", 470, 0));
    app.make(&order, &["collect"]).await;
    let path = format!("/v1/orders/{order}/payment");
    let told = app.get(Caller::Customer, &path).await.is(200).json();
    let events: Vec<_> =
        told["entries"].as_array().expect("entries").iter().map(|one| &one["event"]).collect();
    assert_eq!(events, ["authorised", "captured"]);
    app.get(Caller::OtherCustomer, &path).await.problem(404, "orders.not-found");
    let unpaid = app.ordered(Caller::Customer, "k2", &cart(&["espresso"])).await;
    app.make(&unpaid, &["start", "ready", "collect"]).await;
    assert_eq!(ledger(&app, &unpaid).await, is("none", 0, 0));
    app.finish().await;
}

async fn an_order_whose_payment_is_refused_is_rejected_with_the_reason_and_holds_nothing(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 20})).await;
    for (n, (source, code, why)) in [
        (
            "tok_declined",
            "orders.payment-declined",
            "the payment was declined; try another way to pay",
        ),
        (
            "tok_insufficient_funds",
            "orders.insufficient-funds",
            "there is not enough money; try another way to pay",
        ),
        ("tok_stolen", "orders.unknown-payment-source", "this payment source is not known"),
    ]
    .into_iter()
    .enumerate()
    {
        let body = paid_from(cart(&["croissant"]), source);
        let order = app.ordered(Caller::Customer, &format!("k{n}"), &body).await;
        let rejected = app.order(Caller::Customer, &order).await;
        assert_eq!(rejected["rejection"], json!({"code": code, "detail": why}), "{source}");
        assert_eq!(rejected["number"], Value::Null);
        assert_eq!(app.told(&order).await, ["order-rejected"]);
        let (_, captured, refunded) = ledger(&app, &order).await;
        assert_eq!((captured, refunded), (0, 0));
        assert_eq!(app.level("here", "croissant").await, 100);
        assert_eq!(app.places_taken("here").await, 0);
    }
    // Nobody got a number, so the next order has the first.
    let body = paid_from(cart(&["croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k9", &body).await;
    assert_eq!(app.order(Caller::Customer, &order).await["number"], "A-001");
    app.finish().await;
}

async fn money_that_cannot_be_taken_does_not_stop_the_order(on: On) {
    let app = TestApp::on(on).await;
    let body = paid_from(cart(&["croissant"]), "tok_capture_fails");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    app.make(&order, &["start", "ready"]).await;
    assert_eq!(app.status(&order).await, "ready");
    assert_eq!(ledger(&app, &order).await, is("voided", 0, 0));
    let told = ["new-order", "order-confirmed", "order-ready", "payment-not-captured"];
    assert_eq!(app.told(&order).await, told);
    app.make(&order, &["collect"]).await;
    assert_eq!(app.workflow(&order).await["output"], json!({"status": "collected"}));
    let refused = app.refund(Caller::Manager, &order, "r1", 1).await;
    refused.problem(409, "orders.not-refundable");
    app.finish().await;
}

async fn what_is_held_goes_back_when_the_order_is_cancelled(on: On) {
    let app = TestApp::on(on).await;
    let body = paid_from(cart(&["croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    app.act(Caller::Customer, &order, "cancel").await.is(200);
    app.settle().await;
    assert_eq!(ledger(&app, &order).await, is("voided", 0, 0));
    let refused = app.refund(Caller::Manager, &order, "r1", 1).await;
    refused.problem(409, "orders.not-refundable");
    // Before its turn nothing is ever asked for.
    let order = app.placed(Caller::Customer, "k2", &body).await;
    let order = order["id"].as_str().expect("an id");
    app.act(Caller::Customer, order, "cancel").await.is(200);
    app.settle().await;
    let payment = app.payment(order).await;
    assert_eq!((&payment["authorised_minor"], &payment["captured_minor"]), (&json!(0), &json!(0)));
    app.finish().await;
}

async fn a_manager_refunds_in_parts_and_never_more_than_was_taken(on: On) {
    let app = TestApp::on(on).await;
    let body = paid_from(cart(&["espresso", "croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    let early = app.refund(Caller::Manager, &order, "r0", 100).await;
    early.problem(409, "orders.not-refundable");
    app.make(&order, &["start", "ready"]).await;
    for caller in [Caller::Customer, Caller::Barista] {
        app.refund(caller, &order, "r1", 100).await.problem(403, "api.forbidden");
    }
    let first = app.refund(Caller::Manager, &order, "r1", 100).await.is(200);
    assert_eq!(first.header("idempotency-replayed"), "");
    let first = first.json();
    assert_eq!((&first["refunded_minor"], &first["refundable_minor"]), (&json!(100), &json!(370)));
    assert_eq!(first["entries"][2]["reason"], "the milk was off");
    let again = app.refund(Caller::Manager, &order, "r1", 100).await.is(200);
    assert_eq!((again.header("idempotency-replayed"), again.json()), ("true", first));
    let other = app.refund(Caller::Manager, &order, "r1", 101).await;
    other.problem(409, "orders.idempotency-key-reused");
    for amount in [371, 0, -1, i64::MAX, i64::MIN] {
        let refused = app.refund(Caller::Manager, &order, "r2", amount).await;
        refused.problem(409, "orders.not-refundable");
    }
    // Of two who give back all of the rest, one does.
    let rest = |caller: Caller| {
        let (client, order) = ((*app).clone(), order.clone());
        tokio::spawn(async move { client.refund(caller, &order, "r3", 370).await })
    };
    let (max, ada) = (rest(Caller::Manager), rest(Caller::Admin));
    let answers = [max.await.expect("no panic"), ada.await.expect("no panic")];
    let mut statuses = answers.map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(ledger(&app, &order).await, is("refunded", 470, 470));
    app.make(&order, &["collect"]).await;
    assert_eq!(ledger(&app, &order).await, is("refunded", 470, 470));
    app.finish().await;
}

/// Time is paused, so that patience with the provider costs none.
#[tokio::test(start_paused = true)]
async fn an_order_is_not_taken_when_the_provider_never_answers_and_an_admin_sees_why() {
    let app = TestApp::start().await;
    let body = paid_from(cart(&["croissant"]), "tok_timeout");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    assert_eq!(app.status(&order).await, "placed");
    assert_eq!(app.level("here", "croissant").await, 99);
    for _ in 0..20 {
        app.pass(30).await;
    }
    assert_eq!(app.rejected_with(&order).await, "orders.failed");
    assert_eq!(app.level("here", "croissant").await, 100);
    let workflow = app.workflow(&order).await;
    assert_eq!(
        (&workflow["status"], &workflow["error"]),
        (&json!("failed"), &json!("service.unavailable"))
    );
    assert_eq!(app.told(&order).await, ["order-rejected"]);
    app.finish_without_books().await;
}
