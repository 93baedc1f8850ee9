//! Whoever polls is not sent again what they have.

use api::{Caller, IfNoneMatch, Path, Query};
use axum::body::to_bytes;
use axum::extract::{FromRequestParts, State};
use axum::response::Response;
use http::{Request, StatusCode, header};
use kernel::Role;

use super::{get, list};
use crate::service::testing::{Cafe, confirm, here, order, who};

async fn known(tag: Option<&str>) -> IfNoneMatch {
    let mut request = Request::builder();
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    let (mut parts, ()) = request.body(()).expect("a request").into_parts();
    IfNoneMatch::from_request_parts(&mut parts, &()).await.expect("never fails")
}

/// The status, the tag, and whether there is a body.
async fn seen(response: Response) -> (StatusCode, String, bool) {
    let tag = response.headers()[header::ETAG].to_str().expect("ASCII").to_owned();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, tag, !body.is_empty())
}

#[tokio::test]
async fn an_order_is_sent_again_when_it_has_changed() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let placed = cafe.placed(&id).await;
    let read = async |tag: Option<&str>| {
        let caller = Caller(who("anna", Role::Customer));
        let orders = State(cafe.orders.clone());
        let answer = get::get(orders, caller, Path(id.clone()), known(tag).await).await;
        seen(answer.expect("is hers")).await
    };
    let (status, tag, has_body) = read(None).await;
    assert_eq!((status, tag.as_str(), has_body), (StatusCode::OK, "\"1\"", true));
    assert_eq!(read(Some(&tag)).await, (StatusCode::NOT_MODIFIED, tag.clone(), false));
    cafe.does(&placed, confirm()).await;
    assert_eq!(read(Some(&tag)).await, (StatusCode::OK, "\"2\"".to_owned(), true));
}

#[tokio::test]
async fn a_list_is_sent_again_when_anything_in_it_has_changed() {
    let cafe = Cafe::open();
    let read = async |tag: Option<&str>| {
        let query = Query(serde_json::from_str(r#"{"limit":2}"#).expect("a query"));
        let caller = Caller(who("ben", Role::Barista));
        let orders = State(cafe.orders.clone());
        let answer = list::at_location(orders, caller, Path(here()), query, known(tag).await).await;
        seen(answer.expect("works here")).await
    };
    let mut tags = vec![read(None).await.1];
    let placed = cafe.placed(&order("a")).await;
    tags.push(read(None).await.1);
    cafe.does(&placed, confirm()).await;
    tags.push(read(None).await.1);
    for name in ["b", "c"] {
        cafe.placed(&order(name)).await;
        tags.push(read(None).await.1);
    }
    for (now, earlier) in tags.iter().skip(1).zip(&tags) {
        assert_ne!(now, earlier);
    }
    let last = tags.last().expect("five");
    assert_eq!(read(Some(last)).await, (StatusCode::NOT_MODIFIED, last.clone(), false));
    assert_eq!(read(Some(&tags[0])).await.0, StatusCode::OK);
}
