//! What whoever runs the place does about people: those who work here, those who order, and the
//! record of who did what. And what customers are told on their browsers.

use std::sync::{Arc, Mutex};

use api::SignIn;
use axum::Router;
use axum::body::Body;
use axum::routing::post;
use futures_util::FutureExt;
use kernel::Role;
use serde_json::{Value, json};

use crate::app::{Answer, Caller, On, TestApp, cart, id, on_every_store};
use crate::operations_of_people::{body, somebody};

on_every_store! {
    customers_are_found_exported_and_erased_by_an_admin
    what_staff_change_is_written_down_and_what_customers_do_is_not
}

const STAFF: &str = "/v1/staff";
const PUSHES: &str = "/v1/me/push-subscriptions";

async fn delete(app: &TestApp, caller: Caller, path: &str) -> Answer {
    app.send(app.request(caller, "DELETE", path).body(Body::empty()).expect("a request")).await
}

/// What is in a list.
fn all<'a>(list: &'a Value, field: &str) -> Vec<&'a Value> {
    list["items"].as_array().expect("a list").iter().map(|one| &one[field]).collect()
}

#[tokio::test]
async fn a_team_is_who_works_at_a_location_and_has_come() {
    let app = TestApp::start().await;
    let here = "/v1/locations/loc_here/team";
    assert_eq!(app.get(Caller::Barista, here).await.is(200).json(), json!({"items": []}));
    app.post(Caller::Admin, STAFF, &body("POST staff").expect("a body")).await.is(201);
    // Who was only invited is nobody to call yet.
    assert_eq!(app.get(Caller::Barista, here).await.is(200).json(), json!({"items": []}));
    app.get(Caller::Customer, here).await.problem(403, "api.forbidden");
    app.get(Caller::Barista, "/v1/locations/loc_there/team").await.problem(403, "api.forbidden");
    app.finish().await;
}

#[tokio::test]
async fn staff_are_invited_given_roles_disabled_and_let_in_again() {
    let app = TestApp::start().await;
    let invitation = body("POST staff").expect("a body");
    let invited = app.post(Caller::Admin, STAFF, &invitation).await.is(201);
    assert_eq!(invited.header("cache-control"), "no-store");
    let invited = invited.json();
    assert!(invited["link"].as_str().expect("nothing is mailed here").contains("/invited?link="));
    let member = &invited["member"];
    assert_eq!((&member["role"], &member["status"]), (&json!("manager"), &json!("invited")));
    let path = format!("{STAFF}/{}", id(member));
    let nowhere = json!({"role": "barista"});
    app.put(Caller::Admin, &path, &nowhere).await.problem(422, "idp.bad-role");
    let there = json!({"role": "barista", "locations": ["loc_there"]});
    let changed = app.put(Caller::Admin, &path, &there).await.is(200).json();
    assert_eq!(changed["locations"], json!(["loc_there"]));
    for (act, status) in [("disable", "disabled"), ("enable", "invited"), ("sign-out", "invited")] {
        let done = app.post(Caller::Admin, &format!("{path}/{act}"), &json!({})).await.is(200);
        assert_eq!(done.json()["status"], status, "{act}");
    }
    let staff = app.get(Caller::Admin, STAFF).await.is(200).json();
    assert_eq!(all(&staff, "email"), ["mo@cafe.example"]);
    let nobody = format!("{STAFF}/usr_0");
    app.put(Caller::Admin, &nobody, &there).await.problem(404, "idp.no-such-account");
    app.finish().await;
}

#[tokio::test]
async fn whoever_looks_after_staff_signs_in_strongly() {
    let app = TestApp::start().await;
    let path = format!("{STAFF}/{}", somebody(&app).await);
    let weak = app.token_of(Caller::Admin, SignIn::UNKNOWN).expect("a token");
    for operation in ["disable", "enable", "sign-out", "reset-mfa"] {
        let request = http::Request::post(format!("{path}/{operation}"))
            .header("authorization", format!("Bearer {weak}"));
        let answer = app.send(request.body(Body::empty()).expect("a request")).await;
        answer.problem(401, "api.step-up-needed");
    }
    app.finish().await;
}

