//! What is wrong with a request is said by status, code and place, and nothing of it is stored.

use axum::body::Body;
use http::request::Builder;
use jiff::ToSpan;
use kernel::{Clock, LocationId, Principal, PrincipalId, Role};
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

fn bodies(table: &mut Table<'_>) {
    let malformed: Refused = (400, "api.malformed-json", &[]);
    table.order("nothing", "", malformed);
    table.order("half a body", r#"{"location":"loc_here","lines":["#, malformed);
    table.order("two bodies", format!("{}{}", cart(&[]), cart(&[])), malformed);
    table.order("no UTF-8", &b"{\"location\":\"loc_h\xffre\"}"[..], malformed);
    table.order("half a surrogate", r#"{"location":"\ud800"}"#, malformed);
    table.order("NaN", r#"{"expected_total_minor":NaN}"#, malformed);
    table.order(
        "very deep",
        format!("{{\"fulfilment\":{}", "[".repeat(60_000)),
        (422, INVALID, &["/fulfilment/0"]),
    );
    table.order("no object", "[]", (422, INVALID, &[""]));
    table.order("null", "null", (422, INVALID, &[""]));
    table.order("no location", r#"{"lines":[]}"#, (422, INVALID, &["/location"]));
    table.order(
        "a field twice",
        r#"{"location":"loc_here","location":"loc_here","lines":[]}"#,
        (422, INVALID, &["/location"]),
    );
    table.order(
        "a field of a line twice",
        r#"{"location":"loc_here","lines":[{"product":"prd_espresso","quantity":1,"quantity":2}]}"#,
        (422, INVALID, &["/lines/0/quantity"]),
    );
    table.changed("an unknown field", |b| b["tip"] = json!(1), (422, INVALID, &["/tip"]));
    table.changed(
        "an unknown field of a line",
        |b| b["lines"][0]["size"] = json!("xl"),
        (422, INVALID, &["/lines/0/size"]),
    );
    table.changed("no list", |b| b["lines"] = json!({}), (422, INVALID, &["/lines"]));
    table.changed("a number for a name", |b| b["name"] = json!(7), (422, INVALID, &["/name"]));
    table.changed(
        "another kind of id",
        |b| b["location"] = json!("prd_here"),
        (422, INVALID, &["/location"]),
    );
    table.changed(
        "no id",
        |b| b["lines"][0]["product"] = json!("Espresso"),
        (422, INVALID, &["/lines/0/product"]),
    );
    table.changed(
        "an id of an option",
        |b| b["lines"][0]["options"] = json!(["milk"]),
        (422, INVALID, &["/lines/0/options/0"]),
    );
    table.changed(
        "another fulfilment",
        |b| b["fulfilment"] = json!({"type": "drone"}),
        (422, INVALID, &["/fulfilment/type"]),
    );
    table.changed(
        "a fulfilment too much",
        |b| b["fulfilment"] = json!({"type": "pickup", "table": "1"}),
        (422, INVALID, &["/fulfilment/table"]),
    );
    table.changed(
        "no table",
        |b| b["fulfilment"] = json!({"type": "dine-in"}),
        (422, INVALID, &["/fulfilment/table"]),
    );
    table.changed(
        "a price as text",
        |b| b["expected_total_minor"] = json!("2.50"),
        (422, INVALID, &["/expected_total_minor"]),
    );
    table.changed(
        "a price in parts",
        |b| b["expected_total_minor"] = json!(2.5),
        (422, INVALID, &["/expected_total_minor"]),
    );
    for quantity in ["-1", "1.5", "\"1\"", "null", "4294967296", "1e400", "true"] {
        let body = format!(
            r#"{{"location":"loc_here","lines":[{{"product":"prd_espresso","quantity":{quantity}}}]}}"#
        );
        let refused: Refused = match quantity {
            "1e400" => (400, "api.malformed-json", &[]),
            _ => (422, INVALID, &["/lines/0/quantity"]),
        };
        table.order(&format!("{quantity} of a product"), body, refused);
    }
    let wrong_type: Refused = (415, "api.not-json", &[]);
    for kind in
        ["text/plain", "application/xml", "application/jsonp", "application/problem+json", ""]
    {
        let request =
            table.app.request(Caller::Customer, "POST", ORDERS).header("idempotency-key", "k1");
        let request = request.header("content-type", kind);
        table.add(
            &format!("a body as {kind:?}"),
            request,
            cart(&["espresso"]).to_string(),
            wrong_type,
        );
    }
    let request =
        table.app.request(Caller::Customer, "POST", ORDERS).header("idempotency-key", "k1");
    table.add("a body as nothing", request, cart(&["espresso"]).to_string(), wrong_type);
    table.order("10 MB", vec![b' '; 10 << 20], (413, "api.body-too-large", &[]));
    table.changed(
        "a note of 70 KB",
        |b| b["note"] = json!("x".repeat(70_000)),
        (413, "api.body-too-large", &[]),
    );
}

fn orders(table: &mut Table<'_>) {
    let flaw = |code| (422, code, &["/lines/0/quantity"][..]);
    for quantity in [0, 51, u32::MAX] {
        table.changed(
            "a bad quantity",
            |b| b["lines"][0]["quantity"] = json!(quantity),
            flaw("orders.bad-quantity"),
        );
    }
    table.changed("no lines", |b| b["lines"] = json!([]), (422, "orders.bad-lines", &["/lines"]));
    table.changed(
        "51 lines",
        |b| b["lines"] = json!(vec![b["lines"][0].clone(); 51]),
        (422, "orders.bad-lines", &["/lines"]),
    );
    table.changed(
        "an unknown product",
        |b| b["lines"][0]["product"] = json!("prd_tea"),
        (422, "orders.unknown-product", &["/lines/0/product"]),
    );
    table.changed(
        "an option of another",
        |b| b["lines"][0]["options"] = json!(["opt_oat-milk"]),
        (422, "orders.unknown-option", &["/lines/0/options/0"]),
    );
    let line = |product: &str, options: &[&str]| json!([{"product": product, "quantity": 1, "options": options}]);
    let too_few = ("orders.too-few-options", &["/lines/0/options"][..]);
    table.changed(
        "a question unanswered",
        |b| b["lines"] = line("prd_sandwich", &[]),
        (422, too_few.0, too_few.1),
    );
    let too_many = "orders.too-many-options";
    table.changed(
        "two kinds of milk",
        |b| b["lines"] = line("prd_flat-white", &["opt_whole-milk", "opt_oat-milk"]),
        (422, too_many, &["/lines/0/options"]),
    );
    table.changed(
        "three kinds of bread",
        |b| b["lines"] = line("prd_sandwich", &["opt_rye", "opt_wheat", "opt_spelt"]),
        (422, too_many, &["/lines/0/options"]),
    );
    table.changed(
        "one option too often",
        |b| {
            b["lines"] = line(
                "prd_flat-white",
                &["opt_decaf-shot", "opt_extra-shot", "opt_extra-shot", "opt_extra-shot"],
            )
        },
        (422, "orders.invalid-request", &["/lines/0/options/1", "/lines/0/options"]),
    );
    table.changed(
        "a product sold out",
        |b| b["lines"] = line("prd_cake", &[]),
        (409, "orders.unavailable", &["/lines/0/product"]),
    );
    table.changed(
        "an option sold out",
        |b| b["lines"] = line("prd_flat-white", &["opt_goat-milk"]),
        (409, "orders.unavailable", &["/lines/0/options/0"]),
    );
    table.changed(
        "an unknown location",
        |b| b["location"] = json!("loc_nowhere"),
        (422, "orders.unknown-location", &["/location"]),
    );
    table.changed(
        "a closed location",
        |b| b["location"] = json!("loc_closed"),
        (409, "orders.location-closed", &[]),
    );
    table.changed(
        "another total",
        |b| b["expected_total_minor"] = json!(249),
        (409, "orders.total-changed", &["/expected_total_minor"]),
    );
    for total in [i64::MIN, i64::MAX, 0, -250] {
        table.changed(
            "another total",
            |b| b["expected_total_minor"] = json!(total),
            (409, "orders.total-changed", &["/expected_total_minor"]),
        );
    }
    let text = "orders.bad-text";
    table.changed("a long name", |b| b["name"] = json!("x".repeat(41)), (422, text, &["/name"]));
    table.changed("a long note", |b| b["note"] = json!("ä".repeat(141)), (422, text, &["/note"]));
    table.changed(
        "a long wish",
        |b| b["lines"][0]["note"] = json!("x".repeat(141)),
        (422, text, &["/lines/0/note"]),
    );
    for name in ["", "   ", "12345678901"] {
        table.changed(
            "a table",
            |b| b["fulfilment"] = json!({"type": "dine-in", "table": name}),
            (422, text, &["/fulfilment/table"]),
        );
    }
    table.changed(
        "many flaws at once",
        |b| b["lines"] = json!([{"product": "prd_tea", "quantity": 0}, {"product": "prd_cake", "quantity": 51}]),
        (422, "orders.invalid-request", &["/lines/0/quantity", "/lines/0/product", "/lines/1/quantity", "/lines/1/product"]),
    );
}

fn headers(table: &mut Table<'_>) {
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

fn addresses(table: &mut Table<'_>, mine: &str) {
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

fn methods(table: &mut Table<'_>) {
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
    bodies(&mut table);
    orders(&mut table);
    headers(&mut table);
    addresses(&mut table, &mine);
    methods(&mut table);
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
    let here: LocationId = "loc_here".parse().expect("an id");
    let problem = app.get(Caller::Customer, &format!("/v1/locations/{here}/orders")).await.json();
    let page = app.get(Caller::Anonymous, problem["type"].as_str().expect("a type")).await.is(200);
    assert!(page.header("content-type").starts_with("text/html"));
    app.finish().await;
}
