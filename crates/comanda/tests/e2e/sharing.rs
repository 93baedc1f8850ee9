//! An order looked at by its link, tips, search and sales.

use axum::body::Body;
use serde_json::{Value, json};

use crate::app::{Answer, Caller, TestApp, cart, id, paid_from};

async fn by_link(app: &TestApp, path: &str, key: &str) -> Answer {
    let request = app.request(Caller::Anonymous, "GET", path).header("order-key", key);
    app.send(request.body(Body::empty()).expect("a request")).await
}

fn ids(page: &Value) -> Vec<String> {
    page["items"].as_array().expect("a list").iter().map(id).collect()
}

#[tokio::test]
async fn whoever_has_the_link_sees_the_order_and_follows_it_without_signing_in() {
    let app = TestApp::start().await;
    let mut body = cart(&["espresso"]);
    body["name"] = json!("Anna");
    body["email"] = json!("anna@example.org");
    let placed = app.placed(Caller::Customer, "k1", &body).await;
    let (order, key) = (id(&placed), placed["key"].as_str().expect("a key").to_owned());
    let again = app.placed(Caller::Customer, "k1", &body).await;
    assert_eq!(again["key"], placed["key"], "sent again, it has the same answer");
    let path = format!("/v1/orders/{order}/shared");
    let seen = by_link(&app, &path, &key).await.is(200).json();
    assert_eq!((&seen["name"], &seen["status"]), (&json!("Anna"), &json!("placed")));
    assert!(!seen.to_string().contains("anna"), "{seen}");
    let request = app.request(Caller::Anonymous, "GET", &format!("{path}/events"));
    let request = request.header("order-key", &key).body(Body::empty()).expect("a request");
    let mut stream = crate::app::Events::of(app.start(request).await);
    app.settle().await;
    app.make(&order, &["start", "ready", "collect"]).await;
    let told = stream.rest().await;
    let words: Vec<_> = told.iter().map(|event| event.word.as_str()).collect();
    assert_eq!(words, ["placed", "confirmed", "started", "ready", "collected"]);
    assert!(told.iter().all(|event| !event.data.to_string().contains("anna")));
    for (path, key) in [
        (path.clone(), "0".repeat(32)),
        (format!("{path}/events"), "0".repeat(32)),
        (path, String::new()),
        (format!("/v1/orders/{}/shared", "ord_none"), key),
    ] {
        by_link(&app, &path, &key).await.problem(404, "orders.not-found");
    }
    assert_eq!(app.order(Caller::Barista, &order).await["key"], Value::Null);
    app.finish().await;
}

#[tokio::test]
async fn a_tip_is_quoted_held_taken_and_kept_apart() {
    let app = TestApp::start().await;
    let mut quote = cart(&["espresso", "croissant"]);
    quote["tip_minor"] = json!(100);
    let quoted = app.post(Caller::Anonymous, "/v1/quotes", &quote).await.is(200).json();
    let sums = ["subtotal_minor", "tip_minor", "total_minor"].map(|sum| quoted[sum].clone());
    assert_eq!(sums, [json!(470), json!(100), json!(570)]);
    let mut body = paid_from(quote.clone(), "tok_approved");
    body["expected_total_minor"] = json!(570);
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    app.make(&order, &["start", "ready", "collect"]).await;
    assert_eq!(app.payment(&order).await["captured_minor"], 570);
    body["tip_minor"] = json!(-1);
    let refused = app.place(Caller::Customer, "k2", &body).await.problem(422, "orders.bad-tip");
    assert_eq!(refused.pointers(), ["/tip_minor"]);
    app.refund(Caller::Manager, &order, "r1", 120).await.is(200);
    let other = app.ordered(Caller::Customer, "k3", &cart(&["espresso"])).await;
    app.act(Caller::Customer, &other, "cancel").await;
    app.settle().await;
    let path = "/v1/locations/loc_here/sales?from=2026-11-20&to=2026-11-21";
    let sales = app.get(Caller::Manager, path).await.is(200).json();
    let sums = ["orders", "gross_minor", "tips_minor", "refunded_minor", "average_minor"];
    assert_eq!(sums.map(|sum| sales[sum].clone()), [1, 470, 100, 120, 470].map(|sum| json!(sum)));
    assert_eq!((&sales["currency"], &sales["promise"]["kept"]), (&json!("EUR"), &json!(1)));
    assert_eq!(sales["by_day"].as_array().expect("days").len(), 2);
    assert_eq!(sales["by_hour"].as_array().expect("hours").len(), 24);
    assert_eq!(sales["top_products"].as_array().expect("products").len(), 2);
    for (query, status, code) in [
        ("from=2026-11-20&to=2026-12-21", 422, "orders.bad-period"),
        ("from=2026-11-20&to=2026-11-19", 422, "orders.bad-period"),
        ("from=today&to=2026-11-20", 422, "api.invalid-query"),
        ("from=2026-11-20", 422, "api.invalid-query"),
    ] {
        let path = format!("/v1/locations/loc_here/sales?{query}");
        app.get(Caller::Manager, &path).await.problem(status, code);
    }
    app.finish().await;
}

