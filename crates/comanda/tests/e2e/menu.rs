//! The menu: read once, changed with care, and believed at once.

use axum::body::Body;
use serde_json::{Value, json};

use crate::app::{Answer, Caller, On, TestApp, cart, on_every_store};

on_every_store! {
    a_change_of_the_menu_counts_from_the_next_request_on
}

const MENU: &str = "/v1/locations/loc_here/menu";

async fn read(app: &TestApp, known: &str) -> Answer {
    let request = app.request(Caller::Anonymous, "GET", MENU).header("if-none-match", known);
    app.send(request.body(Body::empty()).expect("a request")).await
}

async fn replace(app: &TestApp, tag: &str, menu: &Value) -> Answer {
    app.json(app.request(Caller::Manager, "PUT", MENU).header("if-match", tag), menu).await
}

#[tokio::test]
async fn who_has_the_menu_is_not_sent_it_again() {
    let app = TestApp::start().await;
    let first = app.get(Caller::Anonymous, MENU).await.is(200);
    let tag = first.header("etag").to_owned();
    assert_eq!(tag, "\"1\"");
    for known in [&*tag, "W/\"1\"", "\"0\", \"1\"", "*"] {
        let again = read(&app, known).await.is(304);
        assert_eq!((again.header("etag"), again.body.len()), (&*tag, 0), "{known}");
    }
    for unknown in ["\"2\"", "1", ""] {
        assert_eq!(read(&app, unknown).await.is(200).body, first.body, "{unknown}");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_menu_is_replaced_only_by_who_has_read_it() {
    let app = TestApp::start().await;
    let mut menu = app.get(Caller::Anonymous, MENU).await.json();
    menu["products"][0]["price_minor"] = json!(300);
    app.put(Caller::Manager, MENU, &menu).await.problem(428, "api.if-match-missing");
    for odd in ["1", "\"one\"", "*", ""] {
        replace(&app, odd, &menu).await.problem(400, "api.invalid-header");
    }
    replace(&app, "\"7\"", &menu).await.problem(412, "products.changed-meanwhile");
    let tag = replace(&app, "\"1\"", &menu).await.is(200).header("etag").to_owned();
    assert_eq!(tag, "\"2\"");
    replace(&app, "\"1\"", &menu).await.problem(412, "products.changed-meanwhile");
    assert_eq!(read(&app, "\"1\"").await.is(200).json()["products"][0]["price_minor"], 300);
    read(&app, "\"2\"").await.is(304);
    app.finish().await;
}

async fn a_change_of_the_menu_counts_from_the_next_request_on(on: On) {
    let app = TestApp::on(on).await;
    let body = cart(&["espresso"]);
    let quote = async || app.post(Caller::Anonymous, "/v1/quotes", &body).await.is(200).json();
    assert_eq!(quote().await["total_minor"], 250);
    let mut menu = app.get(Caller::Anonymous, MENU).await.json();
    menu["products"][0]["price_minor"] = json!(300);
    replace(&app, "\"1\"", &menu).await.is(200);
    assert_eq!(quote().await["total_minor"], 300);
    let mut expecting = body.clone();
    expecting["expected_total_minor"] = json!(250);
    let refused = app.place(Caller::Customer, "k1", &expecting).await;
    assert_eq!(refused.problem(409, "orders.total-changed").pointers(), ["/expected_total_minor"]);

    let availability = format!("{MENU}/products/prd_espresso/availability");
    app.put(Caller::Barista, &availability, &json!({"available": false})).await.is(204);
    let sold_out = quote().await;
    assert_eq!(sold_out["unavailable"][0]["pointer"], "/lines/0/product");
    assert_eq!((&sold_out["lines"], &sold_out["total_minor"]), (&json!([]), &json!(0)));
    let refused = app.place(Caller::Customer, "k2", &body).await;
    assert_eq!(refused.problem(409, "orders.unavailable").pointers(), ["/lines/0/product"]);
    app.put(Caller::Barista, &availability, &json!({"available": true})).await.is(204);
    app.placed(Caller::Customer, "k2", &body).await;

    let switch = "/v1/locations/loc_here/switch";
    app.put(Caller::Manager, switch, &json!({"switch": "closed"})).await.is(200);
    let closed = quote().await;
    assert_eq!(closed["unavailable"][0]["pointer"], "/location");
    let refused = app.place(Caller::Customer, "k3", &body).await;
    refused.problem(409, "orders.location-closed");
    app.put(Caller::Manager, switch, &json!({"switch": "auto"})).await.is(200);
    app.placed(Caller::Customer, "k3", &body).await;
    app.finish().await;
}

#[tokio::test]
async fn an_option_sold_out_is_refused_and_a_default_one_asked_for() {
    let app = TestApp::start().await;
    let whole = format!("{MENU}/options/opt_whole-milk/availability");
    app.put(Caller::Barista, &whole, &json!({"available": false})).await.is(204);
    let mut body = cart(&["flat-white"]);
    let refused = app.place(Caller::Customer, "k1", &body).await.is(422);
    assert_eq!(refused.json()["code"], "orders.too-few-options");
    body["lines"][0]["options"] = json!(["opt_whole-milk"]);
    let refused = app.place(Caller::Customer, "k1", &body).await;
    assert_eq!(refused.problem(409, "orders.unavailable").pointers(), ["/lines/0/options/0"]);
    body["lines"][0]["options"] = json!(["opt_oat-milk"]);
    let order = app.placed(Caller::Customer, "k1", &body).await;
    assert_eq!(order["lines"][0]["unit_price_minor"], 440);
    app.finish().await;
}

/// What is removed from the menu while orders for it are under way.
#[tokio::test]
async fn orders_keep_what_they_had_when_the_menu_loses_it() {
    let app = TestApp::start().await;
    let before = app.placed(Caller::Customer, "k1", &cart(&["croissant"])).await;
    let product = format!("{MENU}/products/prd_croissant");
    app.json(app.request(Caller::Manager, "DELETE", &product), &Value::Null).await.is(204);
    app.settle().await;
    let id = before["id"].as_str().expect("an id");
    let after = app.order(Caller::Customer, id).await;
    assert_eq!((&after["status"], &after["lines"]), (&json!("confirmed"), &before["lines"]));
    app.act(Caller::Customer, id, "cancel").await.is(200);
    app.settle().await;
    assert_eq!(app.level("here", "croissant").await, 100);
    app.finish().await;
}

#[tokio::test]
async fn everybody_reads_what_is_popular_and_caches_keep_it() {
    let app = TestApp::start().await;
    let path = "/v1/locations/loc_here/popular";
    for n in 0..20 {
        let body = cart(if n % 2 == 0 { &["espresso"] } else { &["espresso", "croissant"] });
        app.placed(Caller::Guest(n), "k1", &body).await;
    }
    let answer = app.get(Caller::Anonymous, path).await.is(200);
    assert_eq!(answer.header("cache-control"), "public, max-age=900");
    let product = |id: &str| json!({"product": id});
    let popular = json!({"items": [product("prd_espresso"), product("prd_croissant")]});
    assert_eq!(answer.json(), popular);
    let elsewhere = app.get(Caller::Anonymous, "/v1/locations/loc_there/popular").await.is(200);
    assert_eq!(elsewhere.json(), json!({"items": []}));
    let nowhere = app.get(Caller::Anonymous, "/v1/locations/loc_nowhere/popular").await;
    nowhere.problem(422, "orders.unknown-location");
    app.finish().await;
}
