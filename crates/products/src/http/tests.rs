use std::sync::Arc;
use std::time::Duration;

use api::{InstanceKey, Signer, Verifier};
use axum::body::{Body, to_bytes};
use axum::{Extension, Router};
use http::{Request, StatusCode, header};
use kernel::{Clock, Principal, PrincipalId, Role};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::router;
use crate::domain::samples;
use crate::service::testing::Shop;

const ISSUER: &str = "https://cafe.test";

/// The operations of a shop, and tokens for whoever calls them.
pub(super) struct Counter {
    pub(super) shop: Shop,
    pub(super) router: Router,
    key: InstanceKey,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) etag: Option<String>,
    pub(super) body: Value,
}

impl Counter {
    pub(super) async fn open() -> Self {
        let shop = Shop::with_menu().await;
        let key = InstanceKey::generate();
        let clock = Arc::clone(&shop.clock) as Arc<dyn Clock>;
        let verifier = Arc::new(Verifier::new(&key, ISSUER, clock));
        let (router, _) = router(shop.products.clone()).split_for_parts();
        Self { router: router.layer(Extension(verifier)), shop, key }
    }

    pub(super) fn token(&self, role: Role, location: &str) -> String {
        let locations = vec![location.parse().expect("an id")];
        let who = Principal { id: PrincipalId::new("anna"), role, locations };
        let signer = Signer::new(&self.key, ISSUER);
        signer.sign(&who, self.shop.clock.now(), Duration::from_mins(10)).expect("signs")
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("answers");
        let status = response.status();
        let etag = response.headers().get(header::ETAG);
        let etag = etag.map(|tag| tag.to_str().expect("ASCII").to_owned());
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        Answer { status, etag, body: serde_json::from_slice(&body).unwrap_or(Value::Null) }
    }

