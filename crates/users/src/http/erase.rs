//! `DELETE /v1/me`

use api::{Caller, Problem};
use axum::extract::State;
use http::StatusCode;

use crate::service::Users;

/// Erases the caller: their profile is gone and their account closed at once, and who they were is
/// taken out of their orders and of what they were told soon after. Orders stay in the books as
/// nobody's. It cannot be undone.
///
/// Refused while an order of theirs is under way. Repeating it is safe.
#[utoipa::path(
    delete, path = "/v1/me", tag = "users", operation_id = "eraseMe",
    security(("bearer" = [])),
    responses((status = 204, description = "They are forgotten")),
)]
pub(super) async fn erase(
    State(users): State<Users>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    // Whoever is signed in, about themselves.
    users.erase(&caller.0.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
