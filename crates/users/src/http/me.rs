//! `GET /v1/me` and `PUT /v1/me`

use api::{Caller, IfMatch, Json, Problem};
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::ProfileBody;
use super::request::answer;
use crate::domain::ContactInput;
use crate::service::Users;

/// How somebody is called and reached, as they write it. What is left out is forgotten.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProfileInput)]
pub(super) struct ProfileInput {
    /// What they are called, 1 to 80 characters.
    #[schema(example = "Anna")]
    name: Option<String>,
    /// Where they read mail about their orders, at most 254 characters. It does not change what
    /// they sign in with.
    #[schema(example = "anna@example.org")]
    email: Option<String>,
    /// Where they answer a telephone, at most 30 characters.
    #[schema(example = "+49 30 1234")]
    phone: Option<String>,
}

/// Reads what is kept of the caller. As long as nothing is, that is an empty profile with version
/// 0.
#[utoipa::path(
    get, path = "/v1/me", tag = "users", operation_id = "readMyProfile",
    security(("bearer" = [])),
    responses((
        status = 200, description = "The profile; `ETag` names its version.", body = ProfileBody,
    )),
)]
pub(super) async fn read(State(users): State<Users>, caller: Caller) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    let found = users.read(&caller.0.id).await?;
    Ok(answer(found.version, ProfileBody::from(&found)))
}

/// Changes how the caller is called and reached. Another address of mail is not verified.
#[utoipa::path(
    put, path = "/v1/me", tag = "users", operation_id = "updateMyProfile",
    params(("If-Match" = String, Header, description = "The `ETag` the change is based on.")),
    request_body = ProfileInput, security(("bearer" = [])),
    responses((
        status = 200, description = "It is changed; `ETag` names its version.", body = ProfileBody,
    )),
)]
pub(super) async fn update(
    State(users): State<Users>,
    caller: Caller,
    IfMatch(version): IfMatch,
    Json(ProfileInput { name, email, phone }): Json<ProfileInput>,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    let input = ContactInput { name, email, phone };
    let found = users.change_contact(&caller.0.id, version, &input).await?;
    Ok(answer(found.version, ProfileBody::from(&found)))
}