    pub(super) async fn call(
        &self,
        token: Option<&str>,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Answer {
        self.call_with(token, method, path, body, &[]).await
    }

    pub(super) async fn call_with(
        &self,
        token: Option<&str>,
        method: &str,
        path: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = request.header("content-type", "application/json").body(body);
        self.send(request.expect("a request")).await
    }

    pub(super) async fn manager(&self, method: &str, path: &str, body: &Value) -> Answer {
        let token = self.token(Role::Manager, "loc_here");
        self.call(Some(&token), method, path, body).await
    }
}

pub(super) fn pointers(answer: &Answer) -> Vec<&str> {
    let errors = answer.body["errors"].as_array().expect("a list of errors");
    errors.iter().map(|error| error["pointer"].as_str().expect("a pointer")).collect()
}

fn tea() -> Value {
    json!({"id": "prd_tea", "category": "cat_coffee", "name": "Tea", "price_minor": 250,
           "tax_class": "standard", "station": "bar"})
}

fn new_location(id: &str) -> Value {
    json!({"id": id, "name": "New", "time_zone": "Europe/Berlin", "currency": "EUR",
           "prices_include_tax": true, "tax_rates": {"standard": 1900},
           "hours": {"monday": ["07:00-18:00"]}})
}

/// Every operation with a good body and the least role that may call it.
fn operations() -> Vec<(&'static str, &'static str, Value, Option<Role>)> {
    let (barista, manager) = (Some(Role::Barista), Some(Role::Manager));
    let available = json!({"available": false});
    let category = json!({"id": "cat_coffee", "name": "Coffee"});
    let group = json!({"id": "grp_milk", "name": "Milk", "min": 0, "max": 1,
                       "options": [{"id": "opt_whole-milk", "name": "Whole milk"}]});
    let menu = json!({"categories": [], "products": []});
    vec![
        ("GET", "/v1/locations", Value::Null, None),
        ("POST", "/v1/locations", new_location("loc_new"), Some(Role::Admin)),
        ("GET", "/v1/locations/loc_here", Value::Null, None),
        ("PUT", "/v1/locations/loc_here", new_location("loc_here"), manager),
        ("PUT", "/v1/locations/loc_here/switch", json!({"switch": "closed"}), manager),
        ("PUT", "/v1/locations/loc_here/pace", json!({"paused_until": null}), barista),
        ("GET", "/v1/locations/loc_here/menu", Value::Null, None),
        ("PUT", "/v1/locations/loc_here/menu", menu, manager),
        ("POST", "/v1/locations/loc_here/menu/categories", category.clone(), manager),
        (
            "PUT",
            "/v1/locations/loc_here/menu/categories/order",
            json!({"order": ["cat_pastry", "cat_coffee"]}),
            manager,
        ),
        ("PUT", "/v1/locations/loc_here/menu/categories/cat_coffee", category, manager),
        ("DELETE", "/v1/locations/loc_here/menu/categories/cat_coffee", Value::Null, manager),
        ("POST", "/v1/locations/loc_here/menu/products", tea(), manager),
        ("PUT", "/v1/locations/loc_here/menu/products/prd_tea", tea(), manager),
        ("DELETE", "/v1/locations/loc_here/menu/products/prd_croissant", Value::Null, manager),
        (
            "PUT",
            "/v1/locations/loc_here/menu/categories/cat_coffee/products/order",
            json!({"order": ["prd_flat-white"]}),
            manager,
        ),
        ("POST", "/v1/locations/loc_here/menu/option-groups", group.clone(), manager),
        ("PUT", "/v1/locations/loc_here/menu/option-groups/grp_milk", group, manager),
        ("DELETE", "/v1/locations/loc_here/menu/option-groups/grp_milk", Value::Null, manager),
        (
            "PUT",
            "/v1/locations/loc_here/menu/products/prd_flat-white/availability",
            available.clone(),
            barista,
        ),
        (
            "PUT",
            "/v1/locations/loc_here/menu/options/opt_oat-milk/availability",
            available,
            barista,
        ),
        ("POST", "/v1/locations/loc_here/pictures", Value::Null, manager),
        ("DELETE", "/v1/locations/loc_here/pictures/pic_none", Value::Null, manager),
        ("GET", "/v1/pictures/pic_none", Value::Null, None),
        ("GET", "/v1/locations/loc_here/stock", Value::Null, barista),
        ("PUT", "/v1/locations/loc_here/stock/stk_croissant", json!({"level": 3}), barista),
        (
            "POST",
            "/v1/locations/loc_here/stock/stk_croissant/adjust",
            json!({"delta": 2, "reason": "received"}),
            barista,
        ),
    ]
}

#[tokio::test]
async fn every_operation_is_open_to_its_least_role_and_closed_to_all_below() {
    for (method, path, body, least) in operations() {
        let counter = Counter::open().await;
        let headers = [("if-match", "\"1\"")];
        for role in [None, Some(Role::Customer), Some(Role::Barista), Some(Role::Manager)] {
            if role >= least {
                continue;
            }
            let token = role.map(|role| counter.token(role, "loc_here"));
            let answer = counter.call_with(token.as_deref(), method, path, &body, &headers).await;
            let expected = if role.is_none() { 401 } else { 403 };
            assert_eq!(answer.status, expected, "{method} {path} as {role:?}");
        }
        let elsewhere = counter.token(Role::Manager, "loc_there");
        let answer = counter.call_with(Some(&elsewhere), method, path, &body, &headers).await;
        assert_eq!(answer.status == 403, least.is_some(), "{method} {path} from elsewhere");
        for role in [least, Some(Role::Admin)] {
            let token = role.map(|role| counter.token(role, "loc_here"));
            let answer = counter.call_with(token.as_deref(), method, path, &body, &headers).await;
            let refused = [401, 403, 405, 500].contains(&answer.status.as_u16());
            assert!(!refused, "{method} {path} as {role:?}: {} {}", answer.status, answer.body);
        }
    }
}

#[tokio::test]
async fn every_documented_operation_is_in_the_sweep_and_says_how_to_sign_in() {
    let (_, document) = router(Shop::empty().products).split_for_parts();
    let document = serde_json::to_value(document).expect("serialises");
    let mut documented = 0;
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            documented += 1;
            let pattern: Vec<&str> = path.split('/').collect();
            let fits = |asked: &str| {
                let asked: Vec<&str> = asked.split('/').collect();
                let same =
                    |(p, a): (&&str, &&str)| p == a || (p.starts_with('{') && a.contains('_'));
                asked.len() == pattern.len() && pattern.iter().zip(&asked).all(same)
            };
            let found =
                operations().into_iter().find(|(m, p, ..)| m.to_lowercase() == *method && fits(p));
            let (.., least) = found.unwrap_or_else(|| panic!("{method} {path} is not swept"));
            let secured = operation.get("security").is_some();
            assert_eq!(secured, least.is_some(), "{method} {path}");
        }
    }
    assert_eq!(documented, operations().len());
}

