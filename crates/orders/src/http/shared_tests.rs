//! What is seen of an order, and by whom.

use api::{Caller, IfNoneMatch, Path};
use axum::body::to_bytes;
use axum::extract::{FromRequestParts, State};
use axum::response::Response;
use http::{HeaderMap, HeaderValue, Request, StatusCode};
use kernel::{Principal, Role};
use serde_json::{Value, json};

use super::view::View;
use super::{get, list, shared};
use crate::domain::{Command, Fulfilment, Line, Order, OrderKey};
use crate::service::testing::{Cafe, confirm, order, who};

const KEY: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
/// What people wrote, and who they are.
const PERSONAL: [&str; 8] = [
    "anna@example.org",
    "Street 1",
    "030 5550",
    "no sugar",
    "ring twice",
    "\"anna\"",
    "\"ben\"",
    "the oven broke",
];

fn key(text: &str) -> HeaderMap {
    let key = HeaderValue::from_str(text).expect("a header");
    HeaderMap::from_iter([("order-key".parse().expect("a name"), key)])
}

async fn unknown() -> IfNoneMatch {
    let (mut parts, ()) = Request::builder().body(()).expect("a request").into_parts();
    IfNoneMatch::from_request_parts(&mut parts, &()).await.expect("never fails")
}

async fn json_of(response: Response) -> Value {
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    serde_json::from_slice(&body).expect("JSON")
}

/// Anna's delivery with everything that can be told of a person, cancelled by Ben.
async fn cancelled(cafe: &Cafe) -> Order {
    let mut placed = cafe.sample(&order("a"));
    let given = &mut placed.placed;
    given.name = Some("Anna".to_owned());
    given.note = Some("ring twice".to_owned());
    given.email = Some("anna@example.org".to_owned());
    let (address, phone) = (vec!["Street 1".to_owned()], Some("030 5550".to_owned()));
    given.fulfilment = Fulfilment::Delivery { address, phone };
    given.key = Some(OrderKey::new(KEY.to_owned()));
    given.lines = vec![Line {
        product: "prd_tea".parse().expect("an id"),
        name: "Tea".to_owned(),
        station: "samovar".to_owned(),
        quantity: 1,
        options: Vec::new(),
        note: Some("no sugar".to_owned()),
        unit_price_minor: 300,
        tax_basis_points: 700,
        stock: Vec::new(),
    }];
    let placed = cafe.keep(placed).await;
    let confirmed = cafe.does(&placed, confirm()).await;
    let made = cafe.does(&confirmed, Command::MarkLine { line: 1, done: true }).await;
    let started = cafe.does(&made, Command::Start).await;
    cafe.does(&started, Command::Cancel { reason: Some("the oven broke".to_owned()) }).await
}

async fn shared_as(cafe: &Cafe, headers: HeaderMap) -> Result<Response, StatusCode> {
    let orders = State(cafe.orders.clone());
    let answer = shared::get(orders, Path(order("a")), headers, unknown().await).await;
    answer.map_err(|problem| axum::response::IntoResponse::into_response(problem).status())
}

#[tokio::test]
async fn a_link_shows_what_was_ordered_and_the_name_to_call_out_and_nothing_else_of_people() {
    let cafe = Cafe::open();
    cancelled(&cafe).await;
    let seen = json_of(shared_as(&cafe, key(KEY)).await.expect("it is the key")).await;
    let text = seen.to_string();
    for personal in PERSONAL {
        assert!(!text.contains(personal), "{personal} in {text}");
    }
    assert!(!text.contains(KEY));
    assert_eq!((&seen["name"], &seen["status"]), (&json!("Anna"), &json!("cancelled")));
    let line = &seen["lines"][0];
    let expected = (&json!("Tea"), &json!("samovar"), &json!(true));
    assert_eq!((&line["name"], &line["station"], &line["done"]), expected);
    assert_eq!(seen["fulfilment"], json!({"type": "delivery"}));
    assert_eq!(seen["timeline"][2]["by"], "barista");
}

