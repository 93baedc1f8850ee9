//! `PUT /v1/me/push-subscriptions` and `DELETE /v1/me/push-subscriptions`

use api::{Caller, Json, Problem};
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::service::Notify;

/// Where a browser takes pushes: what `PushSubscription.toJSON()` gives.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushSubscriptionInput)]
pub(super) struct SubscriptionInput {
    /// The address at the browser's push service: https, at most 1,000 characters.
    #[schema(example = "https://push.example.net/send/dGhpcyBpcyBvbmUgYnJvd3Nlcg")]
    endpoint: String,
    /// When the browser will end it by itself, in milliseconds since 1970. Not looked at: it is
    /// over when the push service says so.
    #[serde(default, rename = "expirationTime")]
    #[expect(dead_code, reason = "browsers send it along")]
    expiration_time: Option<f64>,
    /// What to encrypt for it with.
    keys: KeysInput,
}

/// What to encrypt for a browser with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushKeys)]
pub(super) struct KeysInput {
    /// The browser's public key: 65 bytes in base64url.
    #[schema(example = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7V\
                        d8pZGH6SRpkNtoIAiw4")]
    p256dh: String,
    /// Its secret: 16 bytes in base64url.
    #[schema(example = "BTBZMqHH6r4Tts7J_aSIgg")]
    auth: String,
}

/// The subscription that ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushUnsubscriptionInput)]
pub(super) struct UnsubscriptionInput {
    /// The address at the browser's push service.
    #[schema(example = "https://push.example.net/send/dGhpcyBpcyBvbmUgYnJvd3Nlcg")]
    endpoint: String,
}

/// Tells the caller on this browser when an order of theirs is ready, rejected or cancelled: by a
/// push with `title`, `body`, `order` and `location` in JSON (RFC 8291). Guests, too. A browser is
/// told of the orders of one person, who was the last to subscribe there; one person has 10
/// subscriptions at most, and a further one takes the place of the oldest. Apps send it again at
/// each start: half a year without, and it ends.
#[utoipa::path(
    put, path = "/v1/me/push-subscriptions", tag = "notifications",
    operation_id = "subscribeToPushes",
    request_body = SubscriptionInput, security(("bearer" = [])),
    responses((status = 204, description = "They are told")),
)]
pub(super) async fn subscribe(
    State(notify): State<Notify>,
    caller: Caller,
    Json(SubscriptionInput { endpoint, keys, .. }): Json<SubscriptionInput>,
) -> Result<StatusCode, Problem> {
    // Whoever is signed in, about themselves.
    notify.subscribe(&caller.0.id, endpoint, keys.p256dh, keys.auth).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Does not tell the caller on this browser any more. Repeating it is safe.
#[utoipa::path(
    delete, path = "/v1/me/push-subscriptions", tag = "notifications",
    operation_id = "unsubscribeFromPushes",
    request_body = UnsubscriptionInput, security(("bearer" = [])),
    responses((status = 204, description = "They are not told any more")),
)]
pub(super) async fn unsubscribe(
    State(notify): State<Notify>,
    caller: Caller,
    Json(UnsubscriptionInput { endpoint }): Json<UnsubscriptionInput>,
) -> Result<StatusCode, Problem> {
    // Whoever is signed in, about themselves.
    notify.unsubscribe(&caller.0.id, &endpoint).await?;
    Ok(StatusCode::NO_CONTENT)
}
