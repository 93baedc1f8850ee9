//! `POST /v1/me/addresses`, `PUT` and `DELETE /v1/me/addresses/{address}`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

use super::body::{AddressBody, AddressInputBody};
use super::request::{FRESH, MaybeIfMatch, answer, tag};
use crate::domain::AddressId;
use crate::service::Users;

/// Adds an address to the caller's. One that says the same as another is that other one, so that a
/// repeated request adds nothing.
#[utoipa::path(
    post, path = "/v1/me/addresses", tag = "users", operation_id = "addMyAddress",
    params((
        "If-Match" = Option<String>, Header,
        description = "The `ETag` of the profile that the change is based on.",
    )),
    request_body = AddressInputBody, security(("bearer" = [])),
    responses((
        status = 201, description = "It is there; `ETag` names the profile's version.",
        body = AddressBody,
    )),
)]
pub(super) async fn add(
    State(users): State<Users>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<AddressInputBody>,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    let (address, found) = users.add_address(&caller.0.id, version, &body.into()).await?;
    let place = [(header::LOCATION, format!("/v1/me/addresses/{}", address.id))];
    let body = AddressBody::of(&address, &found.profile);
    Ok((StatusCode::CREATED, place, answer(found.version, body)).into_response())
}

/// Changes an address of the caller's.
#[utoipa::path(
    put, path = "/v1/me/addresses/{address}", tag = "users", operation_id = "updateMyAddress",
    params(
        ("address" = String, Path, example = "adr_0h5kz3v8w2m4n6p8q0r2s4t6v8"),
        (
            "If-Match" = Option<String>, Header,
            description = "The `ETag` of the profile that the change is based on.",
        ),
    ),
    request_body = AddressInputBody, security(("bearer" = [])),
    responses((
        status = 200, description = "It is changed; `ETag` names the profile's version.",
        body = AddressBody,
    )),
)]
pub(super) async fn update(
    State(users): State<Users>,
    caller: Caller,
    Path(address): Path<AddressId>,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<AddressInputBody>,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves: somebody else's address is not there.
    let changed = users.change_address(&caller.0.id, version, &address, &body.into()).await;
    let (address, found) = changed?;
    Ok(answer(found.version, AddressBody::of(&address, &found.profile)))
}

/// Removes an address of the caller's. Was it the default, the first of the others is.
#[utoipa::path(
    delete, path = "/v1/me/addresses/{address}", tag = "users", operation_id = "removeMyAddress",
    params(
        ("address" = String, Path, example = "adr_0h5kz3v8w2m4n6p8q0r2s4t6v8"),
        (
            "If-Match" = Option<String>, Header,
            description = "The `ETag` of the profile that the change is based on.",
        ),
    ),
    security(("bearer" = [])),
    responses((
        status = 204, description = "It is gone; `ETag` names the profile's version.",
    )),
)]
pub(super) async fn remove(
    State(users): State<Users>,
    caller: Caller,
    Path(address): Path<AddressId>,
    MaybeIfMatch(version): MaybeIfMatch,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves: somebody else's address is not there.
    let found = users.remove_address(&caller.0.id, version, &address).await?;
    Ok((StatusCode::NO_CONTENT, tag(found.version), [FRESH]).into_response())
}
