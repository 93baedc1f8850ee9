//! `GET /v1/orders` and `GET /v1/locations/{location}/orders`

use api::{Caller, Json, Path, Problem, Query};
use axum::extract::State;
use kernel::{Cursor, Limit, LocationId, Role};
use serde::Deserialize;
use utoipa::IntoParams;

use super::order_body::OrderListBody;
use crate::domain::Status;
use crate::error::Error;
use crate::service::{Filter, Orders};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
    /// `next` of the page before.
    after: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AtLocation {
    /// Only orders with this status, oldest first. Without it: all, what changed last first.
    status: Option<String>,
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
    /// `next` of the page before.
    after: Option<String>,
}

/// The caller's own orders, newest first.
#[utoipa::path(
    get, path = "/v1/orders", tag = "orders", operation_id = "listMyOrders",
    security(("bearer" = [])),
    params(Paging),
    responses((status = 200, description = "A page of orders", body = OrderListBody)),
)]
pub(super) async fn mine(
    State(orders): State<Orders>,
    caller: Caller,
    Query(query): Query<Paging>,
) -> Result<Json<OrderListBody>, Problem> {
    let (limit, after) = page(query.limit, query.after)?;
    let page = orders.of_customer(&caller.0.id, limit, after).await?;
    Ok(Json(page.into()))
}

/// The orders of a location. For baristas of the location and above.
#[utoipa::path(
    get, path = "/v1/locations/{location}/orders", tag = "kitchen",
    operation_id = "listLocationOrders",
    security(("bearer" = [])),
    params(("location" = String, Path, description = "The location's id"), AtLocation),
    responses((status = 200, description = "A page of orders", body = OrderListBody)),
)]
pub(super) async fn at_location(
    State(orders): State<Orders>,
    caller: Caller,
    Path(location): Path<LocationId>,
    Query(query): Query<AtLocation>,
) -> Result<Json<OrderListBody>, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let (limit, after) = page(query.limit, query.after)?;
    let filter = match query.status {
        None => Filter::LastChanged,
        Some(word) => Filter::Status(status(&word)?),
    };
    let page = orders.of_location(&location, filter, limit, after).await?;
    Ok(Json(page.into()))
}

fn page(limit: Option<u32>, after: Option<String>) -> Result<(Limit, Option<Cursor>), Error> {
    let after = after.map(|text| text.parse()).transpose()?;
    Ok((limit.map_or_else(Limit::default, Limit::clamped), after))
}

fn status(word: &str) -> Result<Status, Error> {
    let known = Status::ALL.into_iter().find(|status| status.word() == word);
    known.ok_or_else(|| Error::UnknownStatus(word.chars().take(40).collect()))
}
