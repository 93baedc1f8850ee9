//! `POST /v1/orders/{order}/lines/{line}/{done,undone}`, `…/rush` and `…/recall`: what baristas
//! note about an order on its way through the kitchen.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::OrderId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::kitchen::change;
use super::order_body::OrderBody;
use crate::domain::{Command, Status};
use crate::service::Orders;

/// Whether an order is to be made before others.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RushOrder)]
pub(super) struct RushBody {
    /// Whether it is.
    #[schema(example = true)]
    rush: bool,
}

/// From where an order goes one step back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecallOrder)]
pub(super) struct RecallBody {
    /// Where it stood when the mistake was noticed. It goes back from there and from nowhere else,
    /// so that sending this twice goes one step.
    from: RecallFrom,
}

/// Where an order can be recalled from.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RecallFrom {
    /// It was ready, and is being made again.
    Ready,
    /// It was being made, and is confirmed and not begun again.
    Preparing,
}

/// Says that a line is made. For baristas of the location and above, whoever has the ticket: each
/// station marks its own. Nothing else follows from it, also when it was the last.
#[utoipa::path(
    post, path = "/v1/orders/{order}/lines/{line}/done", tag = "kitchen",
    operation_id = "markLineDone",
    security(("bearer" = [])),
    params(
        ("order" = String, Path, description = "The order's id"),
        ("line" = u32, Path, description = "The line, counted from 1"),
    ),
    responses((status = 200, description = "The order, with the line made", body = OrderBody)),
)]
pub(super) async fn done(
    orders: State<Orders>,
    caller: Caller,
    Path((order, line)): Path<(OrderId, u32)>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, Path(order), Command::MarkLine { line, done: true }).await
}

/// Says that a line is not made after all. For baristas of the location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/lines/{line}/undone", tag = "kitchen",
    operation_id = "markLineUndone",
    security(("bearer" = [])),
    params(
        ("order" = String, Path, description = "The order's id"),
        ("line" = u32, Path, description = "The line, counted from 1"),
    ),
    responses((
        status = 200, body = OrderBody,
        description = "The order, with the line to be made",
    )),
)]
pub(super) async fn undone(
    orders: State<Orders>,
    caller: Caller,
    Path((order, line)): Path<(OrderId, u32)>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, Path(order), Command::MarkLine { line, done: false }).await
}

/// Has an order made before others, or in its turn again. For baristas of the location and above.
#[utoipa::path(
    post, path = "/v1/orders/{order}/rush", tag = "kitchen", operation_id = "rushOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    request_body = RushBody,
    responses((status = 200, description = "The order", body = OrderBody)),
)]
pub(super) async fn rush(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
    Json(body): Json<RushBody>,
) -> Result<Json<OrderBody>, Problem> {
    change(orders, caller, order, Command::Rush(body.rush)).await
}

/// Takes an order one step back, because a button was pressed by mistake: one that is ready is
/// being made again, at most three times, and one that is being made is not begun. Who has the
/// ticket keeps it. For baristas of the location and above; back to *confirmed* for who has the
/// ticket, and for managers.
#[utoipa::path(
    post, path = "/v1/orders/{order}/recall", tag = "kitchen", operation_id = "recallOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    request_body = RecallBody,
    responses((status = 200, description = "The order, one step back", body = OrderBody)),
)]
pub(super) async fn recall(
    orders: State<Orders>,
    caller: Caller,
    order: Path<OrderId>,
    Json(body): Json<RecallBody>,
) -> Result<Json<OrderBody>, Problem> {
    let from = match body.from {
        RecallFrom::Ready => Status::Ready,
        RecallFrom::Preparing => Status::Preparing,
    };
    change(orders, caller, order, Command::Recall { from }).await
}