#[tokio::test]
async fn a_wrong_key_is_answered_like_an_order_that_is_not_there() {
    let cafe = Cafe::open();
    for headers in [key(KEY), HeaderMap::new()] {
        assert_eq!(shared_as(&cafe, headers).await.err(), Some(StatusCode::NOT_FOUND));
    }
    cancelled(&cafe).await;
    for headers in [key(&KEY[1..]), key(&format!("{KEY}0")), key(""), HeaderMap::new()] {
        assert_eq!(shared_as(&cafe, headers).await.err(), Some(StatusCode::NOT_FOUND));
    }
}

#[tokio::test]
async fn an_order_without_a_key_has_no_link() {
    let cafe = Cafe::open();
    cafe.placed(&order("a")).await;
    for headers in [key(""), HeaderMap::new()] {
        assert_eq!(shared_as(&cafe, headers).await.err(), Some(StatusCode::NOT_FOUND));
    }
}

#[tokio::test]
async fn the_link_of_somebody_forgotten_opens_nothing_even_while_their_order_is_made() {
    let cafe = Cafe::open();
    let mut placed = cafe.sample(&order("a"));
    placed.placed.key = Some(OrderKey::new(KEY.to_owned()));
    placed.placed.name = Some("Anna".to_owned());
    let placed = cafe.keep(placed).await;
    let confirmed = cafe.does(&placed, confirm()).await;
    assert!(shared_as(&cafe, key(KEY)).await.is_ok());
    cafe.orders.forget(&confirmed.placed.customer).await.expect("forgets");
    assert_eq!(shared_as(&cafe, key(KEY)).await.err(), Some(StatusCode::NOT_FOUND));
    let kept = cafe.orders.find(&order("a")).await.expect("reads").expect("is there");
    // Who follows the link already goes on, and is not told the name any more.
    assert_eq!((kept.placed.name.as_deref(), kept.status().is_final()), (Some("Anna"), false));
    assert!(!View::Link.json(&kept).contains("Anna"));
    let ended = cafe.does(&kept, Command::Cancel { reason: None }).await;
    assert_eq!(ended.placed.key, None);
}

#[tokio::test]
async fn only_its_customer_reads_the_key_of_an_order() {
    let cafe = Cafe::open();
    cancelled(&cafe).await;
    let caller = |principal: &Principal| Caller(principal.clone());
    let (anna, ben) = (who("anna", Role::Customer), who("ben", Role::Barista));
    for (who, expected) in [(&anna, json!(KEY)), (&ben, Value::Null)] {
        let orders = || State(cafe.orders.clone());
        let read = get::get(orders(), caller(who), Path(order("a")), unknown().await).await;
        assert_eq!(json_of(read.expect("may see it")).await["key"], expected);
    }
    let query = || api::Query(serde_json::from_str("{}").expect("a query"));
    let orders = State(cafe.orders.clone());
    let mine = list::mine(orders, caller(&anna), query(), unknown().await).await;
    assert_eq!(json_of(mine.expect("hers")).await["items"][0]["key"], KEY);
    let (orders, here) = (State(cafe.orders.clone()), Path(crate::service::testing::here()));
    let query = api::Query(serde_json::from_str("{}").expect("a query"));
    let all = list::at_location(orders, caller(&ben), here, query, unknown().await).await;
    assert_eq!(json_of(all.expect("works here")).await["items"][0]["key"], Value::Null);
}

#[tokio::test]
async fn no_cache_on_the_way_gives_an_order_to_whoever_asks_for_its_path() {
    let cafe = Cafe::open();
    cancelled(&cafe).await;
    let known =
        HeaderMap::from_iter([(http::header::IF_NONE_MATCH, HeaderValue::from_static("*"))]);
    for (known, status) in [(HeaderMap::new(), 200), (known, 304)] {
        let mut request = Request::builder().body(()).expect("a request");
        *request.headers_mut() = known;
        let (mut parts, ()) = request.into_parts();
        let known = IfNoneMatch::from_request_parts(&mut parts, &()).await.expect("never fails");
        let answer = shared::get(State(cafe.orders.clone()), Path(order("a")), key(KEY), known);
        let Ok(answer) = answer.await else { panic!("it is the key") };
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(answer.headers()["cache-control"], "private, no-cache");
        assert_eq!(answer.headers()["vary"], "order-key");
    }
}
