//! `GET /v1/locations/{location}/popular`

use api::{Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use kernel::LocationId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::ProductId;
use crate::service::Orders;

/// As long as it stays what it is.
const KEPT: &str = "public, max-age=900";

/// What is ordered most often at a location.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PopularProducts)]
pub(super) struct PopularBody {
    /// At most 8 products, what is ordered most often first.
    items: Vec<PopularProductBody>,
}

/// A product that is ordered often.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PopularProduct)]
struct PopularProductBody {
    /// Which.
    #[schema(value_type = String, example = "prd_flat-white")]
    product: ProductId,
}

/// Says what is ordered most often at a location: of its last 500 orders at most, of 30 days at
/// most. Empty while there are fewer than 20. Open to everybody; it is worked out every quarter of
/// an hour.
#[utoipa::path(
    get, path = "/v1/locations/{location}/popular", tag = "orders",
    operation_id = "listPopularProducts",
    params(("location" = String, Path, description = "The location's id")),
    responses((
        status = 200, body = PopularBody,
        description = "Its products; `Cache-Control` says how long to keep them",
    )),
)]
pub(super) async fn popular(
    State(orders): State<Orders>,
    Path(location): Path<LocationId>,
) -> Result<Response, Problem> {
    let products = orders.popular(&location).await?;
    let items = products.into_iter().map(|product| PopularProductBody { product }).collect();
    Ok(([(header::CACHE_CONTROL, KEPT)], Json(PopularBody { items })).into_response())
}
