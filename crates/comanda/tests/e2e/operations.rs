//! Every operation of the OpenAPI document, ready to be called.

use std::sync::Arc;

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, cart, id};
use crate::operations_of_people;

/// The beginning of a picture, which is all that is looked at.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// An operation as the document names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Operation {
    pub(crate) path: Arc<str>,
    pub(crate) method: Arc<str>,
}

impl std::fmt::Display for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// The document, as clients read it.
pub(crate) async fn document(app: &TestApp) -> Value {
    app.get(Caller::Anonymous, "/openapi.json").await.is(200).json()
}

/// Every operation of the document, by path; what erases whoever calls comes last.
pub(crate) fn operations(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            let (path, method) = (path.as_str().into(), method.to_uppercase().into());
            operations.push(Operation { path, method });
        }
    }
    operations.sort();
    operations.sort_by_key(|operation| operation.name() == "DELETE me");
    operations
}

impl Operation {
    /// What the operation does, without the version: `orders/{order}/claim`.
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path.trim_start_matches("/v1/"))
    }

    /// Whether it leaves everything as it is, by what its method promises (RFC 9110, section 9.2.1).
    pub(crate) fn only_reads(&self) -> bool {
        &*self.method == "GET"
    }

    /// The verbs that bring an order to where this operation can be done to it.
    pub(crate) fn before(&self) -> &'static [&'static str] {
        match self.path.rsplit('/').next() {
            Some("release") => &["claim"],
            Some("ready") => &["start"],
            Some("collect" | "no-show" | "dispatch" | "undeliverable" | "refund") => {
                &["start", "ready"]
            }
            Some("recall") => &["start", "ready"],
            Some("deliver") => &["start", "ready", "dispatch"],
            _ => &[],
        }
    }

    /// The path, to things that are there; `order` is what [`order_for`] gave.
    pub(crate) fn path(&self, order: &str) -> String {
        let removes = &*self.method == "DELETE";
        let mut path = self.path.to_string();
        // The key of its link goes into a header.
        let order = order.split('#').next().unwrap_or_default();
        for (name, value) in [
            ("{location}", "loc_here"),
            ("{order}", order),
            ("{line}", "1"),
            ("{category}", if removes { "cat_empty" } else { "cat_coffee" }),
            ("{product}", "prd_espresso"),
            ("{option}", "opt_oat-milk"),
            ("{group}", if removes { "grp_unasked" } else { "grp_bread" }),
            ("{item}", "stk_croissant"),
            ("{code}", order),
            ("{machine}", "order-fulfilment"),
            ("{name}", order),
            ("{address}", order),
            ("{customer}", order),
            ("{member}", order),
            ("{picture}", order),
        ] {
            path = path.replace(name, value);
        }
        assert!(!path.contains('{'), "give {path} its parameters");
        if path.ends_with("/sales") {
            path.push_str("?from=2026-11-20&to=2026-11-20");
        }
        path
    }

    /// A body that is taken, for those that take one.
    pub(crate) fn body(&self) -> Option<Value> {
        let location = |id: &str| {
            json!({"id": id, "name": "New", "time_zone": "Europe/Berlin", "currency": "EUR",
                   "prices_include_tax": true, "tax_rates": {"standard": 1900, "reduced": 700},
                   "hours": {"monday": ["07:00-18:00"], "exceptions": {"2026-12-25": []}},
                   "preparation_minutes": 10, "address": ["Street 1"], "phone": "+49 30 1234",
                   "coordinates": {"latitude": 52.5208, "longitude": 13.4094},
                   "language": "en",
                   "ordering": {"open_orders_max": 20, "open_orders_per_customer_max": 3,
                                "order_wait_s": 300, "barista_wait_s": 900,
                                "handover_wait_s": 14_400,
                                "qr_codes": {"tokens": 10, "minutes": 5}}})
        };
        let product = |id: &str| {
            json!({"id": id, "category": "cat_coffee", "name": "Tea", "price_minor": 250,
                   "tax_class": "standard", "station": "bar", "allergens": ["milk"],
                   "diets": ["vegan"], "option_groups": ["grp_milk"], "stock_item": "stk_oat-milk",
                   "image": "/pictures/tea.svg",
                   "translations": {"fr": {"name": "Thé", "description": "En vrac."}}})
        };
        let group = |id: &str, option: &str| {
            json!({"id": id, "name": "Bread", "min": 0, "max": 2,
                   "translations": {"de": {"name": "Brot"}}, "options": [
                {"id": option, "name": "Rye", "price_difference_minor": 10, "default": true,
                 "max_quantity": 2, "stock_item": "stk_croissant"}]})
        };
        let menu = json!({
            "categories": [{"id": "cat_coffee", "name": "Coffee"}],
            "products": [{"id": "prd_espresso", "category": "cat_coffee", "name": "Espresso",
                          "price_minor": 250, "tax_class": "standard", "station": "bar"}],
            "option_groups": [group("grp_bread", "opt_rye")],
            "stock_items": [{"id": "stk_croissant", "name": "Croissant", "unit": "piece"}],
        });
        let mut order = cart(&["flat-white", "croissant"]);
        order["lines"][0]["options"] = json!(["opt_oat-milk", "opt_extra-shot"]);
        let quote = order.clone();
        order["name"] = json!("Anna");
        order["note"] = json!("hot");
        order["email"] = json!("anna@example.org");
        order["payment_source"] = json!("tok_approved");
        order["fulfilment"] =
            json!({"type": "delivery", "address": ["Street 1"], "phone": "030 1"});
        Some(match self.name().as_str() {
            "POST quotes" => {
                let mut quote = quote;
                quote["fulfilment"] = json!({"type": "pickup", "at": "2026-11-20T12:00:00Z"});
                quote
            }
            "POST orders" => order,
            "POST orders/{order}/cancel" => json!({"reason": "changed my mind"}),
            "POST orders/{order}/rush" => json!({"rush": true}),
            "POST orders/{order}/recall" => json!({"from": "ready"}),
            "POST orders/{order}/undeliverable" => json!({"reason": "nobody was at home"}),
            "POST orders/{order}/refund" => {
                json!({"amount_minor": 100, "reason": "the milk was off"})
            }
            "POST workflows/{machine}/executions" => json!({"name": "by-hand", "input": {
                "order": "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8", "location": "loc_here",
                "customer": "anna", "start": "qr-code", "limits": {
                    "order_wait_seconds": 300, "barista_wait_seconds": 900,
                    "handover_wait_seconds": 14_400}}}),
            "POST workflows/{machine}/executions/{name}/stop" => {
                json!({"error": "kitchen.closed", "cause": "The oven broke."})
            }
            "POST locations" => location("loc_new"),
            "PUT locations/{location}" => location("loc_here"),
            "PUT locations/{location}/switch" => {
                json!({"switch": "closed", "until": "2026-11-20T12:00:00Z"})
            }
            "PUT locations/{location}/pace" => json!({"paused_until": "2026-11-20T09:30:00Z",
                "busy": {"extra_minutes": 15, "until": "2026-11-20T12:00:00Z"}}),
            "PUT locations/{location}/menu" => menu,
            "POST locations/{location}/menu/categories" => json!({"id": "cat_tea", "name": "Tea"}),
            "PUT locations/{location}/menu/categories/{category}" => {
                json!({"id": "cat_coffee", "name": "Coffee and tea", "description": "Hot."})
            }
            "PUT locations/{location}/menu/categories/order" => {
                json!({"order": ["cat_food", "cat_empty", "cat_coffee"]})
            }
            "POST locations/{location}/menu/products" => product("prd_tea"),
            "PUT locations/{location}/menu/products/{product}" => product("prd_espresso"),
            "PUT locations/{location}/menu/categories/{category}/products/order" => {
                json!({"order": ["prd_flat-white", "prd_espresso"]})
            }
            "POST locations/{location}/menu/option-groups" => group("grp_cup", "opt_cup"),
            "PUT locations/{location}/menu/option-groups/{group}" => group("grp_bread", "opt_rye"),
            "PUT locations/{location}/menu/products/{product}/availability"
            | "PUT locations/{location}/menu/options/{option}/availability" => {
                json!({"available": false, "until": "2026-11-20T12:00:00Z"})
            }
            "PUT locations/{location}/stock/{item}" => json!({"level": 3}),
            "POST locations/{location}/stock/{item}/adjust" => {
                json!({"delta": 2, "reason": "corrected"})
            }
            name => return operations_of_people::body(name),
        })
    }

    /// A request that is all right, but for who sends it.
    pub(crate) fn request(&self, app: &TestApp, caller: Caller, order: &str) -> Request<Body> {
        // Of addresses everybody has their own.
        let mut own = order.split(' ');
        let order = if caller == Caller::Admin { own.next_back() } else { own.next() };
        let order = order.unwrap_or_default();
        let path = self.path(order);
        let mut request = app.request(caller, &self.method, &path);
        if ["POST orders", "POST orders/{order}/refund"].contains(&self.name().as_str()) {
            request = request.header("idempotency-key", "k-own");
        }
        if let Some((_, key)) = order.split_once('#') {
            request = request.header("order-key", key);
        }
        // The version of locations and menus nobody has changed yet.
        if self.path.starts_with("/v1/locations/{location}") && !self.only_reads() {
            request = request.header("if-match", "\"1\"");
        }
        // Of a profile nobody has yet.
        if ["PUT me", "PUT me/preferences"].contains(&self.name().as_str()) {
            request = request.header("if-match", "\"0\"");
        }
        let body = match self.body() {
            Some(mut body) => {
                if self.name() == "POST me/claims" {
                    body["guest_token"] = json!(order);
                }
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
            None if self.name() == "POST locations/{location}/pictures" => {
                request = request.header("content-type", "image/png");
                Body::from(PICTURE)
            }
            None => Body::empty(),
        };
        request.body(body).expect("a request")
    }
}

