//! People: what is kept of them, what they take away, who is forgotten, and guests.

use std::time::Duration;

use api::{InstanceKey, SignIn, Signer};
use axum::body::Body;
use kernel::{Principal, PrincipalId, Role};
use serde_json::{Value, json};

use crate::app::hearing::hear_twice;
use crate::app::{Answer, Caller, On, TestApp, cart, id, on_every_store, paid_from};

on_every_store! {
    a_profile_is_kept_as_its_owner_wrote_it
    whoever_is_erased_is_forgotten_everywhere_and_the_books_stay
    what_a_guest_has_ordered_becomes_the_accounts_that_claims_it_first
}

const HOME: &str = "/v1/me";

/// Sends something that says which version of the caller's profile it is a change of.
async fn change(app: &TestApp, path: &str, version: &Value, body: &Value) -> Answer {
    let request = app.request(Caller::Customer, "PUT", path);
    app.json(request.header("if-match", format!("\"{version}\"")), body).await
}

async fn delete(app: &TestApp, caller: Caller, path: &str) -> Answer {
    app.send(app.request(caller, "DELETE", path).body(Body::empty()).expect("a request")).await
}

fn address(line: &str) -> Value {
    json!({"label": "Home", "lines": [line], "postcode": "10999", "city": "Berlin",
           "country": "DE", "delivery_note": "2nd floor"})
}

/// An order with everything in it that tells who placed it.
fn telling(products: &[&str]) -> Value {
    let mut order = paid_from(cart(products), "tok_approved");
    order["name"] = json!("Anna Albers");
    order["email"] = json!("anna@albers.example");
    order["note"] = json!("for Anna");
    order["lines"][0]["note"] = json!("as Anna likes it");
    order["fulfilment"] =
        json!({"type": "delivery", "address": ["Anna-Albers-Street 1"], "phone": "030 1234"});
    order
}

async fn a_profile_is_kept_as_its_owner_wrote_it(on: On) {
    let app = TestApp::on(on).await;
    let empty = app.get(Caller::Customer, HOME).await.is(200).json();
    assert_eq!((&empty["id"], &empty["version"]), (&json!("anna"), &json!(0)));
    let named = json!({"name": "Anna", "email": "anna@example.org", "phone": "+49 30 1234"});
    let profile = change(&app, HOME, &empty["version"], &named).await.is(200).json();
    change(&app, HOME, &empty["version"], &named).await.problem(412, "users.changed-meanwhile");
    let preferences = json!({"language": "de", "diets": ["vegan"], "allergens": ["milk", "nuts"],
                             "notifications": {"order_updates": true, "offers": true}});
    let path = "/v1/me/preferences";
    change(&app, path, &profile["version"], &preferences).await.is(200);
    for decision in ["given", "given", "withdrawn"] {
        let decided = json!({"document": "offers", "version": "1", "decision": decision});
        app.post(Caller::Customer, "/v1/me/consents", &decided).await.is(201);
    }
    let home = app.post(Caller::Customer, "/v1/me/addresses", &address("Street 1")).await.is(201);
    let path = home.header("location").to_owned();
    let mut moved = address("Street 2");
    moved["default"] = json!(true);
    app.put(Caller::Customer, &path, &moved).await.is(200);
    app.put(Caller::OtherCustomer, &path, &moved).await.problem(404, "users.no-such-address");

    let kept = app.get(Caller::Customer, HOME).await.is(200);
    let profile = kept.json();
    assert_eq!(kept.header("etag"), format!("\"{}\"", profile["version"]));
    for (field, value) in named.as_object().expect("fields") {
        assert_eq!(&profile[field], value);
    }
    assert_eq!(profile["email_verified"], false);
    assert_eq!(profile["preferences"], preferences);
    moved["id"] = home.json()["id"].clone();
    assert_eq!(profile["addresses"], json!([moved]));
    let consents = app.get(Caller::Customer, "/v1/me/consents").await.is(200).json();
    let decisions: Vec<_> =
        consents["items"].as_array().expect("a list").iter().map(|one| &one["decision"]).collect();
    assert_eq!(decisions, ["given", "withdrawn"]);
    // And nobody else has any of it.
    let other = app.get(Caller::OtherCustomer, HOME).await.is(200).json();
    assert_eq!((&other["version"], &other["addresses"]), (&json!(0), &json!([])));
    delete(&app, Caller::OtherCustomer, &path).await.problem(404, "users.no-such-address");
    delete(&app, Caller::Customer, &path).await.is(204);
    app.finish().await;
}

