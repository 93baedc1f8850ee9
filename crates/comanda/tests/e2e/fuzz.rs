//! Whatever is sent to whatever operation by whomever: it is answered, never with a failure of ours,
//! and the program goes on.

use std::cell::Cell;

use axum::body::Body;
use http::{HeaderValue, Request};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, cart_at, id};
use crate::operations::{Operation, document, operations, own_for};

/// Requests to each operation.
const CASES: u32 = 64;

/// Any JSON, some levels deep, with the words and numbers that matter here among the rest.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop_oneof![Just(0), Just(1), Just(-1), Just(i64::MAX), Just(i64::MIN)]
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        any_word().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any_word(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// A word that means something somewhere.
fn any_word() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "location",
            "country",
            "DE",
            "diets",
            "allergens",
            "milk",
            "language",
            "decision",
            "given",
            "lines",
            "product",
            "quantity",
            "options",
            "fulfilment",
            "type",
            "dine-in",
            "table",
            "name",
            "note",
            "expected_total_minor",
            "id",
            "order",
            "level",
            "delta",
            "reason",
            "switch",
            "until",
            "hours",
            "monday",
            "exceptions",
            "available",
            "categories",
            "products",
            "option_groups",
            "stock_items",
            "price_minor",
            "min",
            "max",
            "loc_here",
            "prd_espresso",
            "opt_oat-milk",
            "cat_coffee",
            "grp_milk",
            "stk_croissant",
            "EUR",
            "9999-12-31T23:59:59Z",
            "-9999-01-01T00:00:00Z",
            "2026-02-30",
            "00:00-24:00",
            "pickup",
            "at",
            "delivery",
            "address",
            "coordinates",
            "latitude",
            "phone",
            "email",
            "a@b",
            "payment_source",
            "tok_approved",
            "tok_declined",
            "amount_minor",
            "ordering",
            "open_orders_max",
            "qr_codes",
            "tokens",
            "input",
            "start",
            "qr-code",
            "walk_in",
            "customer",
            "limits",
            "order_wait_seconds",
            "error",
            "cause",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
        Just("\0".to_owned()),
        Just("x".repeat(300)),
    ]
}

/// Changes `value` at one place.
fn mutate(value: &mut Value, place: Index, other: Value) {
    let mut places = Vec::new();
    pointers(value, String::new(), &mut places);
    let pointer = place.get(&places).clone();
    if let Some(found) = value.pointer_mut(&pointer) {
        match (found, other) {
            // A list is as often made longer as it is replaced.
            (Value::Array(entries), Value::Bool(true)) => {
                let again: Vec<_> = std::iter::repeat_n(entries.clone(), 60).flatten().collect();
                *entries = again;
            }
            (found, other) => *found = other,
        }
    }
}

fn pointers(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                pointers(
                    value,
                    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")),
                    into,
                );
            }
        }
        Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                pointers(value, format!("{at}/{place}"), into);
            }
        }
        _ => {}
    }
    into.push(at);
}

/// What is sent as the body.
#[derive(Debug, Clone)]
enum Sent {
    /// Any JSON.
    Json(Value),
    /// A good body with some places changed.
    Mutated(Vec<(Index, Value)>),
    /// Any bytes.
    Bytes(Vec<u8>),
    /// The body that is right.
    Good,
}