/// What `operation` is done to: an order of Anna's that was brought, by Ben, to where that can be,
/// or a code that she has scanned if it can be given back, or a picture.
pub(crate) async fn order_for(app: &TestApp, operation: &Operation) -> String {
    let ends_with = |verbs: &[&str]| verbs.iter().any(|verb| operation.path.ends_with(verb));
    if ends_with(&["{code}", "qr-code"]) {
        return code_for(app, operation).await;
    }
    if ends_with(&["{picture}"]) {
        let here = "loc_here".parse().expect("an id");
        let added = app.app.products.add_picture(&here, "image/png", PICTURE).await;
        return added.expect("a picture").to_string();
    }
    if ["/v1/customers", "/v1/staff"].iter().any(|about| operation.path.starts_with(about)) {
        return operations_of_people::somebody(app).await;
    }
    if operation.path.starts_with("/v1/me") || operation.path.starts_with("/v1/guests") {
        return own_for(app, operation).await;
    }
    let mut cart = cart(&["espresso"]);
    if ends_with(&["dispatch", "deliver", "undeliverable"]) {
        cart["fulfilment"] = json!({"type": "delivery", "address": ["Street 1"]});
    }
    if ends_with(&["refund", "payment"]) {
        cart["payment_source"] = json!("tok_approved");
    }
    let placed = app.placed(Caller::Customer, "k-before", &cart).await;
    let order = id(&placed);
    app.settle().await;
    if operation.path.contains("/shared") {
        return format!("{order}#{}", placed["key"].as_str().expect("a key"));
    }
    for verb in operation.before() {
        app.act(Caller::Barista, &order, verb).await.is(200);
    }
    app.settle().await;
    if ends_with(&["redrive"]) {
        let stop = format!("/v1/workflows/order-fulfilment/executions/{order}/stop");
        app.post(Caller::Admin, &stop, &json!({})).await.is(200);
    }
    order
}

