//! Somebody stands at the counter, and a barista orders for them: the order is nobody's.

use serde_json::{Value, json};

use crate::app::{Caller, On, TestApp, cart, id, on_every_store, paid_from};

on_every_store! {
    an_order_from_the_counter_is_made_and_handed_over_and_is_nobodys
}

const HERE: &str = "/v1/locations/loc_here";

fn at_the_counter() -> Value {
    let mut body = cart(&["croissant"]);
    body["walk_in"] = json!(true);
    body
}

async fn an_order_from_the_counter_is_made_and_handed_over_and_is_nobodys(on: On) {
    let app = TestApp::on(on).await;
    app.rules(
        "here",
        &json!({"qr_codes": {}, "open_orders_max": 20, "open_orders_per_customer_max": 1}),
    )
    .await;
    let pause = json!({"paused_until": "2026-11-20T11:00:00Z"});
    app.put(Caller::Barista, &format!("{HERE}/pace"), &pause).await.is(200);

    let mut orders = Vec::new();
    for key in ["k1", "k2", "k3"] {
        let placed = app.placed(Caller::Barista, key, &at_the_counter()).await;
        assert_eq!((&placed["walk_in"], placed.get("key")), (&json!(true), None));
        assert!(placed.get("customer").is_none());
        orders.push(id(&placed));
        app.settle().await;
    }
    let again = app.place(Caller::Barista, "k1", &at_the_counter()).await.is(202);
    assert_eq!(
        (again.header("idempotency-replayed"), id(&again.json())),
        ("true", orders[0].clone())
    );
    for order in &orders {
        assert_eq!(app.status(order).await, "confirmed");
        assert_eq!(app.told(order).await, ["new-order"]);
    }
    assert_eq!(app.places_taken("here").await, 3);
    // It goes the way of every order, and stays nobody's.
    app.make(&orders[0], &["start", "ready", "collect"]).await;
    app.act(Caller::Barista, &orders[1], "cancel").await.is(200);
    app.make(&orders[2], &["start", "ready", "no-show"]).await;
    assert_eq!(app.places_taken("here").await, 0);
    for order in &orders {
        assert_eq!(app.told(order).await, ["new-order"]);
    }
    for caller in [Caller::Barista, Caller::Customer] {
        let own = app.get(caller, "/v1/orders").await.is(200).json();
        assert_eq!(own["items"], json!([]));
        assert_eq!(app.notifications(caller, "/v1/notifications").await, [Value::Null; 0]);
    }
    let path = format!("/v1/orders/{}", orders[0]);
    app.get(Caller::Customer, &path).await.problem(404, "orders.not-found");
    let seen = app.get(Caller::Manager, &path).await.is(200).json();
    assert_eq!(seen["timeline"][0]["by"], json!({"role": "barista", "id": "ben"}));
    let sold = app.get(Caller::Manager, &format!("{HERE}/orders?q={}", orders[0])).await;
    assert_eq!(sold.is(200).json()["items"][0]["walk_in"], true);
    app.finish().await;
}

#[tokio::test]
async fn a_break_is_none_for_a_barista_who_decides_and_one_for_everybody_else() {
    let app = TestApp::start().await;
    let pause = json!({"paused_until": "2026-11-20T11:00:00Z"});
    app.put(Caller::Barista, &format!("{HERE}/pace"), &pause).await.is(200);
    let quote = async |caller, body: &Value| app.post(caller, "/v1/quotes", body).await;
    let paused = quote(Caller::Anonymous, &cart(&["croissant"])).await.is(200).json();
    let [why] = paused["unavailable"].as_array().expect("a list").as_slice() else {
        panic!("{paused}")
    };
    assert_eq!(
        (&why["pointer"], &why["code"]),
        (&json!("/location"), &json!("orders.location-paused"))
    );
    for caller in [Caller::Barista, Caller::Manager, Caller::Admin] {
        let quoted = quote(caller, &at_the_counter()).await.is(200).json();
        assert_eq!(
            (&quoted["unavailable"], &quoted["total_minor"]),
            (&json!([]), &paused["total_minor"])
        );
        // Without saying for whom, staff order as everybody does.
        let refused = app.place(caller, "k1", &cart(&["croissant"])).await;
        let detail = refused.problem(409, "orders.location-paused").json()["detail"].clone();
        assert_eq!(detail, "this location takes a break; it takes orders again Friday 12:00");
        let order = app.ordered(caller, "k2", &at_the_counter()).await;
        assert_eq!(app.status(&order).await, "confirmed");
    }
    app.finish().await;
}

#[tokio::test]
async fn only_the_people_of_a_location_order_for_its_counter() {
    let app = TestApp::start().await;
    let body = at_the_counter();
    for caller in [Caller::Customer, Caller::BaristaElsewhere] {
        app.place(caller, "k1", &body).await.problem(403, "api.forbidden");
        app.post(caller, "/v1/quotes", &body).await.problem(403, "api.forbidden");
    }
    app.post(Caller::Anonymous, "/v1/quotes", &body).await.problem(401, "api.unauthenticated");
    let stale = app.request(Caller::Anonymous, "POST", "/v1/quotes");
    let stale = stale.header("authorization", "Bearer of-yesterday");
    app.json(stale, &body).await.problem(401, "api.invalid-token");
    // Whoever asks for themselves need not have signed in, however long ago they did.
    let stale = app.request(Caller::Anonymous, "POST", "/v1/quotes");
    let stale = stale.header("authorization", "Bearer of-yesterday");
    app.json(stale, &cart(&["croissant"])).await.is(200);
    for (field, value) in [
        ("email", json!("anna@example.org")),
        ("order", json!("ord_scanned")),
        ("fulfilment", json!({"type": "delivery", "address": ["Street 1"]})),
    ] {
        let mut body = at_the_counter();
        body[field] = value;
        let refused = app.place(Caller::Barista, "k1", &body).await;
        let refused = refused.problem(422, "orders.not-for-walk-in");
        assert_eq!(refused.pointers(), [format!("/{field}")]);
    }
    app.finish().await;
}

#[tokio::test]
async fn what_is_paid_at_once_at_the_counter_is_held_taken_and_given_back_as_ever() {
    let app = TestApp::start().await;
    let paid = paid_from(at_the_counter(), "tok_approved");
    let order = app.ordered(Caller::Barista, "k1", &paid).await;
    assert_eq!(app.payment(&order).await["state"], "authorised");
    app.make(&order, &["start", "ready", "collect"]).await;
    assert_eq!(app.payment(&order).await["state"], "captured");
    let declined = paid_from(at_the_counter(), "tok_declined");
    let declined = app.ordered(Caller::Barista, "k2", &declined).await;
    assert_eq!(app.rejected_with(&declined).await, "orders.payment-declined");
    app.refund(Caller::Manager, &order, "r1", 100).await.is(200);
    app.finish().await;
}

#[tokio::test]
async fn whoever_took_an_order_and_is_erased_stays_in_it_as_staff() {
    let app = TestApp::start().await;
    let order = app.ordered(Caller::Barista, "k1", &at_the_counter()).await;
    app.make(&order, &["start", "ready", "collect"]).await;
    let erased = app.request(Caller::Barista, "DELETE", "/v1/me").body(axum::body::Body::empty());
    app.send(erased.expect("a request")).await.is(204);
    app.settle().await;
    let kept = app.order(Caller::Admin, &order).await;
    assert_eq!((&kept["walk_in"], &kept["status"]), (&json!(true), &json!("collected")));
    assert_eq!(kept["timeline"][0]["by"]["id"], "ben");
    app.finish().await;
}
