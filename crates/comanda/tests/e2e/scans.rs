//! Whoever has scanned a code may place one order, for a while.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;

use crate::app::books::orders_of;
use crate::app::{Caller, On, TestApp, cart, cart_at, on_every_store, with_code};

on_every_store! {
    whoever_does_not_order_in_300_seconds_loses_their_place
    an_order_placed_in_the_last_moment_goes_on
    whoever_orders_while_their_scan_is_refused_leaves_nothing_behind
    a_scan_is_given_back_or_ordered_with_and_never_both
}

async fn whoever_does_not_order_in_300_seconds_loses_their_place(on: On) {
    let app = TestApp::on(on).await;
    let rules = json!({"qr_codes": {"minutes": 60}, "open_orders_max": 20});
    app.rules("here", &rules).await;
    let code = app.code("here").await;
    let (orders, loses) =
        (app.scanned(Caller::Guest(1), &code).await, app.scanned(Caller::Guest(2), &code).await);
    app.pass(299).await;
    assert_eq!(app.states(&loses).await, json!(["AwaitOrder"]));
    let body = with_code(cart(&["espresso"]), &orders);
    app.ordered(Caller::Guest(1), "k1", &body).await;
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (8, 2));
    app.pass(1).await;
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (9, 1));
    assert_eq!(app.status(&orders).await, "confirmed");
    assert_eq!(app.workflow(&loses).await["output"]["error"], "orders.redemption-expired");
    let body = with_code(cart(&["espresso"]), &loses);
    let late = app.place(Caller::Guest(2), "k1", &body).await;
    late.problem(409, "orders.redemption-over");
    app.give_back(Caller::Guest(2), &code).await.problem(409, "orders.redemption-over");
    assert_eq!(app.told(&loses).await, [""; 0]);
    app.finish().await;
}

async fn an_order_placed_in_the_last_moment_goes_on(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"qr_codes": {"minutes": 60}, "open_orders_max": 20})).await;
    let code = app.code("here").await;
    let order = app.scanned(Caller::Customer, &code).await;
    app.wait(Duration::from_mins(5));
    app.placed(Caller::Customer, "k1", &with_code(cart(&["espresso"]), &order)).await;
    // The timer goes off before anybody hears of the order.
    assert_eq!(app.engine().wake_due().await.expect("the store answers"), 1);
    app.engine().rest().await;
    app.settle().await;
    assert_eq!(app.status(&order).await, "confirmed");
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (9, 1));
    app.finish().await;
}

async fn whoever_orders_while_their_scan_is_refused_leaves_nothing_behind(on: On) {
    let app = Arc::new(TestApp::on(on).await);
    let codes = json!({"tokens": 100, "minutes": 60});
    app.rules("here", &json!({"qr_codes": codes, "open_orders_max": 10})).await;
    let code = app.code("here").await;
    let mut orders = Vec::new();
    for n in 0..30 {
        let redeemed = app.scan(Caller::Guest(n), &code).await.is(201).json();
        orders.push((n, redeemed["order"].as_str().expect("an order").to_owned()));
    }
    let mut tasks = JoinSet::new();
    for _ in 0..2 {
        let app = app.clone();
        tasks.spawn(async move { while app.work().await > 0 {} });
    }
    for (n, order) in &orders {
        let (client, caller) = ((**app).clone(), Caller::Guest(*n));
        let body = with_code(cart(&["espresso"]), order);
        tasks.spawn(async move {
            let answer = client.place(caller, "k1", &body).await;
            if answer.status != 202 {
                answer.problem(409, "orders.redemption-over");
            }
        });
    }
    tasks.join_all().await;
    app.settle().await;
    let mut confirmed = 0;
    for order in orders_of(&app, "here").await {
        match order["status"].as_str() {
            Some("confirmed") => confirmed += 1,
            Some("rejected") => {
                assert_eq!(order["rejection"]["code"], "orders.location-busy");
            }
            other => panic!("{} is {other:?}", order["id"]),
        }
    }
    assert_eq!(confirmed, 10);
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (90, 10));
    Arc::into_inner(app).expect("the tasks are done").finish().await;
}

