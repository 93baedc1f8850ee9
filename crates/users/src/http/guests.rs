//! `POST /v1/guests`

use api::{Json, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::request::FRESH;
use crate::service::Users;

/// A guest, as they are let in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Guest)]
pub(super) struct GuestBody {
    /// A bearer token: whoever has it is this guest. Keep it: nobody can give it to them again.
    token: String,
    /// From when on it is not valid any more: 30 days from now.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Lets in a guest: somebody who orders, watches and cancels as a customer without an account.
/// Their orders can be claimed by an account later. One network lets in so many in a while; who
/// comes then is answered 429 with `idp.too-many-attempts`.
#[utoipa::path(
    post, path = "/v1/guests", tag = "users", operation_id = "inviteGuest",
    responses((status = 201, description = "A token for a new guest", body = GuestBody)),
)]
pub(super) async fn invite(State(users): State<Users>) -> Result<Response, Problem> {
    // Anybody.
    let guest = users.invite_guest().await?;
    let body = GuestBody { token: guest.token, expires_at: guest.expires_at };
    Ok((StatusCode::CREATED, [FRESH], Json(body)).into_response())
}
