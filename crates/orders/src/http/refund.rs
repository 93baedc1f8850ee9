//! `POST /v1/orders/{order}/refund`

use api::{Caller, IdempotencyKey, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue};
use kernel::{OrderId, Role};
use serde::Deserialize;
use utoipa::ToSchema;

use super::payment::PaymentBody;
use crate::domain::{Flaw, FlawKind, NOTE_CHARS_MAX};
use crate::error::Error;
use crate::service::{Orders, Refund};

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// How much goes back to the customer, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RefundPayment)]
pub(super) struct RefundBody {
    /// How much, in minor units of the order's currency; at most what was captured and not yet
    /// refunded.
    #[schema(minimum = 1, example = 440)]
    pub(super) amount_minor: i64,
    /// The reason, at most 140 characters; the customer reads it.
    #[serde(default)]
    #[schema(example = "the milk was off")]
    pub(super) reason: Option<String>,
}

/// Gives back some of what was captured for an order, or all of it. For managers of the location
/// and above.
///
/// The same `Idempotency-Key` with the same body is the same refund, however often it is sent; with
/// another body it is refused.
#[utoipa::path(
    post, path = "/v1/orders/{order}/refund", tag = "orders", operation_id = "refundPayment",
    security(("bearer" = [])),
    params(
        ("order" = String, Path, description = "The order's id"),
        (
            "Idempotency-Key" = String, Header,
            description = "1 to 128 visible ASCII characters, new for each refund",
        ),
    ),
    request_body = RefundBody,
    responses((status = 200, description = "The payment, refunded", body = PaymentBody)),
)]
pub(super) async fn refund(
    State(orders): State<Orders>,
    caller: Caller,
    Path(id): Path<OrderId>,
    IdempotencyKey(idempotency_key): IdempotencyKey,
    Json(body): Json<RefundBody>,
) -> Result<Response, Problem> {
    let order = orders.get(&id, &caller.0).await?;
    caller.must_be(Role::Manager, &order.placed.location)?;
    let RefundBody { amount_minor, reason } = body;
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > NOTE_CHARS_MAX) {
        let detail = format!("a reason has at most {NOTE_CHARS_MAX} characters");
        let (pointer, kind) = ("/reason".to_owned(), FlawKind::BadText);
        return Err(Error::Flawed(vec![Flaw { pointer, kind, detail }]).into());
    }
    let refund = Refund { amount_minor, reason, idempotency_key };
    let refunded = orders.refund_payment(&id, refund, &caller.0).await?;
    let body = PaymentBody::of(&order, Some(refunded.payment));
    let mut response = Json(body).into_response();
    if refunded.repeated {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}

#[cfg(test)]
#[path = "refund_tests.rs"]
mod tests;
