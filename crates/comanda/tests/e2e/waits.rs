//! How long an order waits for somebody to make it, and what happens when nobody does.

use std::time::Duration;

use serde_json::{Value, json};

use crate::app::{Caller, On, TestApp, cart, on_every_store, paid_from};

on_every_store! {
    an_order_nobody_makes_in_900_seconds_is_cancelled_and_everything_comes_back
    each_claim_and_release_gives_it_900_seconds_again
    an_order_that_is_ready_in_the_last_moment_goes_on
    a_ticket_that_was_given_back_is_claimed_by_somebody_else
}

async fn an_order_nobody_makes_in_900_seconds_is_cancelled_and_everything_comes_back(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 20})).await;
    let body = paid_from(cart(&["croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    assert_eq!(app.payment(&order).await["state"], "authorised");
    app.pass(899).await;
    assert_eq!(app.status(&order).await, "confirmed");
    assert_eq!((app.level("here", "croissant").await, app.places_taken("here").await), (99, 1));
    app.pass(1).await;
    let cancelled = app.order(Caller::Customer, &order).await;
    assert_eq!(cancelled["status"], "cancelled");
    let by_the_system = json!({"by": Value::Null, "reason": "nobody made it in time"});
    assert_eq!(cancelled["cancellation"], by_the_system);
    assert_eq!(app.payment(&order).await["state"], "voided");
    assert_eq!((app.level("here", "croissant").await, app.places_taken("here").await), (100, 0));
    let told = ["new-order", "order-cancelled", "order-confirmed", "waited-too-long"];
    assert_eq!(app.told(&order).await, told);
    let output = app.workflow(&order).await["output"].clone();
    assert_eq!(
        (&output["status"], &output["error"]),
        (&"cancelled".into(), &"orders.cancelled".into())
    );
    app.act(Caller::Barista, &order, "claim").await.problem(409, "orders.wrong-status");
    app.finish().await;
}

async fn each_claim_and_release_gives_it_900_seconds_again(on: On) {
    let app = TestApp::on(on).await;
    let order = app.ordered(Caller::Customer, "k1", &cart(&["croissant"])).await;
    for verb in ["claim", "release", "start", "release", "claim"] {
        app.pass(800).await;
        assert!(["confirmed", "preparing"].contains(&app.status(&order).await.as_str()));
        app.make(&order, &[verb]).await;
    }
    app.pass(899).await;
    assert_eq!(app.status(&order).await, "preparing");
    // What changes nothing gives no time.
    app.make(&order, &["claim"]).await;
    app.pass(1).await;
    assert_eq!(app.status(&order).await, "cancelled");
    app.finish().await;
}

async fn an_order_that_is_ready_in_the_last_moment_goes_on(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 20})).await;
    let order = app.ordered(Caller::Customer, "k1", &cart(&["croissant"])).await;
    app.make(&order, &["start"]).await;
    app.wait(Duration::from_mins(15));
    app.act(Caller::Barista, &order, "ready").await.is(200);
    // The timer goes off before anybody hears that it is ready.
    assert_eq!(app.engine().wake_due().await.expect("the store answers"), 1);
    app.engine().rest().await;
    app.settle().await;
    assert_eq!(app.status(&order).await, "ready");
    assert_eq!(app.told(&order).await, ["new-order", "order-confirmed", "order-ready"]);
    assert_eq!(app.places_taken("here").await, 0);
    app.make(&order, &["collect"]).await;
    app.finish().await;
}

async fn a_ticket_that_was_given_back_is_claimed_by_somebody_else(on: On) {
    let app = TestApp::on(on).await;
    let order = app.ordered(Caller::Customer, "k1", &cart(&["espresso"])).await;
    let claim = |caller: Caller| {
        let (client, order) = ((*app).clone(), order.clone());
        tokio::spawn(async move { client.act(caller, &order, "claim").await })
    };
    let (ben, max) = (claim(Caller::Barista), claim(Caller::Manager));
    let answers = [
        (Caller::Barista, ben.await.expect("no panic")),
        (Caller::Manager, max.await.expect("no panic")),
    ];
    let (first, second): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|(_, answer)| answer.status == 200);
    let [(holder, _)] = first.as_slice() else { panic!("one has the ticket: {first:?}") };
    let (other, refused) = second.into_iter().next().expect("the other has not");
    refused.problem(409, "orders.claimed-by-another");
    app.act(*holder, &order, "release").await.is(200);
    let claimed = app.act(other, &order, "claim").await.is(200).json();
    let name = if other == Caller::Barista { "ben" } else { "max" };
    assert_eq!(claimed["barista"], name);
    app.act(*holder, &order, "claim").await.problem(409, "orders.claimed-by-another");
    app.finish().await;
}

#[tokio::test]
async fn an_order_that_stays_half_made_is_given_up_like_one_nobody_began() {
    let app = TestApp::start().await;
    let order = app.ordered(Caller::Customer, "k1", &cart(&["croissant"])).await;
    app.make(&order, &["start"]).await;
    app.pass(900).await;
    assert_eq!(app.status(&order).await, "cancelled");
    assert_eq!(app.level("here", "croissant").await, 100);
    app.finish().await;
}

#[tokio::test]
async fn a_location_says_how_long_its_orders_wait() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"barista_wait_s": 60, "handover_wait_s": 300})).await;
    let left = app.ordered(Caller::Customer, "k1", &cart(&["espresso"])).await;
    let made = app.ordered(Caller::Customer, "k2", &cart(&["espresso"])).await;
    app.make(&made, &["start", "ready"]).await;
    app.pass(60).await;
    assert_eq!(app.status(&left).await, "cancelled");
    app.pass(239).await;
    assert_eq!(app.status(&made).await, "ready");
    app.pass(1).await;
    assert_eq!(app.status(&made).await, "no-show");
    app.finish().await;
}
