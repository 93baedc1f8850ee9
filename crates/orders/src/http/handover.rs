//! `POST /v1/orders/{order}/{collect,dispatch,deliver,no-show,undeliverable}`: what becomes of an
//! order that is ready.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::OrderId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::cancel::reason;
use super::kitchen::change;
use super::order_body::OrderBody;
use crate::domain::Command;
use crate::service::Orders;

/// Why an order could not be delivered.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UndeliverableOrder)]
pub(super) struct UndeliverableBody {
    /// The reason, at most 140 characters; the customer reads it.
    #[serde(default)]
    #[schema(example = "nobody opened the door")]
    reason: Option<String>,
}

/// Says that the customer has the order, at the counter or at the table. For baristas of the
/// location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/collect", tag = "kitchen", operation_id = "collectOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, collected", body = OrderBody)),
)]
pub(super) async fn collect(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Collect).await
}

/// Says that an order left for its customer's address. For baristas of the location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/dispatch", tag = "kitchen", operation_id = "dispatchOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, out for delivery", body = OrderBody)),
)]
pub(super) async fn dispatch(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Dispatch).await
}

/// Says that an order was brought to its customer's address. For baristas and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/deliver", tag = "kitchen", operation_id = "deliverOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, delivered", body = OrderBody)),
)]
pub(super) async fn deliver(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Deliver).await
}

/// Says that nobody came for an order. For baristas of the location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/no-show", tag = "kitchen", operation_id = "missOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, given up", body = OrderBody)),
)]
pub(super) async fn no_show(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::NoShow).await
}

/// Says that an order could not be brought to its customer's address, or will not be. For baristas
/// of the location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/undeliverable", tag = "kitchen",
    operation_id = "giveUpDelivery",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    request_body = UndeliverableBody,
    responses((status = 200, description = "The order, given up", body = OrderBody)),
)]
pub(super) async fn undeliverable(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
    Json(body): Json<UndeliverableBody>,
) -> Result<Json<OrderBody>, Problem> {
    let reason = reason(body.reason)?;
    change(orders, caller, order, Command::Undeliverable { reason }).await
}
