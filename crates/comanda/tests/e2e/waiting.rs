//! `Prefer: wait` answers with the outcome, or in time without it.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use crate::app::{Answer, Caller, TestApp, cart};

/// Places an order and waits for its outcome.
async fn place(app: &TestApp, key: &str, body: &Value, prefer: &str) -> Answer {
    let request = app.request(Caller::Customer, "POST", "/v1/orders");
    let request = request.header("idempotency-key", key).header("prefer", prefer);
    app.json(request, body).await
}

#[tokio::test]
async fn whoever_waits_is_told_the_outcome() {
    let app = TestApp::start().await;
    let stop = app.spawn_workers();
    let confirmed = place(&app, "k1", &cart(&["croissant"]), "wait=20").await.is(200).json();
    assert_eq!(
        (&confirmed["status"], &confirmed["number"]),
        (&"confirmed".into(), &"A-001".into())
    );
    app.stock("here", "croissant", 0).await;
    let rejected = place(&app, "k2", &cart(&["croissant"]), "respond-async, wait=20").await;
    assert_eq!(rejected.is(200).json()["status"], "rejected");
    // Sent again, a request that waits is told where the order stands.
    let again = place(&app, "k1", &cart(&["croissant"]), "wait=20").await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.json()["version"]),
        ("true", &2.into())
    );
    stop.send_replace(true);
    app.finish().await;
}

#[tokio::test]
async fn many_who_wait_are_all_told() {
    let app = TestApp::start().await;
    let stop = app.spawn_workers();
    let place = |n: usize| {
        let (app, body) = (&app, cart(&["espresso"]));
        async move { place(app, &format!("k{n}"), &body, "wait=20").await.is(200).json() }
    };
    let answers = futures_util::future::join_all((0..50).map(place)).await;
    let mut numbers: Vec<_> = answers.iter().map(|order| order["number"].to_string()).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 50);
    stop.send_replace(true);
    app.finish().await;
}

/// Nobody works, and time runs as soon as everybody waits.
#[tokio::test(start_paused = true)]
async fn whoever_waits_too_long_is_told_that_it_was_placed() {
    let app = TestApp::start().await;
    for (key, prefer, seconds) in
        [("k1", "wait=5", 5), ("k2", "wait=9000", 25), ("k3", "wait=0", 0), ("k4", "wait=soon", 0)]
    {
        let start = Instant::now();
        let placed = place(&app, key, &cart(&["espresso"]), prefer).await.is(202).json();
        assert_eq!(placed["status"], "placed", "{prefer}");
        let waited = start.elapsed();
        let expected = Duration::from_secs(seconds);
        assert!(waited >= expected && waited < expected + Duration::from_secs(1), "{waited:?}");
    }
    app.finish().await;
}
