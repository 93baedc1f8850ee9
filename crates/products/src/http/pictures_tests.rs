//! Pictures over HTTP: what is taken, and how it is answered.

use axum::body::{Body, to_bytes};
use http::{Request, StatusCode, header};
use kernel::Role;
use serde_json::Value;
use tower::ServiceExt;

use super::tests::{Answer, Counter};
use crate::domain::PICTURE_BYTES_MAX;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nflat white";

async fn add(counter: &Counter, kind: &str, bytes: &[u8]) -> Answer {
    let token = counter.token(Role::Manager, "loc_here");
    let request = Request::post("/v1/locations/loc_here/pictures")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(bytes.to_vec()));
    counter.send(request.expect("a request")).await
}

#[tokio::test]
async fn a_picture_is_kept_for_ever_taken_for_nothing_else_and_runs_nothing() {
    let counter = Counter::open().await;
    let added = add(&counter, "image/png", PNG).await;
    assert_eq!(added.status, StatusCode::CREATED);
    let image = added.body["image"].as_str().expect("a path").to_owned();
    let get = async |known: &str| {
        let request = Request::get(&image).header(header::IF_NONE_MATCH, known).body(Body::empty());
        counter.router.clone().oneshot(request.expect("a request")).await.expect("answers")
    };
    let response = get("").await;
    assert_eq!(response.status(), StatusCode::OK);
    let headers = response.headers().clone();
    for (name, value) in [
        ("content-type", "image/png"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
    ] {
        assert_eq!(headers[name], value, "{name}");
    }
    assert_eq!(to_bytes(response.into_body(), 1_000).await.expect("a body"), PNG);
    let known = get(headers["etag"].to_str().expect("ASCII")).await;
    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(known.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn what_is_no_picture_or_too_large_is_refused() {
    let counter = Counter::open().await;
    for (kind, bytes) in [
        ("image/svg+xml", b"<svg/>".as_slice()),
        ("image/png", b"<svg><script/></svg>"),
        ("image/webp", PNG),
        ("application/json", b"{}"),
    ] {
        let refused = add(&counter, kind, bytes).await;
        assert_eq!(
            (refused.status.as_u16(), refused.body["code"].as_str()),
            (422, Some("products.not-a-picture")),
            "{kind}"
        );
    }
    let mut large = PNG.to_vec();
    large.resize(PICTURE_BYTES_MAX, 0);
    assert_eq!(add(&counter, "image/png; charset=utf-8", &large).await.status, 201);
    large.push(0);
    let refused = add(&counter, "image/png", &large).await;
    assert_eq!(refused.body["code"], "api.body-too-large");
}

#[tokio::test]
async fn a_picture_is_taken_away_once() {
    let counter = Counter::open().await;
    let id = add(&counter, "image/png", PNG).await.body["id"].as_str().expect("an id").to_owned();
    let path = format!("/v1/locations/loc_here/pictures/{id}");
    assert_eq!(counter.manager("DELETE", &path, &Value::Null).await.status, 204);
    let again = counter.manager("DELETE", &path, &Value::Null).await;
    assert_eq!(again.body["code"], "products.no-such-picture");
    let gone = counter.call(None, "GET", &format!("/v1/pictures/{id}"), &Value::Null).await;
    assert_eq!(gone.status, 404);
}
