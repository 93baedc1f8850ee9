//! `POST /v1/orders/{order}/cancel`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::OrderId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::order_body::OrderBody;
use crate::domain::{Command, Flaw, FlawKind, NOTE_CHARS_MAX};
use crate::error::Error;
use crate::service::Orders;

/// Why an order is cancelled.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CancelOrder)]
pub(super) struct CancelBody {
    /// The reason, at most 140 characters; the other side reads it.
    #[serde(default)]
    #[schema(example = "changed my mind")]
    reason: Option<String>,
}

/// Cancels an order: the customer their own until somebody begins to make it, staff until it is
/// ready. Repeating it changes nothing.
#[utoipa::path(
    post, path = "/v1/orders/{order}/cancel", tag = "orders", operation_id = "cancelOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    request_body = CancelBody,
    responses((status = 200, description = "The order, cancelled", body = OrderBody)),
)]
pub(super) async fn cancel(
    State(orders): State<Orders>,
    caller: Caller,
    Path(order): Path<OrderId>,
    Json(body): Json<CancelBody>,
) -> Result<Json<OrderBody>, Problem> {
    let reason = body.reason;
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > NOTE_CHARS_MAX) {
        let detail = format!("a reason has at most {NOTE_CHARS_MAX} characters");
        let (pointer, kind) = ("/reason".to_owned(), FlawKind::BadText);
        return Err(Error::Flawed(vec![Flaw { pointer, kind, detail }]).into());
    }
    let order = orders.change(&order, Command::Cancel { reason }, &caller.0).await?;
    Ok(Json(OrderBody::from(&order)))
}
