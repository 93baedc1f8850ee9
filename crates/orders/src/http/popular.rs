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

/// Says what is ordered most often at a location. Of its 500 orders that changed last, those count
/// that were placed within 30 days and were neither rejected nor cancelled; empty while these are
/// fewer than 20. Open to everybody; it is worked out every quarter of an hour.
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
    let popular = orders.popular(&location).await?;
    // As long as it stays what it is.
    let kept = popular.until.duration_since(orders.now()).as_secs().max(0);
    let kept = format!("public, max-age={kept}");
    let items =
        popular.products.into_iter().map(|product| PopularProductBody { product }).collect();
    Ok(([(header::CACHE_CONTROL, kept)], Json(PopularBody { items })).into_response())
}