async fn a_scan_is_given_back_or_ordered_with_and_never_both(on: On) {
    let app = TestApp::on(on).await;
    let codes = json!({"tokens": 100, "minutes": 60});
    app.rules("here", &json!({"qr_codes": codes, "open_orders_max": 100})).await;
    let code = app.code("here").await;
    let mut ordered = 0;
    for n in 0..20 {
        let caller = Caller::Guest(n);
        let order = app.scanned(caller, &code).await;
        let body = with_code(cart(&["espresso"]), &order);
        let (one, other, code) = ((*app).clone(), (*app).clone(), code.clone());
        let place = tokio::spawn(async move { one.place(caller, "k1", &body).await });
        let back = tokio::spawn(async move { other.give_back(caller, &code).await });
        let (placed, back) = (place.await.expect("no panic"), back.await.expect("no panic"));
        match (placed.status.as_u16(), back.status.as_u16()) {
            (202, 409) => ordered += 1,
            (409, 204) => {}
            both => panic!("{both:?}"),
        }
    }
    app.settle().await;
    assert_eq!(
        (app.tokens_left("here").await, app.places_taken("here").await),
        (100 - ordered, ordered)
    );
    app.finish().await;
}

#[tokio::test]
async fn only_whoever_scanned_can_order_with_it_or_give_it_back() {
    let app = TestApp::start().await;
    let body = cart(&["espresso"]);
    let path = "/v1/locations/loc_here/qr-code";
    app.get(Caller::Barista, path).await.problem(409, "orders.no-qr-codes");
    app.rules("here", &json!({"qr_codes": {}})).await;
    app.place(Caller::Customer, "k1", &body).await.problem(409, "orders.qr-code-needed");
    app.scan(Caller::Customer, "nocode").await.problem(404, "orders.unknown-qr-code");
    let code = app.code("here").await;
    let annas = app.scanned(Caller::Customer, &code).await;
    for other in [Caller::OtherCustomer, Caller::Manager, Caller::Admin] {
        let taken = app.place(other, "k1", &with_code(body.clone(), &annas)).await;
        taken.problem(404, "orders.not-found");
        app.give_back(other, &code).await.problem(404, "orders.unknown-qr-code");
    }
    let elsewhere = with_code(cart_at("there", &["espresso"]), &annas);
    app.place(Caller::Customer, "k1", &elsewhere).await.problem(404, "orders.not-found");
    let first = app.placed(Caller::Customer, "k1", &with_code(body.clone(), &annas)).await;
    // Once it is placed, it is there, whatever the request is called.
    let again = app.place(Caller::Customer, "k2", &with_code(body.clone(), &annas)).await.is(202);
    assert_eq!((again.json(), again.header("idempotency-replayed")), (first, "true"));
    let other = app.place(Caller::Customer, "k1", &with_code(cart(&["croissant"]), &annas)).await;
    other.problem(409, "orders.idempotency-key-reused");
    app.give_back(Caller::Customer, &code).await.problem(409, "orders.redemption-over");
    app.settle().await;
    assert_eq!(app.status(&annas).await, "confirmed");
    app.finish().await;
}

/// The workflow refuses a scan while its customer orders: one of the two is first.
#[tokio::test]
async fn no_order_comes_of_a_scan_that_was_refused_meanwhile() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"qr_codes": {}})).await;
    let code = app.code("here").await;
    let order = app.scan(Caller::Customer, &code).await.is(201).json()["order"].clone();
    let order = order.as_str().expect("an order");
    let task = json!({"order": order, "location": "loc_here", "customer": "anna",
                      "error": "orders.location-busy", "cause": "hands full"});
    let closed = orders::tasks::perform(&app.app.orders, "orders_close", &task).await;
    let none = orders::tasks::Task::Done(json!({"status": "none", "reason": ""}));
    assert_eq!(closed.expect("the store answers"), none);
    let late = app.place(Caller::Customer, "k1", &with_code(cart(&["espresso"]), order)).await;
    late.problem(409, "orders.redemption-over");
    app.finish_without_books().await;
}
