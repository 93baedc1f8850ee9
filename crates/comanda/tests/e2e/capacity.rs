//! A location takes as many orders at once as it says, and of each customer as many as it says.

use serde_json::json;
use tokio::task::JoinSet;

use crate::app::books::orders_of;
use crate::app::{Caller, On, TestApp, cart, id, on_every_store};

on_every_store! {
    the_twenty_first_open_order_is_refused_until_one_is_ready
    of_fifty_at_once_twenty_are_taken
}

async fn the_twenty_first_open_order_is_refused_until_one_is_ready(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 20})).await;
    let mut orders = Vec::new();
    for n in 0..21 {
        orders.push(id(&app.placed(Caller::Guest(n), "k1", &cart(&["croissant"])).await));
    }
    app.settle().await;
    let refused = orders.pop().expect("twenty-one");
    for order in &orders {
        assert_eq!(app.status(order).await, "confirmed");
    }
    assert_eq!(app.rejected_with(&refused).await, "orders.location-busy");
    let why = app.order(Caller::Guest(20), &refused).await["rejection"]["detail"].clone();
    assert_eq!(why, "this location has its hands full right now; try again in a few minutes");
    assert_eq!(app.level("here", "croissant").await, 80);
    // Claiming and making it frees no place; that it is ready does.
    app.make(&orders[0], &["claim", "start"]).await;
    let order = app.ordered(Caller::Guest(20), "k2", &cart(&["croissant"])).await;
    assert_eq!(app.rejected_with(&order).await, "orders.location-busy");
    app.make(&orders[0], &["ready"]).await;
    assert_eq!(app.places_taken("here").await, 19);
    let order = app.ordered(Caller::Guest(20), "k3", &cart(&["croissant"])).await;
    assert_eq!(app.status(&order).await, "confirmed");
    app.make(&orders[0], &["collect"]).await;
    assert_eq!(app.places_taken("here").await, 20);
    app.finish().await;
}

async fn of_fifty_at_once_twenty_are_taken(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 20})).await;
    let mut requests = JoinSet::new();
    for n in 0..50 {
        let client = (*app).clone();
        let body = cart(&["espresso"]);
        requests.spawn(async move { client.placed(Caller::Guest(n), "k1", &body).await });
    }
    requests.join_all().await;
    app.settle().await;
    let orders = orders_of(&app, "here").await;
    let (taken, refused): (Vec<_>, Vec<_>) =
        orders.iter().partition(|order| order["status"] == "confirmed");
    assert_eq!((taken.len(), refused.len()), (20, 30));
    let busy = json!("orders.location-busy");
    assert!(refused.iter().all(|order| order["rejection"]["code"] == busy));
    // All of them are given up at once, half of them by two people.
    let mut tasks = JoinSet::new();
    for (n, order) in taken.iter().enumerate() {
        for caller in if n % 2 == 0 { &[Caller::Barista][..] } else { &[Caller::Admin; 2] } {
            let (client, order, caller) = ((*app).clone(), id(order), *caller);
            tasks.spawn(async move { drop(client.act(caller, &order, "cancel").await.is(200)) });
        }
    }
    tasks.join_all().await;
    app.settle().await;
    assert_eq!(app.places_taken("here").await, 0);
    app.finish().await;
}

#[tokio::test]
async fn a_customer_has_as_many_open_orders_as_the_location_allows() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"open_orders_per_customer_max": 2})).await;
    let body = cart(&["espresso"]);
    let first = app.ordered(Caller::Customer, "k1", &body).await;
    app.ordered(Caller::Customer, "k2", &body).await;
    let third = app.ordered(Caller::Customer, "k3", &body).await;
    assert_eq!(app.rejected_with(&third).await, "orders.too-many-open-orders");
    let others = app.ordered(Caller::OtherCustomer, "k1", &body).await;
    assert_eq!(app.status(&others).await, "confirmed");
    app.act(Caller::Customer, &first, "cancel").await.is(200);
    let fourth = app.ordered(Caller::Customer, "k4", &body).await;
    assert_eq!(app.status(&fourth).await, "confirmed");
    app.finish().await;
}

#[tokio::test]
async fn whoever_orders_for_people_at_the_counter_orders_for_many_and_else_for_themselves() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"open_orders_per_customer_max": 1})).await;
    let mut body = cart(&["espresso"]);
    let own = app.ordered(Caller::Barista, "k1", &body).await;
    assert_eq!(app.status(&own).await, "confirmed");
    let second = app.ordered(Caller::Barista, "k2", &body).await;
    assert_eq!(app.rejected_with(&second).await, "orders.too-many-open-orders");
    body["walk_in"] = true.into();
    for key in ["k3", "k4", "k5"] {
        let order = app.ordered(Caller::Barista, key, &body).await;
        assert_eq!(app.status(&order).await, "confirmed", "{key}");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_cap_that_comes_or_goes_leaves_no_place_taken() {
    let app = TestApp::start().await;
    let body = cart(&["espresso"]);
    let before = app.ordered(Caller::Customer, "k1", &body).await;
    app.rules("here", &json!({"open_orders_max": 1})).await;
    let counted = app.ordered(Caller::Customer, "k2", &body).await;
    assert_eq!(app.status(&counted).await, "confirmed");
    app.rules("here", &json!({})).await;
    for order in [before, counted] {
        app.make(&order, &["start", "ready", "collect"]).await;
    }
    assert_eq!(app.places_taken("here").await, 0);
    app.finish().await;
}