async fn customers_are_found_exported_and_erased_by_an_admin(on: On) {
    let app = TestApp::on(on).await;
    let name = json!({"name": "Anna Albers", "email": "Anna@Albers.example"});
    let request = app.request(Caller::Customer, "PUT", "/v1/me").header("if-match", "\"0\"");
    app.json(request, &name).await.is(200);
    let ben = somebody(&app).await;
    let order = app.ordered(Caller::Customer, "k1", &cart(&["espresso"])).await;
    app.make(&order, &["start", "ready", "collect"]).await;
    app.settle().await;
    let found = async |words: &str| {
        let path = format!("/v1/customers?q={words}");
        let list = app.get(Caller::Admin, &path).await.is(200);
        assert_eq!(list.header("cache-control"), "no-store");
        all(&list.json(), "id").into_iter().cloned().collect::<Vec<_>>()
    };
    assert_eq!(found("").await, [json!(ben), json!("anna")]);
    assert_eq!(found("ANNA%20a").await, [json!("anna")]);
    assert_eq!(found("anna@al").await, [json!("anna")]);
    assert_eq!(found("ben@").await, [json!(ben)]);
    assert!(found("albers").await.is_empty());
    app.get(Caller::Admin, "/v1/customers?after=x").await.problem(422, "users.bad-cursor");

    let profile = app.get(Caller::Admin, "/v1/customers/anna").await.is(200).json();
    assert_eq!(profile["name"], "Anna Albers");
    app.get(Caller::Admin, "/v1/customers/nobody").await.problem(404, "users.no-such-customer");
    let file = app.get(Caller::Admin, "/v1/customers/anna/export").await.is(200);
    assert!(file.header("content-disposition").contains("customer-data.json"));
    assert_eq!(all(&json!({"items": file.json()["orders"]}), "id"), [&json!(order)]);

    for _ in 0..2 {
        delete(&app, Caller::Admin, "/v1/customers/anna").await.is(204);
        app.settle().await;
    }
    app.get(Caller::Admin, "/v1/customers/anna").await.problem(404, "users.erased");
    assert_eq!(found("").await, [json!(ben)]);
    assert!(found("anna").await.is_empty());
    let after = app.order(Caller::Admin, &order).await;
    assert!(!after.to_string().contains("anna"), "{after}");
    app.finish().await;
}