#[tokio::test]
async fn a_menu_is_read_once_and_then_known() {
    let counter = Counter::open().await;
    let path = "/v1/locations/loc_here/menu";
    let first = counter.call(None, "GET", path, &Value::Null).await;
    assert_eq!(first.body["products"][0]["id"], "prd_flat-white");
    assert_eq!(
        (first.body["currency"].as_str(), first.body["version"].as_i64()),
        (Some("EUR"), Some(2))
    );
    let etag = first.etag.expect("a version");
    let known = [("if-none-match", etag.as_str())];
    let second = counter.call_with(None, "GET", path, &Value::Null, &known).await;
    assert_eq!((second.status.as_u16(), second.etag.as_deref()), (304, Some("\"2\"")));
    let unknown = counter.call(None, "GET", "/v1/locations/loc_none/menu", &Value::Null).await;
    assert_eq!(
        (unknown.status.as_u16(), unknown.body["code"].as_str()),
        (404, Some("products.no-such-location"))
    );
}

#[tokio::test]
async fn a_menu_is_replaced_by_what_was_read_but_only_with_its_version() {
    let counter = Counter::open().await;
    let path = "/v1/locations/loc_here/menu";
    let mut menu = counter.call(None, "GET", path, &Value::Null).await.body;
    menu["products"][0]["price_minor"] = json!(400);
    let blind = counter.manager("PUT", path, &menu).await;
    assert_eq!(
        (blind.status.as_u16(), blind.body["code"].as_str()),
        (428, Some("api.if-match-missing"))
    );
    let token = counter.token(Role::Manager, "loc_here");
    let replace = |tag: &'static str, menu: Value| {
        let (counter, token) = (&counter, &token);
        async move {
            let headers = [("if-match", tag)];
            counter.call_with(Some(token), "PUT", path, &menu, &headers).await
        }
    };
    let stale = replace("\"1\"", menu.clone()).await;
    assert_eq!(
        (stale.status.as_u16(), stale.body["code"].as_str()),
        (412, Some("products.changed-meanwhile"))
    );
    let done = replace("\"2\"", menu.clone()).await;
    assert_eq!((done.status.as_u16(), done.etag.as_deref()), (200, Some("\"3\"")));
    assert_eq!(done.body["products"][0]["price_minor"], 400);

    menu["currency"] = json!("CHF");
    assert_eq!(pointers(&replace("\"3\"", menu.clone()).await), ["/currency"]);
    menu["currency"] = Value::Null;
    menu["products"][0]["price_minor"] = json!(-1);
    menu["categories"][0]["name"] = json!("");
    let wrong = replace("\"3\"", menu.clone()).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(pointers(&wrong), ["/categories/0/name", "/products/0/price_minor"]);
    menu["colour"] = json!("red");
    assert_eq!(pointers(&replace("\"3\"", menu).await), ["/colour"]);
}

#[tokio::test]
async fn a_product_lives_through_its_operations() {
    let counter = Counter::open().await;
    let base = "/v1/locations/loc_here/menu";
    let products = format!("{base}/products");
    let added = counter.manager("POST", &products, &tea()).await;
    assert_eq!((added.status.as_u16(), added.etag.as_deref()), (201, Some("\"3\"")));
    assert_eq!(added.body["available"], true);
    assert_eq!(counter.manager("POST", &products, &tea()).await.status, 409);

    let one = format!("{products}/prd_tea");
    let other = format!("{products}/prd_coffee");
    assert_eq!(pointers(&counter.manager("PUT", &other, &tea()).await), ["/id"]);
    let mut dear = tea();
    dear["price_minor"] = json!(1_000_001);
    assert_eq!(pointers(&counter.manager("PUT", &one, &dear).await), ["/price_minor"]);
    dear["price_minor"] = json!(260);
    assert_eq!(counter.manager("PUT", &one, &dear).await.body["price_minor"], 260);

    let order = json!({"order": ["prd_tea", "prd_flat-white"]});
    let path = format!("{base}/categories/cat_coffee/products/order");
    assert_eq!(counter.manager("PUT", &path, &order).await.status, 204);
    let short = counter.manager("PUT", &path, &json!({"order": ["prd_tea"]})).await;
    assert_eq!(pointers(&short), ["/order"]);

    let availability = format!("{one}/availability");
    let sold_out = counter.manager("PUT", &availability, &json!({"available": false})).await;
    assert_eq!(sold_out.status, 204);
    let menu = counter.call(None, "GET", base, &Value::Null).await.body;
    assert_eq!(menu["products"][1]["id"], "prd_croissant");
    assert_eq!(menu["products"][0]["available"], false);

    assert_eq!(counter.manager("DELETE", &one, &Value::Null).await.status, 204);
    assert_eq!(counter.manager("DELETE", &one, &Value::Null).await.status, 404);
    let category = format!("{base}/categories/cat_coffee");
    let in_use = counter.manager("DELETE", &category, &Value::Null).await;
    assert_eq!(in_use.body["code"], "products.in-use");
}