/// One request.
#[derive(Debug, Clone)]
struct Case {
    caller: Caller,
    sent: Sent,
    headers: Vec<(&'static str, Vec<u8>)>,
    query: Option<String>,
    /// In place of an id of the path.
    step: Option<(Index, String)>,
}

fn any_case() -> impl Strategy<Value = Case> {
    let sent = prop_oneof![
        2 => any_json().prop_map(Sent::Json),
        4 => prop::collection::vec((any::<Index>(), any_json()), 1..4).prop_map(Sent::Mutated),
        1 => prop::collection::vec(any::<u8>(), 0..200).prop_map(Sent::Bytes),
        1 => Just(Sent::Good),
    ];
    let names = vec![
        "authorization",
        "content-type",
        "idempotency-key",
        "if-match",
        "if-none-match",
        "prefer",
        "last-event-id",
        "accept",
        "accept-encoding",
        "x-request-id",
        "range",
        "content-length",
    ];
    let value = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        prop::sample::select(vec![
            "*",
            "\"1\"",
            "\"-9223372036854775808\"",
            "wait=3",
            "wait=-1",
            "gzip",
            "application/json",
            "Bearer x.y.z",
            "99999999999999999999-ord_x-1",
            "9223372036854775807-ord_x-1",
            "-1-ord_x-1",
            "0-ord_x-9223372036854775807"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    let headers = prop::collection::vec((prop::sample::select(names), value), 0..4);
    let query = prop::option::weighted(
        0.3,
        "[a-z]{0,6}=[0-9a-z%]{0,12}(&limit=[0-9]{1,12})?(&after=[0-9a-f]{0,20})?",
    );
    let step = prop::option::weighted(
        0.2,
        (any::<Index>(), "[a-z]{0,3}_[a-z0-9-]{0,80}|[!-~&&[^?#/]]{1,20}"),
    );
    let caller = prop::sample::select(Caller::ALL.to_vec());
    // Admins get past the door, so they are half of the callers.
    let caller = prop_oneof![Just(Caller::Admin), caller];
    (caller, sent, headers, query, step).prop_map(|(caller, sent, headers, query, step)| Case {
        caller,
        sent,
        headers,
        query,
        step,
    })
}

fn request(
    app: &TestApp,
    operation: &Operation,
    order: &str,
    case: &Case,
) -> Option<Request<Body>> {
    let mut path = operation.path(order);
    if let Some((place, step)) = &case.step {
        let mut steps: Vec<_> = path.split('/').map(str::to_owned).collect();
        let ids: Vec<_> = (0..steps.len()).filter(|at| steps[*at].contains('_')).collect();
        if !ids.is_empty() {
            steps[*place.get(&ids)] = step.replace('%', "%25");
            path = steps.join("/");
        }
    }
    if let Some(query) = &case.query {
        path = format!("{path}?{query}");
    }
    let good = operation.request(app, case.caller, order);
    let (mut parts, body) = good.into_parts();
    parts.uri = path.parse().ok()?;
    for (name, value) in &case.headers {
        if let Ok(value) = HeaderValue::from_bytes(value) {
            parts.headers.append(*name, value);
        }
    }
    let body = match &case.sent {
        Sent::Good => body,
        Sent::Bytes(bytes) => Body::from(bytes.clone()),
        Sent::Json(value) => Body::from(value.to_string()),
        Sent::Mutated(changes) => {
            let mut value = operation.body().unwrap_or_else(|| json!({}));
            for (place, other) in changes {
                mutate(&mut value, *place, other.clone());
            }
            Body::from(value.to_string())
        }
    };
    parts.headers.entry("content-type").or_insert(HeaderValue::from_static("application/json"));
    Some(Request::from_parts(parts, body))
}

/// What an answer must hold to, whatever was asked.
async fn check(app: &TestApp, request: Request<Body>) -> Result<(), TestCaseError> {
    let response = app.start(request).await;
    let status = response.status().as_u16();
    let kind = response.headers().get("content-type").cloned();
    prop_assert!(status < 500, "{} {:?}", status, body_of(response).await);
    if status >= 400 {
        prop_assert_eq!(
            kind.as_ref().map(HeaderValue::as_bytes),
            Some(&b"application/problem+json"[..])
        );
        let problem = body_of(response).await;
        prop_assert_eq!(&problem["status"], &json!(status));
        prop_assert!(
            problem["code"].as_str().is_some_and(|code| code.contains('.')),
            "{}",
            problem
        );
    }
    Ok(())
}

async fn body_of(response: http::Response<Body>) -> Value {
    let encoded = response.headers().contains_key("content-encoding");
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap_or_default();
    if encoded {
        return json!({"status": "compressed"});
    }
    serde_json::from_slice(&body).unwrap_or_else(|_| json!(String::from_utf8_lossy(&body)))
}

/// Time is paused, so that whoever prefers to wait does not make the test wait.
fn runtime() -> tokio::runtime::Runtime {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().start_paused(true).build().expect("a runtime")
}

#[test]
fn no_request_makes_the_server_fail() {
    let runtime = runtime();
    let (app, all) = runtime.block_on(async {
        let app = TestApp::start().await;
        let all = operations(&document(&app).await);
        (app, all)
    });
    let sent = Cell::new(0_u32);
    for operation in &all {
        let order = runtime.block_on(fresh(&app, operation, sent.get()));
        let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(config, rng);
        let done = runner.run(&any_case(), |case| {
            sent.set(sent.get() + 1);
            let Some(request) = request(&app, operation, &order, &case) else { return Ok(()) };
            runtime.block_on(check(&app, request))
        });
        if let Err(failed) = done {
            panic!("{operation}: {failed}");
        }
    }
    assert!(sent.get() >= CASES * u32::try_from(all.len()).expect("few"));
    runtime.block_on(async {
        // Who was erased meanwhile is forgotten in what they have ordered so far.
        app.settle().await;
        // Nobody sent anything about this location.
        let order =
            app.placed(Caller::OtherCustomer, "after", &cart_at("there", &["croissant"])).await;
        app.settle().await;
        let order = app.order(Caller::OtherCustomer, &id(&order)).await;
        assert_eq!(order["status"], "confirmed");
        app.finish_without_books().await;
    });
}

/// Each field of each body, one after another, with each value that is odd.
#[tokio::test]
async fn no_odd_value_in_any_field_makes_the_server_fail() {
    let odd = [
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(0.5),
        json!(1e300),
        json!(""),
        json!("\0"),
        json!("loc_\u{e4}"),
        json!("9999-12-31T23:59:59.999999999Z"),
        json!("x".repeat(5_000)),
        json!([]),
        json!([[]]),
        json!({}),
    ];
    let mut failed = Vec::new();
    let app = TestApp::start().await;
    for (n, operation) in operations(&document(&app).await).into_iter().enumerate() {
        let Some(body) = operation.body() else { continue };
        let order = fresh(&app, &operation, u32::try_from(n).expect("few")).await;
        let mut places = Vec::new();
        pointers(&body, String::new(), &mut places);
        for place in places {
            for value in &odd {
                let mut body = body.clone();
                *body.pointer_mut(&place).expect("it is there") = value.clone();
                let (parts, _) = operation.request(&app, Caller::Admin, &order).into_parts();
                let request = Request::from_parts(parts, Body::from(body.to_string()));
                if let Err(why) = check(&app, request).await {
                    failed.push(format!("{operation} with {value} at {place}: {why}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    app.finish_without_books().await;
}

/// An order to do things to, of its own for each operation, or a code to scan.
async fn fresh(app: &TestApp, operation: &Operation, n: u32) -> String {
    if operation.path.ends_with("{code}") {
        app.rules("closed", &json!({"qr_codes": {"tokens": 1_000}})).await;
        return app.code("closed").await;
    }
    if operation.path.starts_with("/v1/me/") {
        return own_for(app, operation).await.split(' ').next_back().unwrap_or_default().to_owned();
    }
    let mut body = cart_at("there", &["espresso"]);
    body["payment_source"] = json!("tok_approved");
    let order = id(&app.placed(Caller::Customer, &format!("before-{n}"), &body).await);
    app.settle().await;
    if operation.path.ends_with("/refund") {
        for verb in ["start", "ready"] {
            app.act(Caller::Admin, &order, verb).await.is(200);
            app.settle().await;
        }
    }
    order
}
