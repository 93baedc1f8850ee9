//! What is wrong around a body: headers, addresses, methods.

use axum::body::Body;
use http::request::Builder;
use jiff::ToSpan;
use kernel::{Clock, Principal, PrincipalId, Role};
use serde_json::json;

use super::{INVALID, ORDERS, Refused, Row, Table};
use crate::app::{Caller, cart};

pub(super) fn headers(table: &mut Table<'_>) {
    let app = table.app;
    let body = || cart(&["espresso"]).to_string();
    let order = |request: Builder| request.header("content-type", "application/json");
    let request = order(app.request(Caller::Customer, "POST", ORDERS));
    table.add("no Idempotency-Key", request, body(), (400, "api.idempotency-key-missing", &[]));
    let long = "k".repeat(129);
    for key in ["", "two words", "k\u{e4}se", "tab\tbed", long.as_str()] {
        let request = order(app.request(Caller::Customer, "POST", ORDERS));
        let request = request.header("idempotency-key", key.as_bytes());
        table.add(&format!("the key {key:?}"), request, body(), (400, "api.invalid-header", &[]));
    }
    let token = |iss: &str, key: &api::InstanceKey, from: kernel::Timestamp| {
        let who =
            Principal { id: PrincipalId::new("anna"), role: Role::Customer, locations: vec![] };
        api::Signer::new(key, iss)
            .sign(&who, from, std::time::Duration::from_hours(1))
            .expect("signs")
    };
    let (now, own) = (app.clock.now(), crate::app::key());
    let other = api::InstanceKey::generate();
    let good = token("e2e", &own, now);
    let (head, _) = good.rsplit_once('.').expect("three parts");
    let none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.";
    for (what, value, code) in [
        (
            "an expired token",
            format!("Bearer {}", token("e2e", &own, now - 2.hours())),
            "api.expired-token",
        ),
        ("a foreign key", format!("Bearer {}", token("e2e", &other, now)), "api.invalid-token"),
        ("a foreign issuer", format!("Bearer {}", token("evil", &own, now)), "api.invalid-token"),
        ("no signature", format!("Bearer {head}."), "api.invalid-token"),
        ("the algorithm none", format!("Bearer {none}"), "api.invalid-token"),
        ("rubbish", "Bearer rubbish".to_owned(), "api.invalid-token"),
        ("a very long token", format!("Bearer {}", "x".repeat(9_000)), "api.invalid-token"),
        ("another scheme", "Basic YW5uYTphbm5h".to_owned(), "api.invalid-token"),
        ("no token", "Bearer".to_owned(), "api.invalid-token"),
        ("an empty token", "Bearer ".to_owned(), "api.invalid-token"),
    ] {
        let request = order(app.request(Caller::Anonymous, "POST", ORDERS));
        let request = request.header("authorization", value).header("idempotency-key", "k1");
        table.add(what, request, body(), (401, code, &[]));
    }
    let request =
        order(app.request(Caller::Anonymous, "POST", ORDERS)).header("idempotency-key", "k1");
    table.add("nobody", request, body(), (401, "api.unauthenticated", &[]));
}