#[tokio::test]
async fn a_location_is_made_changed_and_closed() {
    let counter = Counter::open().await;
    let admin = counter.token(Role::Admin, "loc_here");
    let made = counter.call(Some(&admin), "POST", "/v1/locations", &new_location("loc_new")).await;
    assert_eq!((made.status.as_u16(), made.etag.as_deref()), (201, Some("\"1\"")));
    // 1 January 1970 was a Thursday; it opens on Mondays.
    assert_eq!(
        (&made.body["open"], &made.body["opens_at"]),
        (&json!(false), &json!("1970-01-05T06:00:00Z"))
    );
    let page = counter.call(None, "GET", "/v1/locations?limit=1", &Value::Null).await;
    assert_eq!(page.body["items"][0]["id"], "loc_here");
    let next = page.body["next"].as_str().expect("another page");
    let page =
        counter.call(None, "GET", &format!("/v1/locations?after={next}"), &Value::Null).await;
    assert_eq!(
        (&page.body["items"][0]["id"], &page.body["next"]),
        (&json!("loc_new"), &Value::Null)
    );
    let bad = counter.call(None, "GET", "/v1/locations?after=x", &Value::Null).await;
    assert_eq!(bad.status, 422);

    let path = "/v1/locations/loc_here";
    let switch = format!("{path}/switch");
    let until = json!({"switch": "closed", "until": "1970-01-02T00:00:00Z"});
    let closed = counter.manager("PUT", &switch, &until).await;
    assert_eq!((&closed.body["open"], &closed.body["switch"]), (&json!(false), &json!("closed")));
    assert_eq!(closed.body["opens_at"], "1970-01-02T00:00:00Z");
    let wrong = json!({"switch": "open", "until": "1970-01-02T00:00:00Z"});
    assert_eq!(pointers(&counter.manager("PUT", &switch, &wrong).await), ["/until"]);

    let token = counter.token(Role::Manager, "loc_here");
    let mut input = new_location("loc_here");
    let current = [("if-match", "\"2\"")];
    input["time_zone"] = json!("Mars/Olympus");
    let wrong = counter.call_with(Some(&token), "PUT", path, &input, &current).await;
    assert_eq!(pointers(&wrong), ["/time_zone"]);
    input["time_zone"] = json!("Europe/Rome");
    let changed = counter.call_with(Some(&token), "PUT", path, &input, &current).await;
    assert_eq!(
        (&changed.body["time_zone"], &changed.body["switch"]),
        (&json!("Europe/Rome"), &json!("closed"))
    );
}

