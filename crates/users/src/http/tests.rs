use std::sync::Arc;
use std::time::Duration;

use api::{InstanceKey, Signer, Verifier};
use axum::body::{Body, to_bytes};
use axum::response::Response;
use axum::{Extension, Router};
use http::{Request, StatusCode};
use kernel::{Clock, Principal, PrincipalId, Role};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{GuestCookie, router};
use crate::service::testing::Town;

const ISSUER: &str = "https://cafe.test";

/// The operations, and Anna's token.
struct Desk {
    town: Town,
    router: Router,
    key: InstanceKey,
}

impl Desk {
    fn open() -> Self {
        let town = Town::open();
        let key = InstanceKey::generate();
        let verifier = Verifier::new(&key, ISSUER, Arc::clone(&town.clock) as Arc<dyn Clock>);
        let (router, _) =
            router(town.users.clone(), GuestCookie::at("https://cafe.test")).split_for_parts();
        Self { router: router.layer(Extension(Arc::new(verifier))), town, key }
    }

    async fn send(
        &self,
        who: Option<&PrincipalId>,
        operation: &str,
        tag: Option<&str>,
        body: &Value,
    ) -> Response {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        let mut request = Request::builder().method(method).uri(path);
        if let Some(id) = who {
            let who = Principal { id: id.clone(), role: Role::Customer, locations: Vec::new() };
            let signer = Signer::new(&self.key, ISSUER);
            let token = signer.sign(&who, self.town.clock.now(), Duration::from_mins(10));
            let token = token.expect("signs");
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(tag) = tag {
            request = request.header("if-match", tag);
        }
        let body = if body.is_null() {
            Body::empty()
        } else {
            request = request.header("content-type", "application/json");
            Body::from(body.to_string())
        };
        let request = request.body(body).expect("a request");
        self.router.clone().oneshot(request).await.expect("answers")
    }

    /// Sends as Anna, and reads the answer.
    async fn anna(&self, operation: &str, tag: Option<&str>, body: Value) -> (u16, Value) {
        read(self.send(Some(&PrincipalId::new("anna")), operation, tag, &body).await).await
    }
}

async fn read(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[tokio::test]
async fn a_profile_is_changed_only_by_whoever_has_read_it() {
    let desk = Desk::open();
    let (status, empty) = desk.anna("GET /v1/me", None, Value::Null).await;
    assert_eq!((status, &empty["version"], &empty["name"]), (200, &json!(0), &Value::Null));
    assert_eq!(
        empty["preferences"]["notifications"],
        json!({"order_updates": true, "offers": false})
    );
    let named = json!({"name": "Anna"});
    assert_eq!(desk.anna("PUT /v1/me", None, named.clone()).await.0, 428);
    let (status, stale) = desk.anna("PUT /v1/me", Some("\"7\""), named.clone()).await;
    assert_eq!((status, &stale["code"]), (412, &json!("users.changed-meanwhile")));
    let (status, changed) = desk.anna("PUT /v1/me", Some("\"0\""), named).await;
    assert_eq!((status, &changed["name"], &changed["version"]), (200, &json!("Anna"), &json!(1)));
    let (status, wrong) = desk.anna("PUT /v1/me", Some("\"1\""), json!({"name": " "})).await;
    assert_eq!((status, &wrong["errors"][0]["pointer"]), (422, &json!("/name")));
}

#[tokio::test]
async fn favourites_of_another_device_are_not_overwritten_by_whoever_has_read_the_older_ones() {
    let desk = Desk::open();
    let list = |note: &str| {
        let product = json!({"location": "loc_here", "product": "prd_tea", "note": note});
        json!({"items": [product]})
    };
    let change = async |tag, note| desk.anna("PUT /v1/me/favourites", tag, list(note)).await.0;
    assert_eq!(change(None, "hot").await, 200);
    assert_eq!(change(Some("\"1\""), "hotter").await, 200);
    assert_eq!(change(Some("\"1\""), "cold").await, 412);
    let (_, profile) = desk.anna("GET /v1/me", None, Value::Null).await;
    assert_eq!(profile["favourites"][0]["note"], "hotter");
}

#[tokio::test]
async fn answers_about_people_name_their_version_and_are_not_for_caches() {
    let desk = Desk::open();
    let anna = PrincipalId::new("anna");
    let street = json!({"lines": ["Street 1"], "city": "Berlin", "country": "DE"});
    let added = desk.send(Some(&anna), "POST /v1/me/addresses", None, &street).await;
    assert_eq!(added.status(), StatusCode::CREATED);
    let place = added.headers()["location"].to_str().expect("a path").to_owned();
    let remove = format!("DELETE {place}");
    let removed = desk.send(Some(&anna), &remove, Some("\"1\""), &Value::Null).await;
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    let profile = desk.send(Some(&anna), "GET /v1/me", None, &Value::Null).await;
    for (answer, tag) in [(added, "\"1\""), (removed, "\"2\""), (profile, "\"2\"")] {
        assert_eq!(answer.headers()["etag"], tag);
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn an_export_is_a_file_with_everything_in_it() {
    let desk = Desk::open();
    let anna = PrincipalId::new("anna");
    let given = json!({"document": "terms", "version": "1", "decision": "given"});
    assert_eq!(desk.anna("POST /v1/me/consents", None, given).await.0, 201);
    let answer = desk.send(Some(&anna), "GET /v1/me/export", None, &Value::Null).await;
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"my-data.json\"");
    let (status, file) = read(answer).await;
    assert_eq!(status, 200);
    assert_eq!(file["profile"]["id"], "anna");
    assert_eq!(file["consents"][0]["decision"], "given");
    assert_eq!(file["orders"], json!([{"customer": "anna"}]));
}

#[tokio::test]
async fn a_guest_is_let_in_and_claimed() {
    let desk = Desk::open();
    let (status, guest) = read(desk.send(None, "POST /v1/guests", None, &Value::Null).await).await;
    assert_eq!((status, &guest["expires_at"]), (201, &json!("2026-12-20T12:40:00Z")));
    *desk.town.others.orders_of_guests.lock().expect("whole") = vec![3];
    let claim = json!({"guest_token": guest["token"]});
    let (status, claimed) = desk.anna("POST /v1/me/claims", None, claim.clone()).await;
    assert_eq!((status, claimed), (200, json!({"claimed": 3})));
    let id = PrincipalId::guest("1");
    let refused = desk.send(Some(&id), "POST /v1/me/claims", None, &claim).await;
    let (status, problem) = read(refused).await;
    assert_eq!((status, &problem["code"]), (409, &json!("users.guest-has-no-profile")));
    let wrong = json!({"guest_token": "mine"});
    let (status, problem) = desk.anna("POST /v1/me/claims", None, wrong).await;
    assert_eq!((status, &problem["code"]), (422, &json!("users.invalid-guest-token")));
}

/// Sends what a browser would, with its headers.
async fn browse(desk: &Desk, operation: &str, headers: &[(&str, &str)]) -> Response {
    let (method, path) = operation.split_once(' ').expect("a method and a path");
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    desk.router.clone().oneshot(request).await.expect("answers")
}

/// The cookie that an answer sets: name and value.
fn set_cookie(response: &Response) -> Option<String> {
    let cookie = response.headers().get("set-cookie")?.to_str().expect("text");
    Some(cookie.split_once(';').expect("how it is kept").0.to_owned())
}

#[tokio::test]
async fn a_guest_is_found_again_by_the_cookie_until_it_is_forgotten() {
    let desk = Desk::open();
    let invited = browse(&desk, "POST /v1/guests", &[("sec-fetch-site", "same-origin")]).await;
    let cookie = set_cookie(&invited).expect("a cookie");
    let (_, guest) = read(invited).await;
    let back = browse(&desk, "GET /v1/guests/me", &[("cookie", &cookie)]).await;
    assert_eq!(back.headers()["cache-control"], "no-store");
    assert_eq!(back.headers()["cross-origin-resource-policy"], "same-origin");
    assert_eq!(read(back).await, (200, guest));

    let forgotten = browse(&desk, "DELETE /v1/guests/me", &[("cookie", &cookie)]).await;
    assert_eq!(forgotten.status(), 204);
    let kept = forgotten.headers()["set-cookie"].to_str().expect("text").to_owned();
    assert!(kept.starts_with("__Host-comanda-guest=; Max-Age=0; Path=/;"), "{kept}");
    for headers in [&[][..], &[("cookie", "__Host-comanda-guest=forged")]] {
        let nobody = read(browse(&desk, "GET /v1/guests/me", headers).await).await;
        assert_eq!(nobody, (204, Value::Null));
    }
}

/// What a page of another site, or of another host of the same one, can make a browser do.
#[tokio::test]
async fn another_origin_neither_reads_nor_changes_who_the_guest_is() {
    let desk = Desk::open();
    let cookie = set_cookie(&browse(&desk, "POST /v1/guests", &[]).await).expect("a cookie");
    for site in ["cross-site", "same-site"] {
        let headers = [("cookie", cookie.as_str()), ("sec-fetch-site", site)];
        let seen = browse(&desk, "GET /v1/guests/me", &headers).await;
        let blocked = seen.headers().get("access-control-allow-origin").is_none();
        assert!(blocked, "no script of theirs may read it");
        assert_eq!(read(seen).await, (204, Value::Null), "{site}");
        for operation in ["POST /v1/guests", "DELETE /v1/guests/me"] {
            let answer = browse(&desk, operation, &headers).await;
            assert_eq!(set_cookie(&answer), None, "{site} {operation}");
            assert_eq!(answer.headers()["cross-origin-resource-policy"], "same-origin");
        }
    }
}

/// The cookie alone lets nobody in: there is no operation that another site could ride on.
#[tokio::test]
async fn the_cookie_of_a_guest_is_no_token() {
    let desk = Desk::open();
    let cookie = set_cookie(&browse(&desk, "POST /v1/guests", &[]).await).expect("a cookie");
    let (status, _) = read(browse(&desk, "GET /v1/me", &[("cookie", &cookie)]).await).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn nobody_does_anything_to_a_profile_without_saying_who_they_are() {
    let desk = Desk::open();
    for operation in [
        "GET /v1/me",
        "PUT /v1/me",
        "DELETE /v1/me",
        "POST /v1/me/addresses",
        "PUT /v1/me/addresses/adr_1",
        "DELETE /v1/me/addresses/adr_1",
        "PUT /v1/me/preferences",
        "GET /v1/me/consents",
        "POST /v1/me/consents",
        "GET /v1/me/export",
        "POST /v1/me/claims",
    ] {
        let answer = desk.send(None, operation, Some("\"0\""), &json!({})).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{operation}");
    }
}
