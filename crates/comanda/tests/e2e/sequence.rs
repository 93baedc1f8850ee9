//! Nobody is overtaken at one location, and no location waits for another.

use std::sync::Arc;
use std::time::Duration;

use queue::{Message, Part};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::app::books::orders_of;
use crate::app::{Caller, On, TestApp, cart, cart_at, id, on_every_store, paid_from};

on_every_store! {
    orders_are_confirmed_in_the_order_they_were_placed
    orders_placed_at_once_have_numbers_without_gaps
    two_processes_on_one_store_share_the_work
}

async fn orders_are_confirmed_in_the_order_they_were_placed(on: On) {
    let app = TestApp::on(on).await;
    let mut orders = Vec::new();
    for n in 0..30 {
        // Some have to be rejected in between; they take no number.
        if n == 10 {
            app.settle().await;
            app.stock("here", "croissant", 0).await;
        }
        let product = if n % 3 == 0 { "croissant" } else { "espresso" };
        orders.push(id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&[product])).await));
    }
    app.settle().await;
    let mut expected = 1..;
    for (n, order) in orders.iter().enumerate() {
        let order = app.order(Caller::Customer, order).await;
        if n >= 10 && n % 3 == 0 {
            assert_eq!((&order["status"], &order["number"]), (&"rejected".into(), &Value::Null));
        } else {
            let number = format!("A-{:03}", expected.next().expect("numbers never end"));
            assert_eq!(order["number"], number);
        }
    }
    app.finish().await;
}

async fn orders_placed_at_once_have_numbers_without_gaps(on: On) {
    let app = TestApp::on(on).await;
    let mut requests = JoinSet::new();
    for n in 0..100 {
        let client = (*app).clone();
        let body = cart_at(if n % 4 == 0 { "there" } else { "here" }, &["espresso"]);
        requests
            .spawn(async move { client.placed(Caller::Customer, &format!("k{n}"), &body).await });
    }
    assert_eq!(requests.join_all().await.len(), 100);
    app.settle().await;
    for (location, count) in [("here", 75), ("there", 25)] {
        let orders = orders_of(&app, location).await;
        let mut numbers: Vec<_> = orders.iter().map(|order| order["number"].as_str()).collect();
        numbers.sort_unstable();
        let expected: Vec<_> = (1..=count).map(|number| format!("A-{number:03}")).collect();
        assert_eq!(numbers, expected.iter().map(|n| Some(n.as_str())).collect::<Vec<_>>());
    }
    app.finish().await;
}

async fn two_processes_on_one_store_share_the_work(on: On) {
    let app = Arc::new(TestApp::on(on).await);
    let another = Arc::new(app.another().await);
    app.rules("here", &json!({"open_orders_max": 30})).await;
    let mut orders = Vec::new();
    for n in 0..40 {
        let client = if n % 2 == 0 { &app } else { &another };
        let body = paid_from(cart(&["croissant"]), "tok_approved");
        orders.push(id(&client.placed(Caller::Customer, &format!("k{n}"), &body).await));
    }
    let mut workers = JoinSet::new();
    for worker in [&app, &another, &app, &another] {
        let worker = Arc::clone(worker);
        workers.spawn(async move {
            for _ in 0..200 {
                worker.work().await;
            }
        });
    }
    workers.join_all().await;
    app.settle().await;
    for (n, order) in orders.iter().enumerate() {
        let order = app.order(Caller::Customer, order).await;
        let number = (n < 30).then(|| format!("A-{:03}", n + 1));
        assert_eq!(order["number"].as_str(), number.as_deref(), "{order}");
    }
    assert_eq!(app.level("here", "croissant").await, 70);
    drop(another);
    Arc::into_inner(app).expect("the workers are done").finish().await;
}

#[tokio::test]
async fn each_day_of_a_location_begins_with_the_first_number() {
    let app = TestApp::start().await;
    let number = async |key: &str| {
        let order = id(&app.placed(Caller::Customer, key, &cart(&["espresso"])).await);
        app.settle().await;
        app.order(Caller::Customer, &order).await["number"].clone()
    };
    assert_eq!((number("k1").await, number("k2").await), ("A-001".into(), "A-002".into()));
    // 10:00 in Berlin; its day ends fourteen hours later, an hour before the day of UTC.
    app.wait(Duration::from_mins(14 * 60 - 5));
    assert_eq!(number("k3").await, "A-003");
    app.wait(Duration::from_mins(5));
    assert_eq!(number("k4").await, "A-001");
    app.finish().await;
}

/// The message of the first order at `loc_here` cannot be read, so the ones behind it wait.
#[tokio::test]
async fn a_message_that_fails_holds_up_its_own_location_only() {
    let app = TestApp::start().await;
    let poison = Message {
        group: "loc_here".to_owned(),
        deduplication_id: "poison".to_owned(),
        body: "no event".to_owned(),
    };
    app.app.queue.send("orders", vec![poison]).await.expect("the queue takes it");
    let here = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    let there = id(&app.placed(Caller::Customer, "k2", &cart_at("there", &["espresso"])).await);
    while app.work().await > 0 {}
    assert_eq!(app.order(Caller::Customer, &here).await["status"], "placed");
    assert_eq!(app.order(Caller::Customer, &there).await["status"], "confirmed");
    // In the end it is given up, and the location goes on.
    app.settle().await;
    assert_eq!(app.order(Caller::Customer, &here).await["status"], "confirmed");
    assert_eq!(app.dead_letters().await, 1);
    let thrown = app.app.queue.purge("orders", Part::Dead).await.expect("the queue answers");
    assert_eq!(thrown, 1);
    app.finish().await;
}

#[tokio::test]
async fn messages_that_come_again_do_not_change_the_sequence() {
    let app = TestApp::start().await;
    let mut orders = Vec::new();
    for n in 0..8 {
        orders
            .push(id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&["espresso"])).await));
    }
    // A process receives the first messages, handles some and dies: they come again.
    app.app.relay.once().await.expect("the relay works");
    let visibility = Duration::from_secs(30);
    let taken = app.app.queue.receive("orders", 5, visibility).await.expect("the queue answers");
    assert_eq!(taken.len(), 5);
    for delivery in &taken[..3] {
        let event = serde_json::from_str(&delivery.body).expect("an event");
        orders::subscribers::hear(&app.app.orders, &event).await.expect("it is heard");
    }
    app.settle().await;
    for (n, order) in orders.iter().enumerate() {
        let number = format!("A-{:03}", n + 1);
        assert_eq!(app.order(Caller::Customer, order).await["number"], number);
    }
    app.finish().await;
}