#[tokio::test]
async fn nobody_has_more_than_ten_addresses_and_each_is_one() {
    let app = TestApp::start().await;
    let path = "/v1/me/addresses";
    for number in 0..10 {
        let street = address(&format!("Street {number}"));
        for _ in 0..2 {
            app.post(Caller::Customer, path, &street).await.is(201);
        }
    }
    let eleventh = app.post(Caller::Customer, path, &address("Street 10")).await;
    eleventh.problem(409, "users.too-many-addresses");
    let mut wrong = address(&"x".repeat(61));
    wrong["country"] = json!("Germany");
    wrong["label"] = json!("a\nb");
    let wrong = app.post(Caller::Customer, path, &wrong).await.problem(422, "users.invalid");
    assert_eq!(wrong.pointers(), ["/label", "/lines/0", "/country"]);
    let found = app.get(Caller::Customer, HOME).await.is(200).json();
    let addresses = found["addresses"].as_array().expect("a list");
    assert_eq!(addresses.len(), 10);
    assert_eq!(addresses.iter().filter(|one| one["default"] == true).count(), 1);
    app.finish().await;
}

#[tokio::test]
async fn an_export_has_everything_that_is_kept_of_somebody() {
    let app = TestApp::start().await;
    change(&app, HOME, &json!(0), &json!({"name": "Anna"})).await.is(200);
    app.post(Caller::Customer, "/v1/me/addresses", &address("Street 1")).await.is(201);
    // More than a page of each.
    for number in 0..102 {
        let key = format!("k{number}");
        app.placed(Caller::Customer, &key, &cart(&["espresso"])).await;
    }
    app.placed(Caller::OtherCustomer, "other", &cart(&["espresso"])).await;
    app.settle().await;
    let file = app.get(Caller::Customer, "/v1/me/export").await.is(200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"my-data.json\"");
    assert_eq!(file.header("cache-control"), "no-store");
    let file = file.json();
    assert_eq!(file["profile"]["name"], "Anna");
    assert_eq!(file["profile"]["addresses"][0]["lines"], json!(["Street 1"]));
    assert_eq!(file["profile"]["preferences"]["notifications"]["offers"], false);
    assert_eq!(file["consents"], json!([]));
    let count = |section: &str| file[section].as_array().expect("a section").len();
    assert_eq!((count("orders"), count("notifications")), (102, 102));
    let order = file["orders"][0]["id"].as_str().expect("an id");
    assert_eq!(app.order(Caller::Customer, order).await, file["orders"][0]);
    app.finish().await;
}

