//! The same request is the same order, however often it arrives.

use std::collections::HashSet;

use http::StatusCode;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::app::books::orders_of;
use crate::app::{Answer, Caller, On, TestApp, cart, id, on_every_store};

on_every_store! {
    many_at_once_make_one_order
}

/// Places the order again and compares status and body, byte by byte.
async fn same(app: &TestApp, first: &Answer, key: &str, body: &Value) {
    let again = app.place(Caller::Customer, key, body).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.header("idempotency-replayed"), "true");
}

#[tokio::test]
async fn a_repeated_request_keeps_its_answer_whatever_has_happened_since() {
    let app = TestApp::start().await;
    let body = cart(&["flat-white", "croissant"]);
    let first = app.place(Caller::Customer, "k1", &body).await.is(202);
    assert_eq!(first.header("idempotency-replayed"), "");
    same(&app, &first, "k1", &body).await;

    app.settle().await;
    let order = id(&first.json());
    assert_eq!(app.order(Caller::Customer, &order).await["status"], "confirmed");
    same(&app, &first, "k1", &body).await;

    let mut product =
        app.get(Caller::Anonymous, "/v1/locations/loc_here/menu").await.json()["products"][1]
            .clone();
    product["price_minor"] = json!(999);
    product["name"] = json!("Flatter white");
    let path = "/v1/locations/loc_here/menu/products/prd_flat-white";
    app.put(Caller::Manager, path, &product).await.is(200);
    same(&app, &first, "k1", &body).await;

    let request = app.request(Caller::Manager, "DELETE", path);
    app.json(request, &Value::Null).await.is(204);
    same(&app, &first, "k1", &body).await;

    let switch = json!({"switch": "closed"});
    app.put(Caller::Manager, "/v1/locations/loc_here/switch", &switch).await.is(200);
    same(&app, &first, "k1", &body).await;

    app.act(Caller::Customer, &order, "cancel").await.is(200);
    same(&app, &first, "k1", &body).await;
    assert_eq!(orders_of(&app, "here").await.len(), 1);
    app.finish().await;
}

#[tokio::test]
async fn how_a_body_is_written_does_not_matter() {
    let app = TestApp::start().await;
    let send = |body: &'static str| {
        let request = app.request(Caller::Customer, "POST", "/v1/orders");
        let request = request.header("idempotency-key", "k1");
        let request = request.header("content-type", "application/json; charset=utf-8");
        app.send(request.body(body.into()).expect("a request"))
    };
    let plain = r#"{"location":"loc_here","lines":[{"product":"prd_espresso","quantity":1}]}"#;
    let first = send(plain).await.is(202);
    for other in [
        "{ \"lines\": [\n{\"quantity\" :1,\t\"product\": \"prd_espresso\"}],\r\n \"location\": \"loc_here\" }",
        r#"{"location":"loc_here","lines":[{"product":"prd_\u0065spresso","quantity":1}]}"#,
        // What is left out means its default, so saying it is the same.
        r#"{"location":"loc_here","fulfilment":{"type":"pickup"},"name":null,"note":null,
            "lines":[{"product":"prd_espresso","quantity":1,"options":[],"note":null}]}"#,
    ] {
        let again = send(other).await;
        assert_eq!((again.status, &again.body), (first.status, &first.body), "{other}");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_key_is_not_used_for_two_orders() {
    let app = TestApp::start().await;
    app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await;
    let mut louder = cart(&["espresso"]);
    louder["note"] = json!("hot!");
    let mut cheaper = cart(&["espresso"]);
    cheaper["expected_total_minor"] = json!(250);
    let mut wrong = cart(&["espresso"]);
    wrong["expected_total_minor"] = json!(1);
    for other in [&cart(&["croissant"]), &louder, &cheaper, &wrong, &cart(&["unknown"]), &cart(&[])]
    {
        let refused = app.place(Caller::Customer, "k1", other).await;
        refused.problem(409, "orders.idempotency-key-reused");
    }
    app.placed(Caller::Customer, "k2", &louder).await;
    assert_eq!(orders_of(&app, "here").await.len(), 2);
    app.finish().await;
}

#[tokio::test]
async fn a_refused_request_does_not_use_up_its_key() {
    let app = TestApp::start().await;
    app.place(Caller::Customer, "k1", &cart(&["cake"])).await.is(409);
    app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await;
    app.finish().await;
}

#[tokio::test]
async fn two_customers_may_use_the_same_key() {
    let app = TestApp::start().await;
    let body = cart(&["espresso"]);
    let annas = id(&app.placed(Caller::Customer, "k1", &body).await);
    let ottos = id(&app.placed(Caller::OtherCustomer, "k1", &body).await);
    assert_ne!(annas, ottos);
    app.get(Caller::OtherCustomer, &format!("/v1/orders/{annas}")).await.is(404);
    app.finish().await;
}

async fn many_at_once_make_one_order(on: On) {
    let app = TestApp::on(on).await;
    let mut requests = JoinSet::new();
    for _ in 0..50 {
        let client = (*app).clone();
        let body = cart(&["croissant"]);
        requests.spawn(async move { client.place(Caller::Customer, "k1", &body).await });
    }
    let answers = requests.join_all().await;
    assert!(answers.iter().all(|answer| answer.status == StatusCode::ACCEPTED));
    let bodies: HashSet<_> = answers.iter().map(|answer| &answer.body).collect();
    assert_eq!(bodies.len(), 1);
    let new = answers.iter().filter(|answer| answer.header("idempotency-replayed").is_empty());
    assert_eq!(new.count(), 1);
    app.settle().await;
    assert_eq!(orders_of(&app, "here").await.len(), 1);
    app.finish().await;
}
