//! `POST /v1/me/claims`

use api::{Caller, Json, Problem};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::service::Users;

/// Whose orders are to become the caller's.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClaimInput)]
pub(super) struct ClaimInput {
    /// The token of the guest.
    guest_token: String,
}

/// What a claim came to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Claim)]
pub(super) struct ClaimBody {
    /// How many orders became the caller's by it.
    #[schema(example = 1)]
    claimed: u64,
}

/// Makes the orders of a guest the caller's, with what was told of them. The first account that
/// claims a guest keeps them, and another finds nothing. Repeating it claims what the guest has
/// ordered since.
#[utoipa::path(
    post, path = "/v1/me/claims", tag = "users", operation_id = "claimGuest",
    request_body = ClaimInput, security(("bearer" = [])),
    responses((status = 200, description = "How many orders were claimed", body = ClaimBody)),
)]
pub(super) async fn claim(
    State(users): State<Users>,
    caller: Caller,
    Json(ClaimInput { guest_token }): Json<ClaimInput>,
) -> Result<Json<ClaimBody>, Problem> {
    // Whoever is signed in, and holds the guest's token as well.
    let claimed = users.claim(&guest_token, &caller.0.id).await?;
    Ok(Json(ClaimBody { claimed }))
}