async fn what_staff_change_is_written_down_and_what_customers_do_is_not(on: On) {
    let app = TestApp::on(on).await;
    let available = |is: bool| json!({"available": is});
    let espresso = "/v1/locations/loc_here/menu/products/prd_espresso/availability";
    let order = app.ordered(Caller::Customer, "k1", &cart(&["espresso"])).await;
    app.make(&order, &["start", "ready", "collect"]).await;
    app.put(Caller::Barista, espresso, &available(false)).await.is(204);
    app.put(Caller::Barista, espresso, &available(true)).await.is(204);
    let nothing = "/v1/locations/loc_here/menu/products/prd_none/availability";
    app.put(Caller::Barista, nothing, &available(true)).await;
    let name = json!({"name": "Ada"});
    let request = app.request(Caller::Admin, "PUT", "/v1/me").header("if-match", "\"0\"");
    app.json(request, &name).await.is(200);
    let member = somebody(&app).await;
    let act = format!("{STAFF}/{member}/disable");
    app.post(Caller::Admin, &act, &json!({})).await.is(200);
    app.get(Caller::Admin, "/v1/customers").await.is(200);
    app.get(Caller::Admin, &format!("/v1/customers/{member}/export")).await.is(200);
    app.settle().await;

    let (mut entries, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/v1/audit?limit=2{after}");
        let page = app.get(Caller::Admin, &path).await.is(200).json();
        entries.extend(page["items"].as_array().expect("a list").iter().cloned());
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    let line = |entry: &Value| {
        let by = &entry["by"];
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let who = format!("{} {}", text(&by["role"]), text(&by["name"]));
        format!("{who} {} {} {}", text(&entry["operation"]), entry["status"], text(&entry["path"]))
    };
    let mut lines: Vec<_> = entries.iter().map(line).collect();
    lines.sort();
    let mut expected = [
        format!("admin Ada disableStaff 200 {act}"),
        format!("admin Ada exportCustomer 200 /v1/customers/{member}/export"),
        "admin Ada updateMyProfile 200 /v1/me".to_owned(),
        format!("barista - setProductAvailability 204 {espresso}"),
        format!("barista - setProductAvailability 204 {espresso}"),
        format!("barista - setProductAvailability 404 {nothing}"),
    ];
    expected.sort();
    assert_eq!(lines, expected);
    assert!(entries.iter().all(|one| one["request_id"].as_str().is_some_and(|id| id.len() >= 8)));
    for (query, expected) in [
        ("by=ben", 3),
        ("by=anna", 0),
        ("location=loc_here", 3),
        ("location=loc_there", 0),
        ("operation=disableStaff", 1),
        ("by=ben&operation=setProductAvailability&location=loc_here", 3),
        ("by=ada&location=loc_here", 0),
        ("from=2026-11-20T09:00:00Z", 6),
        ("by=ada&to=2026-11-20T09:00:00Z", 0),
    ] {
        let page = app.get(Caller::Admin, &format!("/v1/audit?{query}")).await.is(200).json();
        assert_eq!(page["items"].as_array().expect("a list").len(), expected, "{query}");
    }
    for query in [
        "after=x",
        "by=",
        "operation=a%00",
        "location=here",
        "from=today",
        "from=2026-11-20T09:00:00Z&to=2026-11-20T08:00:00Z",
    ] {
        let refused = app.get(Caller::Admin, &format!("/v1/audit?{query}")).await;
        refused.problem(422, "api.invalid-query");
    }
    app.finish().await;
}

#[tokio::test]
async fn what_was_done_to_a_location_is_found_however_its_address_was_written() {
    let app = TestApp::start().await;
    let pace = json!({"paused_until": "2026-11-20T11:00:00Z"});
    for location in ["loc_here", "loc%5Fhere", "%6Coc_here"] {
        app.put(Caller::Manager, &format!("/v1/locations/{location}/pace"), &pace).await.is(200);
    }
    let found = app.get(Caller::Admin, "/v1/audit?location=loc_here").await.is(200).json();
    assert_eq!(all(&found, "operation").len(), 3, "{found}");
    app.finish().await;
}

#[tokio::test]
async fn favourites_are_part_of_a_profile_and_go_with_it() {
    let app = TestApp::start().await;
    let path = "/v1/me/favourites";
    let favourites = body("PUT me/favourites").expect("a body");
    let kept = app.put(Caller::Customer, path, &favourites).await.is(200);
    assert_eq!((kept.json(), kept.header("etag")), (favourites.clone(), "\"1\""));
    let profile = app.get(Caller::Customer, "/v1/me").await.is(200).json();
    assert_eq!(profile["favourites"], favourites["items"]);
    let stale = app.request(Caller::Customer, "PUT", path).header("if-match", "\"0\"");
    app.json(stale, &json!({"items": []})).await.problem(412, "users.changed-meanwhile");
    let twice = json!({"items": [favourites["items"][0], favourites["items"][0]]});
    let wrong = app.put(Caller::Customer, path, &twice).await.problem(422, "users.invalid");
    assert_eq!(wrong.pointers(), ["/items/1"]);
    let guest = app.app.users.invite_guest().await.expect("a guest").token;
    let request = http::Request::put(path).header("authorization", format!("Bearer {guest}"));
    app.json(request, &favourites).await.problem(409, "users.guest-has-no-profile");
    delete(&app, Caller::Customer, "/v1/me").await.is(204);
    app.settle().await;
    app.get(Caller::Customer, "/v1/me").await.problem(404, "users.erased");
    app.finish().await;
}

/// A push service on this machine; keeps what the pushes' topics are.
async fn push_service() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let topics = Arc::new(Mutex::new(Vec::new()));
    let kept = topics.clone();
    let take = move |headers: http::HeaderMap, _: axum::body::Bytes| async move {
        let topic = headers["topic"].to_str().expect("text").to_owned();
        kept.lock().expect("whole").push(topic);
        http::StatusCode::CREATED
    };
    let router = Router::new().route("/{*browser}", post(take));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}"), topics)
}

