//! At an event, a code on a display lets in so many customers in each window of time.

use std::collections::HashSet;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::app::{Caller, On, TestApp, cart, cart_at, on_every_store, with_code};

on_every_store! {
    ten_of_fifty_who_scan_at_once_are_let_in
    a_token_comes_back_from_every_way_out
    a_scan_at_a_closed_location_is_refused_and_its_token_comes_back
}

async fn ten_of_fifty_who_scan_at_once_are_let_in(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"qr_codes": {}})).await;
    let code = app.code("here").await;
    let mut scans = JoinSet::new();
    // Each scans it twice, as phones do.
    for n in 0..100 {
        let (client, code) = ((*app).clone(), code.clone());
        scans.spawn(async move {
            let caller = Caller::Guest(n % 50);
            (caller, client.scan(caller, &code).await)
        });
    }
    let mut let_in = HashSet::new();
    let mut taken = 0;
    for (caller, answer) in scans.join_all().await {
        match answer.status.as_u16() {
            201 => taken += usize::from(let_in.insert(caller)),
            200 => {}
            _ => drop(answer.problem(409, "orders.qr-code-used-up")),
        }
    }
    assert_eq!((let_in.len(), taken, app.tokens_left("here").await), (10, 10, 0));
    app.settle().await;
    for caller in &let_in {
        let again = app.scan(*caller, &code).await.is(200).json();
        let body = with_code(cart(&["espresso"]), again["order"].as_str().expect("an order"));
        let order = app.placed(*caller, "k1", &body).await;
        assert_eq!(order["id"], again["order"]);
    }
    app.settle().await;
    let page = app.get(Caller::Admin, "/v1/locations/loc_here/orders?status=confirmed").await;
    assert_eq!(page.json()["items"].as_array().map(Vec::len), Some(10));
    assert_eq!(app.tokens_left("here").await, 0);
    app.finish().await;
}

async fn a_token_comes_back_from_every_way_out(on: On) {
    let app = TestApp::on(on).await;
    let rules = json!({"qr_codes": {"tokens": 3, "minutes": 60}, "open_orders_max": 1});
    app.rules("here", &rules).await;
    let code = app.code("here").await;
    // Given back.
    let order = app.scanned(Caller::Customer, &code).await;
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (2, 1));
    for _ in 0..2 {
        app.give_back(Caller::Customer, &code).await.is(204);
    }
    assert_eq!(app.tokens_left("here").await, 3);
    app.settle().await;
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (3, 0));
    assert_eq!(app.workflow(&order).await["output"]["error"], "orders.cancelled");
    app.scan(Caller::Customer, &code).await.problem(409, "orders.redemption-over");
    // Refused: somebody else has the only place.
    let has_place = app.scanned(Caller::Guest(1), &code).await;
    let refused = app.scanned(Caller::Guest(2), &code).await;
    assert_eq!(app.workflow(&refused).await["output"]["error"], "orders.location-busy");
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (2, 1));
    let body = with_code(cart(&["croissant"]), &refused);
    let late = app.place(Caller::Guest(2), "k1", &body).await;
    late.problem(409, "orders.redemption-over");
    // Cancelled.
    let body = with_code(cart(&["croissant"]), &has_place);
    app.ordered(Caller::Guest(1), "k1", &body).await;
    assert_eq!(app.status(&has_place).await, "confirmed");
    app.act(Caller::Guest(1), &has_place, "cancel").await.is(200);
    app.settle().await;
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (3, 0));
    // Rejected.
    app.stock("here", "croissant", 0).await;
    let rejected = app.scanned(Caller::Guest(3), &code).await;
    app.ordered(Caller::Guest(3), "k1", &with_code(cart(&["croissant"]), &rejected)).await;
    assert_eq!(app.rejected_with(&rejected).await, "orders.out-of-stock");
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (3, 0));
    // Too late.
    app.scanned(Caller::Guest(4), &code).await;
    app.pass(300).await;
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (3, 0));
    // What was made does not come back.
    let order = app.scanned(Caller::Guest(5), &code).await;
    app.ordered(Caller::Guest(5), "k1", &with_code(cart(&["espresso"]), &order)).await;
    app.make(&order, &["start", "ready", "collect"]).await;
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (2, 0));
    app.finish().await;
}

async fn a_scan_at_a_closed_location_is_refused_and_its_token_comes_back(on: On) {
    let app = TestApp::on(on).await;
    app.rules("closed", &json!({"qr_codes": {}, "open_orders_max": 20})).await;
    let code = app.code("closed").await;
    let order = app.scanned(Caller::Customer, &code).await;
    let workflow = app.workflow(&order).await;
    assert_eq!(workflow["status"], "succeeded");
    let output = json!({"status": "none", "error": "orders.location-closed",
                        "cause": "this location is closed"});
    assert_eq!(workflow["output"], output);
    assert_eq!((app.tokens_left("closed").await, app.places_taken("closed").await), (10, 0));
    let body = with_code(cart_at("closed", &["espresso"]), &order);
    let late = app.place(Caller::Customer, "k1", &body).await;
    late.problem(409, "orders.redemption-over");
    // With a scan that is good, the location is as closed as without.
    let redeemed = app.scan(Caller::OtherCustomer, &code).await.is(201).json();
    let other = redeemed["order"].as_str().expect("an order");
    let body = with_code(cart_at("closed", &["espresso"]), other);
    let closed = app.place(Caller::OtherCustomer, "k1", &body).await;
    closed.problem(409, "orders.location-closed");
    let path = "/v1/locations/loc_closed/notifications";
    assert_eq!(app.notifications(Caller::Admin, path).await, Vec::<Value>::new());
    app.finish().await;
}

#[tokio::test]
async fn a_code_lets_in_for_five_minutes_and_then_another_does() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"qr_codes": {}})).await;
    let first = app.shown("here").await;
    assert_eq!(first["expires_at"], "2026-11-20T09:05:00Z");
    let first = first["code"].as_str().expect("a code");
    let order = app.scanned(Caller::Customer, first).await;
    app.pass(299).await;
    assert_eq!(app.code("here").await, first);
    app.scan(Caller::Guest(1), first).await.is(201);
    app.settle().await;
    app.pass(1).await;
    let second = app.code("here").await;
    assert_ne!(second, first);
    assert_eq!(app.tokens_left("here").await, 10);
    app.scan(Caller::Guest(2), first).await.problem(409, "orders.qr-code-expired");
    // Whoever was let in stays in, until their own time is over.
    app.scan(Caller::Guest(1), first).await.is(200);
    app.scan(Caller::Customer, first).await.problem(409, "orders.redemption-over");
    assert_eq!(app.workflow(&order).await["status"], "succeeded");
    app.scan(Caller::Customer, &second).await.is(201);
    assert_eq!(app.tokens_left("here").await, 9);
    app.finish().await;
}
