//! What is wrong with a request is said by status, code and place, and nothing of it is stored.

mod bodies;
mod later;
mod orders;
mod requests;

use axum::body::Body;
use http::request::Builder;
use serde_json::{Value, json};

use crate::app::{Caller, On, TestApp, cart, id, on_every_store};

on_every_store! {
    nothing_of_a_bad_request_is_stored
}

/// A request, and how it is refused: status, code, and the places in the body that are wrong.
struct Row {
    what: String,
    request: http::Request<Body>,
    refused: (u16, &'static str, Vec<&'static str>),
}

/// The rows of the table.
struct Table<'a> {
    app: &'a TestApp,
    rows: Vec<Row>,
}

type Refused = (u16, &'static str, &'static [&'static str]);

const INVALID: &str = "api.invalid-body";
const ORDERS: &str = "/v1/orders";

impl Table<'_> {
    fn add(&mut self, what: &str, request: Builder, body: impl Into<Body>, refused: Refused) {
        let request = request.body(body.into()).expect("a request");
        let refused = (refused.0, refused.1, refused.2.to_vec());
        self.rows.push(Row { what: what.to_owned(), request, refused });
    }

    /// An order with this body.
    fn order(&mut self, what: &str, body: impl Into<Body>, refused: Refused) {
        let request = self.app.request(Caller::Customer, "POST", ORDERS);
        let request = request.header("idempotency-key", "k1");
        self.add(what, request.header("content-type", "application/json"), body, refused);
    }

    /// A good order with one thing changed.
    fn changed(&mut self, what: &str, change: impl FnOnce(&mut Value), refused: Refused) {
        let mut body = cart(&["espresso"]);
        change(&mut body);
        self.order(what, body.to_string(), refused);
    }

    fn get(&mut self, caller: Caller, path: &str, refused: Refused) {
        self.add(path, self.app.request(caller, "GET", path), Body::empty(), refused);
    }

    fn post(&mut self, caller: Caller, path: &str, body: &Value, refused: Refused) {
        let request = self.app.request(caller, "POST", path);
        let request = request.header("content-type", "application/json");
        self.add(&format!("{path} {body}"), request, body.to_string(), refused);
    }

    fn put(&mut self, caller: Caller, path: &str, body: &Value, refused: Refused) {
        let request = self.app.request(caller, "PUT", path).header("if-match", "\"1\"");
        let request = request.header("content-type", "application/json");
        self.add(&format!("{path} {body}"), request, body.to_string(), refused);
    }
}

/// Everything there is to read, and every counter of stock.
async fn everything(app: &TestApp, mine: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for path in [
        "/v1/locations",
        "/v1/locations/loc_here/menu",
        "/v1/locations/loc_here/stock",
        "/v1/locations/loc_here/orders",
        "/v1/locations/loc_there/orders",
        "/v1/locations/loc_closed/orders",
        "/v1/locations/loc_here/notifications",
        "/v1/workflows/order-fulfilment/executions",
        &format!("/v1/orders/{mine}"),
    ] {
        found.push(app.get(Caller::Admin, path).await.is(200).json());
    }
    let outbox = app.app.store.outbox(10).await.expect("the store answers");
    found.push(json!(outbox.len()));
    found
}

async fn nothing_of_a_bad_request_is_stored(on: On) {
    let app = TestApp::on(on).await;
    let mine = id(&app.placed(Caller::Customer, "k0", &cart(&["espresso"])).await);
    app.settle().await;
    let before = everything(&app, &mine).await;
    let mut table = Table { app: &app, rows: Vec::new() };
    bodies::bodies(&mut table);
    orders::orders(&mut table);
    later::ways(&mut table);
    later::people(&mut table);
    later::verbs(&mut table, &mine);
    requests::headers(&mut table);
    requests::addresses(&mut table, &mine);
    requests::methods(&mut table);
    let mut wrong = Vec::new();
    for Row { what, request, refused } in table.rows {
        let answer = app.send(request).await;
        let status = answer.status.as_u16();
        if answer.header("content-type") != "application/problem+json" {
            wrong.push(format!("{what}: {status} without a problem, expected {refused:?}"));
            continue;
        }
        let problem = answer.json();
        let code = problem["code"].as_str().unwrap_or_default();
        if (status, code, answer.pointers())
            != (refused.0, refused.1, refused.2.iter().map(|p| (*p).to_owned()).collect())
        {
            wrong.push(format!("{what}: {problem}, expected {refused:?}"));
        }
        if status == 405 && answer.header("allow").is_empty() {
            wrong.push(format!("{what}: no Allow"));
        }
        if status == 401 && answer.header("www-authenticate").is_empty() {
            wrong.push(format!("{what}: no WWW-Authenticate"));
        }
        let own = problem["status"] == status && problem["type"] == format!("/problems/{code}");
        let told = ["title", "detail", "request_id", "instance"].iter();
        if !own || told.into_iter().any(|field| problem[field].as_str().is_none_or(str::is_empty)) {
            wrong.push(format!("{what}: {problem}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(everything(&app, &mine).await, before);
    app.finish().await;
}

/// Every problem has a page, so that its `type` leads somewhere.
#[tokio::test]
async fn a_problem_leads_to_a_page_about_it() {
    let app = TestApp::start().await;
    let problem = app.get(Caller::Customer, "/v1/locations/loc_here/orders").await.json();
    let page = app.get(Caller::Anonymous, problem["type"].as_str().expect("a type")).await.is(200);
    assert!(page.header("content-type").starts_with("text/html"));
    app.finish().await;
}
