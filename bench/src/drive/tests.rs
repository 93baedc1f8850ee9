//! The driver against a stand-in of the server that answers by the contract and keeps nothing.

use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::{Stream, StreamExt, stream};
use serde_json::{Value, json};
use tokio::sync::broadcast;

use super::*;

struct Stub {
    keys: Mutex<HashSet<String>>,
    serial: AtomicU64,
    events: broadcast::Sender<String>,
    /// Every so many orders are refused.
    refuse_every: u64,
    steps: Mutex<Vec<String>>,
}

fn order(id: &str, status: &str) -> Value {
    json!({ "id": id, "location": "loc_demo-cafe", "status": status })
}

async fn place(State(stub): State<Arc<Stub>>, headers: HeaderMap, body: Json<Value>) -> Response {
    assert_eq!(headers[header::AUTHORIZATION], "Bearer customer");
    assert_eq!(body["expected_total_minor"], 700);
    let key = headers["idempotency-key"].to_str().expect("ASCII").to_owned();
    assert!(stub.keys.lock().expect("lock").insert(key.clone()), "{key} came twice");
    let serial = stub.serial.fetch_add(1, Ordering::SeqCst);
    if stub.refuse_every > 0 && serial % stub.refuse_every == 0 {
        let problem = json!({ "status": 429, "code": "api.too-many" });
        return (StatusCode::TOO_MANY_REQUESTS, Json(problem)).into_response();
    }
    let id = format!("ord_{serial:026}");
    // Nobody may be listening.
    let _ = stub.events.send(id.clone());
    if headers.contains_key("prefer") {
        Json(order(&id, "confirmed")).into_response()
    } else {
        (StatusCode::ACCEPTED, Json(order(&id, "placed"))).into_response()
    }
}

async fn location_events(
    State(stub): State<Arc<Stub>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = stream::unfold(stub.events.subscribe(), |mut events| async {
        let id = events.recv().await.ok()?;
        let event = |name: &str| {
            let data = order(&id, name).to_string();
            Ok(Event::default().id("1").event(name).data(data))
        };
        Some((stream::iter([event("placed"), event("confirmed")]), events))
    });
    Sse::new(events.flatten())
}

async fn order_events() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let first = stream::iter([Ok(Event::default().data("{}"))]);
    Sse::new(first.chain(stream::pending()))
}

async fn step(State(stub): State<Arc<Stub>>, Path((id, step)): Path<(String, String)>) -> Response {
    assert!(id.starts_with("ord_"));
    stub.steps.lock().expect("lock").push(step);
    Json(order(&id, "preparing")).into_response()
}

async fn quote(body: Json<Value>) -> Response {
    if body["lines"].to_string().contains("prd_sold-out") {
        return (StatusCode::CONFLICT, Json(json!({ "code": "orders.out-of-stock" })))
            .into_response();
    }
    Json(json!({ "total_minor": 700, "unavailable": [] })).into_response()
}

async fn menu(headers: HeaderMap) -> Response {
    if headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag == "\"v1\"") {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let product = |id: &str| json!({ "id": id, "groups": [{ "options": [{ "id": "opt_a" }] }] });
    let products = json!([product("prd_sold-out"), product("prd_a"), product("prd_b")]);
    ([(header::ETAG, "\"v1\"")], Json(json!({ "products": products }))).into_response()
}

/// Serves until the test's process ends.
fn stub(refuse_every: u64) -> (Target, Arc<Stub>) {
    let stub = Arc::new(Stub {
        keys: Mutex::default(),
        serial: AtomicU64::new(0),
        events: broadcast::channel(10_000).0,
        refuse_every,
        steps: Mutex::default(),
    });
    let router = Router::new()
        .route("/v1/locations/loc_demo-cafe/menu", get(menu))
        .route("/v1/locations/loc_demo-cafe/orders/events", get(location_events))
        .route("/v1/quotes", post(quote))
        .route("/v1/orders", post(place))
        .route("/v1/orders/{id}/events", get(order_events))
        .route("/v1/orders/{id}/{step}", post(step))
        .with_state(Arc::clone(&stub));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    listener.set_nonblocking(true).expect("a socket");
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            axum::serve(listener, router).await.expect("served");
        });
    });
    let target = Target {
        url,
        location: "loc_demo-cafe".to_owned(),
        token: Some("customer".to_owned()),
        barista_token: Some("barista".to_owned()),
        run: "test".to_owned(),
    };
    (target, stub)
}

