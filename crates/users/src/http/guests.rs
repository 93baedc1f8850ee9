//! `POST /v1/guests`, `GET /v1/guests/me`, `DELETE /v1/guests/me`

use api::{Json, Problem};
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use kernel::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::guest_cookie::{GuestCookie, is_from_elsewhere};
use super::request::FRESH;
use crate::service::{Guest, Users};

/// Other origins cannot take the answer in as a picture or a script either.
const OURS_ALONE: (HeaderName, HeaderValue) = (
    HeaderName::from_static("cross-origin-resource-policy"),
    HeaderValue::from_static("same-origin"),
);

/// A guest, as they are let in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Guest)]
pub(super) struct GuestBody {
    /// A bearer token: whoever has it is this guest.
    token: String,
    /// From when on it is not valid any more: 30 days from when they were let in.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

impl From<Guest> for GuestBody {
    fn from(guest: Guest) -> Self {
        Self { token: guest.token, expires_at: guest.expires_at }
    }
}

/// Lets in a guest: somebody who orders, watches and cancels as a customer without an account.
/// Their orders can be claimed by an account later. One network lets in so many in a while; who
/// comes then is answered 429 with `idp.too-many-attempts`.
///
/// A browser also gets a cookie that no script can read, by which `GET /v1/guests/me` finds the
/// guest again when the page is opened anew.
#[utoipa::path(
    post, path = "/v1/guests", tag = "users", operation_id = "inviteGuest",
    responses((
        status = 201, description = "A token for a new guest", body = GuestBody,
        headers(("set-cookie" = String, description = "Brings the guest back")),
    )),
)]
pub(super) async fn invite(
    State(users): State<Users>,
    Extension(cookie): Extension<GuestCookie>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // Anybody.
    let guest = users.invite_guest().await?;
    let kept = cookie.keeping(&guest.token, users.now(), guest.expires_at);
    let mut response =
        (StatusCode::CREATED, [FRESH, OURS_ALONE], Json(GuestBody::from(guest))).into_response();
    // Another site must not be able to put a new guest in the place of the one who has ordered.
    if !is_from_elsewhere(&headers) {
        response.headers_mut().insert(header::SET_COOKIE, kept);
    }
    Ok(response)
}

/// The guest that this browser orders as, by the cookie that it was given when they were let in.
/// Whoever opens the page for the first time is no guest yet, which is nothing that went wrong.
#[utoipa::path(
    get, path = "/v1/guests/me", tag = "users", operation_id = "readGuest",
    responses(
        (status = 200, description = "The guest's token", body = GuestBody),
        (status = 204, description = "This browser orders as no guest, or not any more"),
    ),
)]
pub(super) async fn read(
    State(users): State<Users>,
    Extension(cookie): Extension<GuestCookie>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // Whoever brings the cookie, to a page of this origin.
    let token = cookie.token(&headers).filter(|_| !is_from_elsewhere(&headers));
    let guest = match token {
        Some(token) => users.welcome_back(token).await?,
        None => None,
    };
    let Some(guest) = guest else {
        return Ok((StatusCode::NO_CONTENT, [FRESH, OURS_ALONE]).into_response());
    };
    Ok(([FRESH, OURS_ALONE], Json(GuestBody::from(guest))).into_response())
}

/// Makes this browser forget the guest it ordered as, as after their orders were claimed. Their
/// token stays valid for whoever has kept it.
#[utoipa::path(
    delete, path = "/v1/guests/me", tag = "users", operation_id = "forgetGuest",
    responses((
        status = 204, description = "The cookie is forgotten",
        headers(("set-cookie" = String, description = "Takes the cookie away")),
    )),
)]
pub(super) async fn forget(
    Extension(cookie): Extension<GuestCookie>,
    headers: HeaderMap,
) -> Response {
    // Anybody: it says nothing, and takes away only what this browser holds.
    let mut response = (StatusCode::NO_CONTENT, [FRESH, OURS_ALONE]).into_response();
    if !is_from_elsewhere(&headers) {
        response.headers_mut().insert(header::SET_COOKIE, cookie.forgetting());
    }
    response
}
