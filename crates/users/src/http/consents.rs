//! `GET /v1/me/consents` and `POST /v1/me/consents`

use api::{Caller, Json, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::ConsentBody;
use super::request::answer;
use crate::domain::ConsentInput;
use crate::service::Users;

/// What somebody decided about a version of a document, as they say it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ConsentInput)]
pub(super) struct ConsentInputBody {
    /// Which document, 1 to 40 of `a-z`, `0-9` and hyphens.
    #[schema(example = "terms")]
    document: String,
    /// Which version of it they were shown, 1 to 40 visible ASCII characters.
    #[schema(example = "2026-11")]
    version: String,
    /// `given` or `withdrawn`.
    #[schema(example = "given")]
    decision: String,
}

/// What somebody has decided.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsentList)]
pub(super) struct ConsentListBody {
    /// Every decision, oldest first; the last about a document counts. 200 at most.
    items: Vec<ConsentBody>,
}

/// Reads what the caller has agreed to, and when: a record that only grows.
#[utoipa::path(
    get, path = "/v1/me/consents", tag = "users", operation_id = "listMyConsents",
    security(("bearer" = [])),
    responses((status = 200, description = "The record", body = ConsentListBody)),
)]
pub(super) async fn list(State(users): State<Users>, caller: Caller) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    let found = users.read(&caller.0.id).await?;
    let items = ConsentBody::all(&found.profile);
    Ok(answer(found.version, ConsentListBody { items }))
}

/// Writes down what the caller has decided about a version of a document. What they decided last
/// about it is not written down again.
#[utoipa::path(
    post, path = "/v1/me/consents", tag = "users", operation_id = "decideMyConsent",
    request_body = ConsentInputBody, security(("bearer" = [])),
    responses((
        status = 201, description = "It is written down: the record", body = ConsentListBody,
    )),
)]
pub(super) async fn decide(
    State(users): State<Users>,
    caller: Caller,
    Json(body): Json<ConsentInputBody>,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    let ConsentInputBody { document, version, decision } = body;
    let input = ConsentInput { document, version, decision };
    let found = users.decide(&caller.0.id, &input).await?;
    let items = ConsentBody::all(&found.profile);
    let record = answer(found.version, ConsentListBody { items });
    Ok((StatusCode::CREATED, record).into_response())
}
