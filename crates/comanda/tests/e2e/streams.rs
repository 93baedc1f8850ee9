//! Live streams: every step once and in order, and nothing missed however a client comes and goes.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::body::Body;

use crate::app::{Caller, Event, On, TestApp, cart, cart_at, id};

const HERE: &str = "/v1/locations/loc_here/orders/events";

fn of(order: &str) -> String {
    format!("/v1/orders/{order}/events")
}

/// Orders and their versions, in the order they were told.
fn steps(events: &[Event]) -> Vec<(String, i64)> {
    events.iter().map(Event::step).collect()
}

#[tokio::test]
async fn a_customer_sees_every_step_of_an_order_once_and_in_order() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["croissant"])).await);
    let mut events = app.events(Caller::Customer, &of(&order), None).await;
    app.settle().await;
    assert_eq!(events.words(2).await, ["placed", "confirmed"]);
    for verb in ["claim", "release", "start", "ready", "collect"] {
        app.act(Caller::Barista, &order, verb).await.is(200);
    }
    let rest = events.rest().await;
    let words: Vec<_> = rest.iter().map(|event| event.word.as_str()).collect();
    assert_eq!(words, ["claimed", "released", "started", "ready", "collected"], "then it ends");
    for (event, version) in rest.iter().zip(3..) {
        assert_eq!(event.id, version.to_string());
        assert_eq!(event.step(), (order.clone(), version));
    }
    assert_eq!(rest[4].data, app.order(Caller::Customer, &order).await);
    app.finish().await;
}

#[tokio::test]
async fn a_customer_who_comes_back_goes_on_where_they_were() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    app.settle().await;
    app.act(Caller::Barista, &order, "start").await.is(200);
    let mut events = app.events(Caller::Customer, &of(&order), Some("2")).await;
    assert_eq!(events.words(1).await, ["started"]);
    app.act(Caller::Barista, &order, "ready").await.is(200);
    app.act(Caller::Barista, &order, "collect").await.is(200);
    assert_eq!(events.rest().await.len(), 2);
    let mut late = app.events(Caller::Customer, &of(&order), Some("4")).await;
    assert_eq!(steps(&late.rest().await), [(order.clone(), 5)]);
    let mut odd = app.events(Caller::Customer, &of(&order), Some("no number")).await;
    assert_eq!(odd.rest().await.len(), 5, "who says nothing useful gets everything");
    // 204 tells a browser not to connect again.
    for last in ["5", "6"] {
        let request = app.request(Caller::Customer, "GET", &of(&order));
        let request = request.header("last-event-id", last).body(Body::empty());
        assert_eq!(app.send(request.expect("a request")).await.is(204).body.len(), 0);
    }
    app.finish().await;
}

#[tokio::test]
async fn a_strangers_order_has_no_stream() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    app.get(Caller::OtherCustomer, &of(&order)).await.problem(404, "orders.not-found");
    app.get(Caller::BaristaElsewhere, &of(&order)).await.problem(404, "orders.not-found");
    app.get(Caller::BaristaElsewhere, HERE).await.problem(403, "api.forbidden");
    app.finish().await;
}

#[tokio::test]
async fn a_barista_sees_what_happens_here_and_not_elsewhere() {
    let app = TestApp::start().await;
    let mut events = app.events(Caller::Barista, HERE, None).await;
    app.placed(Caller::Customer, "k1", &cart_at("there", &["espresso"])).await;
    let first = id(&app.placed(Caller::Customer, "k2", &cart(&["espresso"])).await);
    let second = id(&app.placed(Caller::OtherCustomer, "k3", &cart(&["espresso"])).await);
    app.settle().await;
    app.act(Caller::Barista, &second, "start").await.is(200);
    let mut told = Vec::new();
    for _ in 0..5 {
        told.push(events.some().await);
    }
    let expected = [(&first, 1), (&second, 1), (&first, 2), (&second, 2), (&second, 3)]
        .map(|(order, v)| (order.clone(), v));
    assert_eq!(steps(&told), expected);
    app.finish().await;
}

/// When the server is quick, an order may be confirmed before those who watch are told that it was
/// placed.
#[tokio::test]
async fn a_barista_who_comes_while_an_order_is_placed_misses_no_step_of_it() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    let old = id(&app.placed(Caller::Customer, "k2", &cart(&["espresso"])).await);
    app.wait(Duration::from_millis(1));
    let mut events = app.events(Caller::Barista, HERE, None).await;
    app.settle().await;
    let told = [events.some().await, events.some().await];
    assert_eq!(steps(&told), [(order.clone(), 1), (order, 2)]);
    app.wait(Duration::from_secs(10));
    let mut events = app.events(Caller::Barista, HERE, None).await;
    app.act(Caller::Barista, &old, "start").await.is(200);
    assert_eq!(events.some().await.step(), (old, 3), "what is long past is not told again");
    app.finish().await;
}