#[tokio::test]
async fn guests_and_customers_are_told_on_their_browsers_that_their_order_is_ready() {
    let app = TestApp::start().await;
    let (service, pushed) = push_service().await;
    for (number, caller) in [Caller::Guest(1), Caller::Customer].into_iter().enumerate() {
        let mut subscription = body("PUT me/push-subscriptions").expect("a body");
        subscription["endpoint"] = json!(format!("{service}/{number}"));
        app.put(caller, PUSHES, &subscription).await.is(204);
        let order = app.ordered(caller, &format!("k{number}"), &cart(&["espresso"])).await;
        app.make(&order, &["start", "ready", "collect"]).await;
        app.settle().await;
        assert_eq!(pushed.lock().expect("whole").len(), number + 1, "{caller:?}");
    }
    // Who does not want to be told any more is not.
    let end = json!({"endpoint": format!("{service}/1")});
    app.json(app.request(Caller::Customer, "DELETE", PUSHES), &end).await.is(204);
    let order = app.ordered(Caller::Customer, "k9", &cart(&["espresso"])).await;
    app.make(&order, &["start", "ready", "collect"]).await;
    app.settle().await;
    assert_eq!(pushed.lock().expect("whole").len(), 2);
    app.finish().await;
}

#[tokio::test]
async fn whoever_is_erased_has_no_subscription_left_and_an_export_names_what_there_is() {
    let app = TestApp::start().await;
    let subscription = body("PUT me/push-subscriptions").expect("a body");
    app.put(Caller::Customer, PUSHES, &subscription).await.is(204);
    let file = app.get(Caller::Customer, "/v1/me/export").await.is(200).json();
    assert_eq!(file["push_subscriptions"][0]["push_service"], "127.0.0.1:9");
    delete(&app, Caller::Customer, "/v1/me").await.is(204);
    app.settle().await;
    let anna = kernel::PrincipalId::new("anna");
    assert_eq!(app.app.notify.subscriptions(&anna).await.expect("memory answers").len(), 0);
    app.finish().await;
}

#[tokio::test]
async fn what_staff_do_is_written_down_although_they_hang_up() {
    let app = TestApp::start().await;
    let path = format!("{STAFF}/{}/disable", somebody(&app).await);
    let request = app.request(Caller::Admin, "POST", &path).body(Body::empty());
    // Asked, and given up before there is an answer.
    let answer = app.start(request.expect("a request")).now_or_never();
    assert!(answer.is_none(), "it takes a moment");
    let staff = app.app.idp.as_ref().expect("people sign in here");
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    let line = staff.list(Some(Role::Barista)).await.expect("memory answers").remove(0);
    let entries = app.get(Caller::Admin, "/v1/audit").await.is(200).json();
    assert_eq!((line.state, all(&entries, "status")), ("disabled", vec![&json!(200)]));
    app.finish().await;
}

#[tokio::test]
async fn an_address_of_mail_in_a_path_is_not_written_down() {
    let app = TestApp::start().await;
    for address in ["anna@example.org", "anna%40example.org"] {
        let act = format!("{STAFF}/{address}/disable");
        app.post(Caller::Admin, &act, &json!({})).await.problem(404, "idp.no-such-account");
        let path = format!("/v1/customers/{address}");
        delete(&app, Caller::Admin, &path).await.problem(404, "users.no-such-customer");
    }
    let entries = app.get(Caller::Admin, "/v1/audit").await.is(200).json();
    let mut paths = all(&entries, "path");
    paths.sort_by_key(ToString::to_string);
    let (customer, member) =
        (json!("/v1/customers/{customer}"), json!("/v1/staff/{member}/disable"));
    assert_eq!(paths, [&customer, &customer, &member, &member]);
    app.finish().await;
}

#[tokio::test]
async fn a_code_that_lets_people_in_is_not_written_down() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"qr_codes": {}})).await;
    let code = app.code("here").await;
    app.scanned(Caller::Manager, &code).await;
    let entries = app.get(Caller::Admin, "/v1/audit").await.is(200).json();
    let paths = all(&entries, "path");
    assert!(paths.contains(&&json!("/v1/qr-codes/{code}")), "{paths:?}");
    assert!(!entries.to_string().contains(&code), "{paths:?}");
    app.finish_without_books().await;
}