pub(super) fn addresses(table: &mut Table<'_>, mine: &str) {
    use Caller::{Admin, Anonymous, Customer, Manager, OtherCustomer};
    let hidden: Refused = (404, "orders.not-found", &[]);
    let nothing: Refused = (404, "api.not-found", &[]);
    table.get(OtherCustomer, &format!("/v1/orders/{mine}"), hidden);
    table.get(Customer, "/v1/orders/ord_00000000000000000000000000", hidden);
    for id in ["x", "ord_", "ord_ABC", "loc_here", "ord_a%00b", "%F0%9F%A5%90", "ord_a%2Fb"] {
        table.get(Customer, &format!("/v1/orders/{id}"), nothing);
    }
    for path in ["/v1", "/v2/orders", "/v1/orders/", "/v1/locations/loc_here/menu/", "/favicon.ico"]
    {
        table.get(Anonymous, path, nothing);
    }
    table.get(Anonymous, "/v1/locations/loc_nowhere/menu", (404, "products.no-such-location", &[]));
    let query: Refused = (422, "api.invalid-query", &[]);
    for text in
        ["limit=many", "limit=-1", "limit=4294967296", "size=10", "limit=1&limit=2", "limit="]
    {
        table.get(Customer, &format!("/v1/orders?{text}"), query);
        table.get(Anonymous, &format!("/v1/locations?{text}"), query);
    }
    let cursor: Refused = (422, "orders.bad-cursor", &[]);
    for text in ["x", "zz", "00", "6100", "%00", "\u{2028}".len().to_string().as_str()] {
        let refused = if text == "00" || text == "6100" { continue } else { cursor };
        table.get(Customer, &format!("/v1/orders?after={text}"), refused);
        table.get(Admin, &format!("/v1/locations/loc_here/orders?after={text}"), refused);
    }
    table.get(Anonymous, "/v1/locations?after=x", query);
    for text in ["done", "Confirmed", "", "a%00"] {
        let path = format!("/v1/locations/loc_here/orders?status={text}");
        table.get(Admin, &path, (422, "orders.unknown-status", &[]));
    }
    for text in ["", "an%20na", "a%00", &"x".repeat(129)] {
        let path = format!("/v1/locations/loc_here/orders?customer={text}");
        table.get(Admin, &path, (422, "orders.bad-text", &["/customer"]));
    }
    let cancel = format!("/v1/orders/{mine}/cancel");
    let long = json!({"reason": "x".repeat(141)});
    table.post(Customer, &cancel, &long, (422, "orders.bad-text", &["/reason"]));
    table.post(Customer, &cancel, &json!({"why": ""}), (422, INVALID, &["/why"]));
    let invalid = "products.invalid";
    let mut location = json!({"id": "loc_new", "name": "New", "time_zone": "Europe/Berlin", "currency": "EUR",
        "prices_include_tax": true, "tax_rates": {"standard": 1900}, "hours": {}});
    for (field, value, pointer) in [
        ("currency", json!("XXZ"), "/currency"),
        ("currency", json!("euro"), "/currency"),
        ("time_zone", json!("Berlin"), "/time_zone"),
        ("hours", json!({"monday": ["25:00-26:00"]}), "/hours/monday/0"),
    ] {
        let good = std::mem::replace(&mut location[field], value);
        let refused = [pointer];
        let request = table.app.request(Admin, "POST", "/v1/locations");
        let request = request.header("content-type", "application/json");
        let request = request.body(Body::from(location.to_string())).expect("a request");
        let what = format!("a location with {field} {}", location[field]);
        table.rows.push(Row { what, request, refused: (422, INVALID, refused.to_vec()) });
        location[field] = good;
    }
    location["name"] = json!("");
    table.post(Admin, "/v1/locations", &location, (422, invalid, &["/name"]));
    let stock = "/v1/locations/loc_here/stock/stk_croissant";
    for level in [-1, 1_000_001, i64::MAX, i64::MIN] {
        table.put(Manager, stock, &json!({"level": level}), (422, invalid, &["/level"]));
    }
    for delta in [i64::MIN, i64::MAX, 0] {
        let adjust = json!({"delta": delta, "reason": "corrected"});
        table.post(Manager, &format!("{stock}/adjust"), &adjust, (422, invalid, &["/delta"]));
    }
}

pub(super) fn methods(table: &mut Table<'_>) {
    for (method, path) in [
        ("DELETE", "/v1/orders"),
        ("PUT", "/v1/orders/ord_x"),
        ("GET", "/v1/quotes"),
        ("PATCH", "/v1/locations/loc_here"),
        ("TRACE", "/v1/orders"),
        ("BREW", "/v1/orders"),
        ("POST", "/openapi.json"),
    ] {
        let request = table.app.request(Caller::Admin, method, path);
        table.add(
            &format!("{method} {path}"),
            request,
            Body::empty(),
            (405, "api.method-not-allowed", &[]),
        );
    }
}