/// The code of `loc_here`. Where it is given back, Anna has scanned it, and Ada.
async fn code_for(app: &TestApp, operation: &Operation) -> String {
    app.rules("here", &json!({"qr_codes": {}})).await;
    let code = app.code("here").await;
    if &*operation.method == "DELETE" {
        for caller in [Caller::Customer, Caller::Admin] {
            app.scanned(caller, &code).await;
        }
    }
    code
}

/// What an operation on the caller's own is done to: an address of Anna's and one of Ada's, the
/// token of a guest, or nothing.
pub(crate) async fn own_for(app: &TestApp, operation: &Operation) -> String {
    if operation.path.ends_with("{address}") {
        let address = json!({"lines": ["Street 1"], "city": "Berlin", "country": "DE"});
        let mut own = Vec::new();
        for caller in [Caller::Customer, Caller::Admin] {
            let added = app.post(caller, "/v1/me/addresses", &address).await;
            let profile = app.get(caller, "/v1/me").await.is(200).json();
            // Who has as many as one may have has one, too.
            let one =
                if added.status == 201 { added.json() } else { profile["addresses"][0].clone() };
            own.push(id(&one));
        }
        return own.join(" ");
    }
    if !operation.path.ends_with("/claims") {
        return String::new();
    }
    // By the verb: over HTTP, nobody becomes so many guests.
    app.app.users.invite_guest().await.expect("a guest").token
}
