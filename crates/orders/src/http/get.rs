//! `GET /v1/orders/{order}`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::OrderId;

use super::order_body::OrderBody;
use crate::service::Orders;

/// Reads an order: the customer's own, or one of a location the caller works at.
#[utoipa::path(
    get, path = "/v1/orders/{order}", tag = "orders", operation_id = "readOrder",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The order", body = OrderBody)),
)]
pub(super) async fn get(
    State(orders): State<Orders>,
    caller: Caller,
    Path(order): Path<OrderId>,
) -> Result<Json<OrderBody>, Problem> {
    let order = orders.get(&order, &caller.0).await?;
    Ok(Json(OrderBody::from(&order)))
}
