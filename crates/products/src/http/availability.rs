//! Selling out, by hand: products and options.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::Response;
use kernel::{LocationId, Role, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

use super::request::done;
use crate::{OptionId, ProductId, Products};

/// Whether something can be ordered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Availability {
    /// `false` is sold out.
    available: bool,
    /// With `false`: when it is there again by itself, at most 366 days from now. Without it, it
    /// stays sold out until somebody says otherwise.
    #[serde(default)]
    until: Option<Timestamp>,
}

/// Say that a product has sold out, or is there again.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu/products/{product}/availability", tag = "menu",
    operation_id = "setProductAvailability",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("product" = String, Path, example = "prd_flat-white"),
    ),
    request_body = Availability, security(("bearer" = [])),
    responses((status = 204, description = "It is so.")),
)]
pub(super) async fn set_product(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, ProductId)>,
    caller: Caller,
    Json(body): Json<Availability>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let menu = products.set_product_available(&location, &id, body.available, body.until).await?;
    Ok(done(&menu))
}

/// Say that an option has sold out, or is there again.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu/options/{option}/availability", tag = "menu",
    operation_id = "setOptionAvailability",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("option" = String, Path, example = "opt_oat-milk"),
    ),
    request_body = Availability, security(("bearer" = [])),
    responses((status = 204, description = "It is so.")),
)]
pub(super) async fn set_option(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, OptionId)>,
    caller: Caller,
    Json(body): Json<Availability>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let menu = products.set_option_available(&location, &id, body.available, body.until).await?;
    Ok(done(&menu))
}
