//! `GET /v1/orders/{order}`

use api::{Caller, IfNoneMatch, Path, Problem};
use axum::extract::State;
use axum::response::Response;
use kernel::OrderId;

use super::order_body::OrderBody;
use super::view::View;
use crate::service::Orders;

/// Reads an order: the customer's own, or one of a location the caller works at.
#[utoipa::path(
    get, path = "/v1/orders/{order}", tag = "orders", operation_id = "readOrder",
    security(("bearer" = [])),
    params(
        ("order" = String, Path, description = "The order's id"),
        (
            "If-None-Match" = Option<String>, Header,
            description = "The `ETag` of the order you have",
        ),
    ),
    responses(
        (status = 200, description = "The order; `ETag` names its version", body = OrderBody),
        (status = 304, description = "It is still the order you have"),
    ),
)]
pub(super) async fn get(
    State(orders): State<Orders>,
    caller: Caller,
    Path(order): Path<OrderId>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let order = orders.get(&order, &caller.0).await?;
    Ok(api::unless_known(&known, &api::etag(order.version()), || {
        View::of(&order, &caller).body(&order)
    }))
}
