//! `POST /v1/orders/{order}/{claim,release,start,ready}`: what baristas do to make an order.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::{OrderId, Role};

use super::order_body::OrderBody;
use crate::domain::Command;
use crate::service::Orders;

/// Takes a ticket, so that nobody else makes it. For baristas of the location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/claim", tag = "kitchen", operation_id = "claimOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, claimed", body = OrderBody)),
)]
pub(super) async fn claim(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Claim).await
}

/// Gives a ticket back. For the barista who has it, and for managers.
#[utoipa::path(
    post, path = "/v1/orders/{order}/release", tag = "kitchen", operation_id = "releaseOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, free again", body = OrderBody)),
)]
pub(super) async fn release(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Release).await
}

/// Begins to make an order; a ticket nobody has is claimed with it. For baristas and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/start", tag = "kitchen", operation_id = "startOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, being made", body = OrderBody)),
)]
pub(super) async fn start(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Start).await
}

/// Says that an order can be fetched, or taken along. For baristas of the location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/ready", tag = "kitchen", operation_id = "readyOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order, ready", body = OrderBody)),
)]
pub(super) async fn ready(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Ready).await
}

/// Does what only baristas of the order's location and above may do.
pub(super) async fn change(
    State(orders): State<Orders>,
    caller: Caller,
    Path(id): Path<OrderId>,
    command: Command,
) -> Result<Json<OrderBody>, Problem> {
    let order = orders.get(&id, &caller.0).await?;
    caller.must_be(Role::Barista, &order.placed.location)?;
    let order = orders.change(&id, command, &caller.0).await?;
    Ok(Json(OrderBody::from(&order)))
}
