//! `PUT /v1/me/preferences`

use api::{Caller, IfMatch, Json, Problem};
use axum::extract::State;
use axum::response::Response;

use super::body::PreferencesBody;
use super::request::answer;
use crate::domain::PreferencesInput;
use crate::service::Users;

/// Changes how the caller wants to be served.
#[utoipa::path(
    put, path = "/v1/me/preferences", tag = "users", operation_id = "updateMyPreferences",
    params((
        "If-Match" = String, Header,
        description = "The `ETag` of the profile that the change is based on.",
    )),
    request_body = PreferencesBody, security(("bearer" = [])),
    responses((
        status = 200, description = "They are changed; `ETag` names the profile's version.",
        body = PreferencesBody,
    )),
)]
pub(super) async fn update(
    State(users): State<Users>,
    caller: Caller,
    IfMatch(version): IfMatch,
    Json(body): Json<PreferencesBody>,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    let PreferencesBody { language, notifications, diets, allergens } = body;
    let (order_updates, offers) = (notifications.order_updates, notifications.offers);
    let input = PreferencesInput { language, order_updates, offers, diets, allergens };
    let found = users.change_preferences(&caller.0.id, version, &input).await?;
    Ok(answer(found.version, PreferencesBody::from(&found.profile.preferences)))
}