async fn whoever_is_erased_is_forgotten_everywhere_and_the_books_stay(on: On) {
    let app = TestApp::on(on).await;
    change(&app, HOME, &json!(0), &json!({"name": "Anna Albers"})).await.is(200);
    let order = app.ordered(Caller::Customer, "k1", &telling(&["croissant", "espresso"])).await;
    let other = app.ordered(Caller::OtherCustomer, "k2", &telling(&["espresso"])).await;
    // As long as somebody has to bring it, they have to know where.
    delete(&app, Caller::Customer, HOME).await.problem(409, "users.order-under-way");
    app.make(&order, &["start", "ready", "dispatch"]).await;
    let nobody_there = json!({"reason": "Anna was not at home"});
    let path = format!("/v1/orders/{order}/undeliverable");
    app.post(Caller::Barista, &path, &nobody_there).await.is(200);
    app.settle().await;
    let before = app.order(Caller::Admin, &order).await;
    let paid = app.payment(&order).await;
    assert!(before.to_string().contains("Albers"));
    let told = app.told(&order).await;

    let mut heard = Vec::new();
    for again in [false, true] {
        delete(&app, Caller::Customer, HOME).await.is(204);
        if again {
            app.settle().await;
        } else {
            hear_twice(&app, &mut heard).await;
        }
    }
    let after = app.order(Caller::Admin, &order).await;
    for words in ["anna", "albers", "030 1234", "as anna likes it"] {
        assert!(!after.to_string().to_lowercase().contains(words), "{words} in {after}");
    }
    for kept in ["status", "number", "total_minor", "taxes", "placed_at", "ready_at", "currency"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    let without_note = |order: &Value| {
        let mut lines = order["lines"].clone();
        lines[0].as_object_mut().expect("a line").remove("note");
        lines
    };
    assert_eq!(without_note(&after), without_note(&before));
    assert_eq!(
        after["timeline"].as_array().expect("a list").last().expect("one")["event"],
        "forgotten"
    );
    assert_eq!(after["non_delivery"]["by"], before["non_delivery"]["by"]);
    assert_eq!(app.payment(&order).await, paid);

    // Staff see that something was told, and not what.
    assert_eq!(app.told(&order).await, told);
    let path = "/v1/locations/loc_here/notifications";
    for one in app.notifications(Caller::Manager, path).await {
        let is_empty = one["subject"] == "" && one["text"] == "";
        assert_eq!(is_empty, one["order"] == order.as_str(), "{one}");
    }
    // Nor is anything left below.
    for (collection, of) in [("orders", &order), ("profiles", &"anna".to_owned())] {
        let row = app.app.store.get(collection, of).await.expect("the store answers");
        let body = row.expect("it is there").body.to_lowercase();
        assert!(!body.contains("albers") && !body.contains("1234"), "{body}");
    }
    // Whoever comes with a token that is still valid finds nothing.
    app.get(Caller::Customer, HOME).await.problem(404, "users.erased");
    app.get(Caller::Customer, "/v1/me/export").await.problem(404, "users.erased");
    app.get(Caller::Customer, &format!("/v1/orders/{order}"))
        .await
        .problem(404, "orders.not-found");
    for list in ["/v1/orders", "/v1/notifications"] {
        let found = app.get(Caller::Customer, list).await.is(200).json();
        assert_eq!(found["items"], json!([]), "{list}");
    }
    // And others are as they were.
    let others = app.order(Caller::OtherCustomer, &other).await;
    assert_eq!(others["name"], "Anna Albers");
    app.finish().await;
}

/// What a guest does, with their token.
struct Guest(String);

impl Guest {
    async fn invited(app: &TestApp) -> Self {
        let guest = app.post(Caller::Anonymous, "/v1/guests", &Value::Null).await.is(201).json();
        Self(guest["token"].as_str().expect("a token").to_owned())
    }

    async fn sends(&self, app: &TestApp, method: &str, path: &str, body: &Value) -> Answer {
        let request = app.request(Caller::Anonymous, method, path);
        let request = request.header("authorization", format!("Bearer {}", self.0));
        app.json(request.header("idempotency-key", "k-guest"), body).await
    }

    async fn claimed_by(&self, app: &TestApp, caller: Caller) -> Answer {
        app.post(caller, "/v1/me/claims", &json!({"guest_token": self.0})).await
    }
}

async fn what_a_guest_has_ordered_becomes_the_accounts_that_claims_it_first(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_per_customer_max": 1})).await;
    let guest = Guest::invited(&app).await;
    let order = guest.sends(&app, "POST", "/v1/orders", &telling(&["croissant"])).await;
    let order = id(&order.is(202).json());
    app.settle().await;
    let path = format!("/v1/orders/{order}");
    assert_eq!(
        guest.sends(&app, "GET", &path, &Value::Null).await.is(200).json()["status"],
        "confirmed"
    );
    let told = guest.sends(&app, "GET", "/v1/notifications", &Value::Null).await.is(200).json();
    assert_eq!(told["items"].as_array().expect("a list").len(), 1);
    let refused = guest.sends(&app, "GET", HOME, &Value::Null).await;
    refused.problem(409, "users.guest-has-no-profile");
    app.get(Caller::Customer, &path).await.problem(404, "orders.not-found");

    assert_eq!(guest.claimed_by(&app, Caller::Customer).await.is(200).json()["claimed"], 1);
    let second = guest.claimed_by(&app, Caller::OtherCustomer).await;
    assert_eq!(second.is(200).json()["claimed"], 0);
    assert_eq!(guest.claimed_by(&app, Caller::Customer).await.is(200).json()["claimed"], 0);
    let mut heard = Vec::new();
    hear_twice(&app, &mut heard).await;
    app.get(Caller::OtherCustomer, &path).await.problem(404, "orders.not-found");
    guest.sends(&app, "GET", &path, &Value::Null).await.problem(404, "orders.not-found");
    let mine = app.order(Caller::Customer, &order).await;
    assert_eq!((&mine["status"], &mine["name"]), (&json!("confirmed"), &json!("Anna Albers")));
    let listed = app.get(Caller::Customer, "/v1/orders").await.is(200).json();
    assert_eq!(listed["items"][0]["id"], order.as_str());

    // Its workflow goes on, and tells the new customer.
    app.make(&order, &["start", "ready", "dispatch", "deliver"]).await;
    let told = app.notifications(Caller::Customer, "/v1/notifications").await;
    let mut told: Vec<_> =
        told.iter().map(|one| one["message"].as_str().expect("a kind")).collect();
    told.sort_unstable();
    assert_eq!(told, ["order-confirmed", "order-on-its-way", "order-ready"]);
    assert_eq!(app.workflow(&order).await["status"], "succeeded");
    // Its place went back to whoever had taken it: both may order again.
    let again = guest.sends(&app, "POST", "/v1/orders", &cart(&["espresso"])).await;
    again.problem(404, "orders.not-found");
    let other = Guest::invited(&app).await;
    let request = app.request(Caller::Anonymous, "POST", "/v1/orders");
    let request = request.header("authorization", format!("Bearer {}", guest.0));
    let request = request.header("idempotency-key", "k-later");
    let later = id(&app.json(request, &cart(&["espresso"])).await.is(202).json());
    app.settle().await;
    assert_eq!(app.status(&later).await, "confirmed");
    assert_eq!(guest.claimed_by(&app, Caller::Customer).await.is(200).json()["claimed"], 1);
    assert_eq!(other.claimed_by(&app, Caller::OtherCustomer).await.is(200).json()["claimed"], 0);
    app.finish().await;
}

#[tokio::test]
async fn only_a_valid_token_of_a_guest_of_this_instance_claims() {
    let app = TestApp::start().await;
    let guest = PrincipalId::guest("7");
    let sign = |key: &InstanceKey, id: &PrincipalId| {
        let who = Principal { id: id.clone(), role: Role::Customer, locations: Vec::new() };
        let signer = Signer::new(key, "e2e");
        let now = app.app.clock.now();
        signer.sign_as(&who, SignIn::UNKNOWN, now, Duration::from_hours(1)).expect("signs")
    };
    let own = crate::app::key();
    let elsewhere = InstanceKey::generate();
    for token in [
        sign(&elsewhere, &guest),
        sign(&own, &PrincipalId::new("otto")),
        "no token".to_owned(),
        String::new(),
    ] {
        let refused = Guest(token).claimed_by(&app, Caller::Customer).await;
        refused.problem(422, "users.invalid-guest-token");
    }
    let token = Guest(sign(&own, &guest));
    assert_eq!(token.claimed_by(&app, Caller::Customer).await.is(200).json()["claimed"], 0);
    app.wait(Duration::from_hours(2));
    let late = token.claimed_by(&app, Caller::Customer).await;
    late.problem(422, "users.invalid-guest-token");
    app.finish().await;
}

#[tokio::test]
async fn a_guest_may_do_what_a_customer_may_and_no_more() {
    let app = TestApp::start().await;
    let guest = Guest::invited(&app).await;
    for path in ["/v1/locations/loc_here/orders", "/v1/locations/loc_here/stock", "/v1/workflows"] {
        guest.sends(&app, "GET", path, &Value::Null).await.problem(403, "api.forbidden");
    }
    let order = guest.sends(&app, "POST", "/v1/orders", &cart(&["espresso"])).await;
    let order = id(&order.is(202).json());
    app.settle().await;
    let another = Guest::invited(&app).await;
    let path = format!("/v1/orders/{order}/cancel");
    another.sends(&app, "POST", &path, &json!({})).await.problem(404, "orders.not-found");
    guest.sends(&app, "POST", &path, &json!({})).await.is(200);
    app.finish().await;
}

#[tokio::test]
async fn one_network_does_not_become_any_number_of_guests() {
    let app = TestApp::start().await;
    let mut became = 0;
    for _ in 0..30 {
        let answer = app.post(Caller::Anonymous, "/v1/guests", &json!({})).await;
        match answer.status.as_u16() {
            201 => became += 1,
            status => assert_eq!(status, 429),
        }
    }
    assert_eq!(became, 20);
    app.wait(std::time::Duration::from_hours(2));
    app.post(Caller::Anonymous, "/v1/guests", &json!({})).await.is(201);
    app.finish().await;
}