#[tokio::test]
async fn a_location_says_where_it_is() {
    let counter = Counter::open().await;
    let path = "/v1/locations/loc_here";
    let admin = counter.token(Role::Admin, "loc_here");
    let put = async |tag: &'static str, coordinates: Value| {
        let mut input = new_location("loc_here");
        input["coordinates"] = coordinates;
        counter.call_with(Some(&admin), "PUT", path, &input, &[("if-match", tag)]).await
    };
    let told = json!({"latitude": 52.520_812_345_6, "longitude": -13});
    let kept = json!({"latitude": 52.520_812, "longitude": -13.0});
    assert_eq!(put("\"1\"", told.clone()).await.body["coordinates"], kept);
    let found = counter.call(None, "GET", path, &Value::Null).await;
    assert_eq!(found.body["coordinates"], kept);
    let beyond = put("\"2\"", json!({"latitude": -90.1, "longitude": 181})).await;
    assert_eq!(pointers(&beyond), ["/coordinates/latitude", "/coordinates/longitude"]);
    assert_eq!(beyond.body["errors"][0]["detail"], "is -90.1: expected degrees from -90 to 90");
    for odd in [json!({"latitude": 1}), json!("52.5,13.4")] {
        assert_eq!(put("\"2\"", odd.clone()).await.status, 422, "{odd}");
    }
    assert_eq!(put("\"2\"", Value::Null).await.body["coordinates"], Value::Null);

    let mut input = new_location("loc_new");
    input["coordinates"] = told;
    let made = counter.call(Some(&admin), "POST", "/v1/locations", &input).await;
    assert_eq!(made.body["coordinates"], kept);
}

#[tokio::test]
async fn a_location_says_how_it_takes_orders() {
    let counter = Counter::open().await;
    let path = "/v1/locations/loc_here";
    let token = counter.token(Role::Manager, "loc_here");
    let put = async |tag: &'static str, ordering: Value| {
        let mut input = new_location("loc_here");
        if !ordering.is_null() {
            input["ordering"] = ordering;
        }
        let headers = [("if-match", tag)];
        counter.call_with(Some(&token), "PUT", path, &input, &headers).await
    };
    let usual = json!({"fulfilments": ["pickup", "dine-in", "delivery"],
                       "open_orders_max": null, "open_orders_per_customer_max": null,
                       "order_wait_s": 300, "barista_wait_s": 900, "handover_wait_s": 14400,
                       "qr_codes": null});
    let found = counter.call(None, "GET", path, &Value::Null).await;
    assert_eq!(found.body["ordering"], usual);
    let some = json!({"fulfilments": ["delivery", "pickup"], "open_orders_max": 40,
                      "qr_codes": {"tokens": 3}});
    let mut expected = usual.clone();
    expected["fulfilments"] = json!(["pickup", "delivery"]);
    expected["open_orders_max"] = json!(40);
    expected["qr_codes"] = json!({"tokens": 3, "minutes": 5});
    assert_eq!(put("\"1\"", some).await.body["ordering"], expected);
    let wrong = json!({"fulfilments": [], "order_wait_s": 3601, "qr_codes": {"minutes": 0}});
    let wrong = put("\"2\"", wrong).await;
    let places = ["/ordering/fulfilments", "/ordering/order_wait_s", "/ordering/qr_codes/minutes"];
    assert_eq!(pointers(&wrong), places);
    let odd = put("\"2\"", json!({"orders_max": 1})).await;
    assert_eq!(pointers(&odd), ["/ordering/orders_max"]);
    assert_eq!(put("\"2\"", Value::Null).await.body["ordering"], usual);
}

#[tokio::test]
async fn stock_is_counted_and_adjusted() {
    let counter = Counter::open().await;
    let path = "/v1/locations/loc_here/stock";
    let one = format!("{path}/stk_croissant");
    let level = counter.manager("PUT", &one, &json!({"level": 4})).await;
    assert_eq!(level.body["level"], 4);
    let adjust = format!("{one}/adjust");
    let wasted = counter.manager("POST", &adjust, &json!({"delta": -3, "reason": "wasted"})).await;
    assert_eq!(wasted.body["level"], 1);
    let refused = counter.manager("POST", &adjust, &json!({"delta": -3, "reason": "wasted"})).await;
    assert_eq!(refused.body["code"], "products.stock-below-zero");
    let odd = counter.manager("POST", &adjust, &json!({"delta": 1, "reason": "stolen"})).await;
    assert_eq!(pointers(&odd), ["/reason"]);
    let none = counter.manager("PUT", &format!("{path}/stk_none"), &json!({"level": 4})).await;
    assert_eq!(none.status, 404);
    let levels = counter.manager("GET", path, &Value::Null).await.body;
    let croissant = json!({"stock_item": "stk_croissant", "name": "Croissant", "unit": "piece",
                           "level": 1});
    let expected = json!({"items": [croissant]});
    assert_eq!(levels, expected);
    assert_eq!(
        counter.shop.products.list_stock(&samples::location_id()).await.expect("there").len(),
        1
    );
}