const SHORT: Span =
    Span { warm_up: Duration::from_millis(10), counted: Duration::from_millis(120), server: None };
/// After so long a machine is not busy but stuck.
const STUCK_AFTER: Duration = Duration::from_mins(1);

/// What comes of a short load; of a longer one where the machine is so busy that hardly anything
/// was answered.
fn load(target: &Target, what: &What, connections: usize) -> Outcome {
    let mut span = SHORT;
    loop {
        let outcome = drive(target, what, connections, span).expect("driven");
        let answers = outcome.count + outcome.failures.values().sum::<u64>();
        if answers > 4 || span.counted > STUCK_AFTER {
            return outcome;
        }
        span.counted *= 4;
    }
}

#[test]
fn orders_are_accepted_each_under_its_own_key() {
    let (target, stub) = stub(0);
    let outcome = load(&target, &What::Accept, 4);
    assert!(outcome.count > 4 && outcome.failures.is_empty(), "{outcome:?}");
    assert!(outcome.count <= stub.serial.load(Ordering::SeqCst));
    assert!(outcome.p50_ms > 0.0 && outcome.p50_ms <= outcome.p99_ms, "{outcome:?}");
}

#[test]
fn a_second_load_uses_no_key_of_the_first() {
    let (target, stub) = stub(0);
    let outcomes = [What::Accept, What::Confirmed, What::Confirm { rate: 100 }]
        .map(|what| load(&target, &what, 2));
    for outcome in &outcomes {
        assert!(outcome.failures.is_empty(), "{outcome:?}");
    }
    let counted: u64 = outcomes.iter().map(|outcome| outcome.count).sum();
    assert!(stub.serial.load(Ordering::SeqCst) >= counted);
}

#[test]
fn what_is_refused_is_counted_by_its_code_and_not_as_accepted() {
    let (target, _) = stub(2);
    let outcome = load(&target, &What::Accept, 4);
    let refused = outcome.failures["429 api.too-many"];
    assert!(refused.abs_diff(outcome.count) <= 4, "{outcome:?}");
}

#[test]
fn a_confirmation_is_taken_from_the_live_stream() {
    let (target, _) = stub(0);
    let outcome = drive(&target, &What::Confirm { rate: 200 }, 4, SHORT).expect("driven");
    assert!((23..=25).contains(&outcome.count), "{outcome:?}");
    assert!(outcome.failures.is_empty(), "{outcome:?}");
}

#[test]
fn a_journey_ends_with_collect_and_is_never_left_half_way() {
    let (target, stub) = stub(0);
    let outcome = load(&target, &What::Journey, 9);
    assert!(outcome.count > 0 && outcome.failures.is_empty(), "{outcome:?}");
    let steps = stub.steps.lock().expect("lock");
    let of = |name: &str| steps.iter().filter(|step| *step == name).count() as u64;
    assert_eq!([of("claim"), of("start"), of("ready")], [of("collect"); 3]);
    assert!(of("collect") >= outcome.count);
}

#[test]
fn reads_count_the_status_they_ask_for() {
    let (target, _) = stub(0);
    for what in [What::Menu, What::MenuUnchanged, What::Quote, What::Confirmed] {
        let outcome = load(&target, &what, 2);
        assert!(outcome.count > 0 && outcome.failures.is_empty(), "{what:?}: {outcome:?}");
    }
    let missing = What::Get { path: "/nowhere".to_owned() };
    let outcome = load(&target, &missing, 2);
    assert!(outcome.count == 0 && outcome.failures["404"] > 0, "{outcome:?}");
}

#[test]
fn every_customer_has_a_live_stream_of_their_own() {
    let (target, stub) = stub(0);
    let body = OrderBody::from_menu(target.address().expect("an address"), &target).expect("body");
    let mut customers = customers(&target, &body, 40).expect("all streams");
    customers.listen(Duration::from_millis(5)).expect("they stay open");
    assert_eq!((customers.count(), stub.serial.load(Ordering::SeqCst)), (40, 40));
}