#[tokio::test]
async fn a_barista_who_comes_back_has_missed_nothing() {
    let app = TestApp::start().await;
    let mut events = app.events(Caller::Barista, HERE, None).await;
    let first = id(&app.placed(Caller::Customer, "k0", &cart(&["espresso"])).await);
    app.settle().await;
    app.wait(Duration::from_secs(10));
    let seen = [events.some().await, events.some().await];
    drop(events);
    let mut expected = BTreeSet::new();
    for n in 1..=20 {
        let order = id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&["espresso"])).await);
        app.settle().await;
        app.wait(Duration::from_secs(1));
        expected.extend([(order.clone(), 1), (order, 2)]);
    }
    app.act(Caller::Barista, &first, "start").await.is(200);
    expected.insert((first.clone(), 3));
    let mut events = app.events(Caller::Barista, HERE, Some(&seen[1].id)).await;
    let mut told = Vec::new();
    while !expected.is_subset(&told.iter().map(Event::step).collect()) {
        told.push(events.some().await);
    }
    assert_eq!(told.len(), expected.len(), "and nothing was told twice");
    let at = |event: &Event| {
        event.data["timeline"].as_array().expect("a list").last().expect("one")["at"].to_string()
    };
    assert!(told.is_sorted_by_key(at), "in the order it happened");
    // Each event is a place to go on from.
    let mut events = app.events(Caller::Barista, HERE, Some(&told[30].id)).await;
    let mut again = BTreeSet::new();
    let missed: BTreeSet<_> = steps(&told[31..]).into_iter().collect();
    while !missed.is_subset(&again) {
        again.insert(events.some().await.step());
    }
    app.finish().await;
}

#[tokio::test]
async fn a_barista_too_slow_for_the_memory_of_changes_misses_nothing() {
    let app = TestApp::start().await;
    let mut events = app.events(Caller::Barista, HERE, None).await;
    let mut expected = BTreeSet::new();
    for n in 0..400 {
        let order = id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&["espresso"])).await);
        expected.extend([(order.clone(), 1), (order, 2)]);
        app.wait(Duration::from_millis(50));
    }
    app.settle().await;
    let mut told = BTreeSet::new();
    while told != expected {
        assert!(told.insert(events.some().await.step()), "told twice");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_stream_is_not_packed_so_that_nothing_waits_in_a_buffer() {
    let app = TestApp::start().await;
    let request = app.request(Caller::Barista, "GET", HERE).header("accept-encoding", "gzip");
    let response = app.start(request.body(Body::empty()).expect("a request")).await;
    assert!(!response.headers().contains_key("content-encoding"));
    drop(response);
    app.finish().await;
}

#[tokio::test]
async fn a_server_about_to_stop_ends_every_stream_and_wants_no_more_requests() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    let mut customer = app.events(Caller::Customer, &of(&order), None).await;
    let mut barista = app.events(Caller::Barista, HERE, None).await;
    assert_eq!(customer.words(1).await, ["placed"]);
    app.get(Caller::Anonymous, "/health/ready").await.is(200);
    app.stop();
    let ready = app.get(Caller::Anonymous, "/health/ready").await;
    assert_eq!(ready.problem(503, "store.unavailable").header("retry-after"), "1");
    app.get(Caller::Anonymous, "/health/live").await.is(200);
    assert_eq!((customer.next().await, barista.next().await), (None, None));
    app.settle().await;
    let mut late = app.events(Caller::Customer, &of(&order), None).await;
    assert_eq!(late.rest().await.len(), 2, "what there is already is told");
    app.finish().await;
}

/// Two processes on one store: one takes the order, the stream is open at the other, which looks only
/// when all of it has happened.
#[tokio::test]
async fn a_stream_of_another_process_misses_no_step() {
    for on in [On::Memory, On::Postgres] {
        let app = TestApp::on(on).await;
        let other = app.another().await;
        let mut barista = other.events(Caller::Barista, HERE, None).await;
        let order = id(&app.placed(Caller::Customer, "k1", &cart(&["croissant"])).await);
        let mut customer = other.events(Caller::Customer, &of(&order), None).await;
        app.settle().await;
        for verb in ["claim", "start", "ready", "collect"] {
            app.wait(Duration::from_secs(1));
            app.act(Caller::Barista, &order, verb).await.is(200);
        }
        let orders = other.app.orders.clone();
        let following = tokio::spawn(async move { orders.follow(Duration::from_millis(20)).await });
        assert_eq!(customer.rest().await.len(), 6);
        let mut told = Vec::new();
        for _ in 0..6 {
            told.push(barista.some().await.step().1);
        }
        assert_eq!(told, [1, 2, 3, 4, 5, 6], "{on:?}");
        other.app.orders.live().close();
        following.await.expect("it ends well");
        app.finish().await;
    }
}
