//! `POST /v1/orders/{order}/cancel`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::OrderId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::order_body::OrderBody;
use super::view::View;
use crate::domain::{self, Command};
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
    let reason = reason(body.reason)?;
    let order = orders.change(&order, Command::Cancel { reason }, &caller.0).await?;
    Ok(Json(View::of(&order, &caller).body(&order)))
}

/// The reason somebody gives, unless it is too long.
pub(super) fn reason(reason: Option<String>) -> Result<Option<String>, Error> {
    match domain::too_long("/reason", reason.as_deref(), domain::NOTE_CHARS_MAX) {
        None => Ok(reason),
        Some(flaw) => Err(Error::Flawed(vec![flaw])),
    }
}