#[tokio::test]
async fn managers_find_orders_by_what_people_know_of_them() {
    let app = TestApp::start().await;
    let mut found = Vec::new();
    for (n, name) in ["Anna", "Ben", "Annabel"].iter().enumerate() {
        let mut body = cart(&["espresso"]);
        body["name"] = json!(name);
        found.push(app.ordered(Caller::Customer, &format!("k{n}"), &body).await);
        app.pass(60).await;
    }
    let [anna, ben, annabel] = &found[..] else { panic!("three orders") };
    app.make(ben, &["start", "ready", "collect"]).await;
    let search = async |query: &str| {
        let path = format!("/v1/locations/loc_here/orders?{query}");
        ids(&app.get(Caller::Manager, &path).await.is(200).json())
    };
    assert_eq!(search("q=anna").await, [annabel.as_str(), anna]);
    assert_eq!(search("q=A-002").await, [ben.as_str()]);
    assert_eq!(search("q=2").await, [ben.as_str()]);
    assert_eq!(search(&format!("q={anna}")).await, [anna.as_str()]);
    assert_eq!(search("q=anna&status=collected").await, [""; 0]);
    let second = app.order(Caller::Admin, ben).await;
    let second = second["placed_at"].as_str().expect("a time");
    assert_eq!(search(&format!("from={second}")).await, [annabel.as_str(), ben]);
    assert_eq!(search(&format!("to={second}")).await, [anna.as_str()]);
    assert_eq!(search("customer=anna").await, [annabel.as_str(), ben, anna]);
    assert_eq!(search("customer=anna&status=collected").await, [ben.as_str()]);
    assert_eq!(search("customer=anna&q=annabel").await, [annabel.as_str()]);
    assert_eq!(search("customer=otto").await, [""; 0]);
    // That somebody orders again, whoever makes it may see.
    let path = "/v1/locations/loc_here/orders?customer=anna&status=collected";
    assert_eq!(ids(&app.get(Caller::Barista, path).await.is(200).json()), [ben.as_str()]);
    let path = "/v1/locations/loc_here/orders?customer=anna";
    app.get(Caller::BaristaElsewhere, path).await.problem(403, "api.forbidden");
    // Page by page.
    let path = "/v1/locations/loc_here/orders?q=anna&limit=1";
    let first = app.get(Caller::Manager, path).await.is(200).json();
    let next = first["next"].as_str().expect("there is more");
    assert_eq!(search(&format!("q=anna&limit=1&after={next}")).await, [anna.as_str()]);
    for query in
        ["q=anna", "customer=anna&q=anna", "from=2026-11-20T00:00:00Z", "to=2026-11-20T00:00:00Z"]
    {
        let path = format!("/v1/locations/loc_here/orders?{query}");
        app.get(Caller::Barista, &path).await.problem(403, "api.forbidden");
    }
    let path = format!("/v1/locations/loc_here/orders?q={}", "a".repeat(41));
    app.get(Caller::Manager, &path).await.problem(422, "orders.bad-text");
    app.finish().await;
}
