//! Locations: list, create, read, update.

use api::{Caller, IfMatch, Json, Path, Problem, Query};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use kernel::{Limit, LocationId, Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::location_body::{LocationAnswer, LocationInput};
use super::request::{same_id, tag};
use crate::{Cached, Location, Products, Switch};

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// How many at most: 1 to 100, 20 unless told.
    limit: Option<u32>,
    /// `next` of the page before.
    after: Option<String>,
}

/// A page of locations.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LocationPage {
    items: Vec<LocationAnswer>,
    /// Give this back as `after` to read on; absent on the last page.
    next: Option<String>,
}

/// List all locations.
#[utoipa::path(
    get, path = "/v1/locations", tag = "locations", operation_id = "listLocations",
    params(PageQuery),
    responses((status = 200, description = "A page of locations, by id.", body = LocationPage)),
)]
pub(super) async fn list(
    State(products): State<Products>,
    Query(query): Query<PageQuery>,
) -> Result<Json<LocationPage>, Problem> {
    // Anybody.
    let limit = query.limit.map_or_else(Limit::default, Limit::clamped);
    let after = query.after.map(|after| after.parse()).transpose();
    let after = after
        .map_err(|error: kernel::InvalidCursor| api::Error::InvalidQuery(error.to_string()))?;
    let page = products.list_locations(limit, after).await?;
    let now = products.now();
    let page = page.map(|found| LocationAnswer::of(&found.value, found.version, now));
    Ok(Json(LocationPage { items: page.items, next: page.next.map(|next| next.to_string()) }))
}

/// Make a location.
#[utoipa::path(
    post, path = "/v1/locations", tag = "locations", operation_id = "createLocation",
    request_body = LocationInput, security(("bearer" = [])),
    responses((
        status = 201, description = "It is made, with an empty menu.",
        body = LocationAnswer,
    )),
)]
pub(super) async fn create(
    State(products): State<Products>,
    caller: Caller,
    Json(input): Json<LocationInput>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    let made = products.create_location(input.into_location(Switch::Auto)).await?;
    let address = [(header::LOCATION, format!("/v1/locations/{}", made.value.id))];
    Ok((StatusCode::CREATED, address, answer(&products, &made)).into_response())
}

/// Read a location.
#[utoipa::path(
    get, path = "/v1/locations/{location}", tag = "locations", operation_id = "readLocation",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    responses((
        status = 200, description = "The location; `ETag` names its version.",
        body = LocationAnswer,
    )),
)]
pub(super) async fn read(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
) -> Result<Response, Problem> {
    // Anybody.
    let found = products.read_location(&location).await?;
    Ok(answer(&products, &found))
}

/// Change a location.
#[utoipa::path(
    put, path = "/v1/locations/{location}", tag = "locations", operation_id = "updateLocation",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("If-Match" = String, Header, description = "The `ETag` the change is based on."),
    ),
    request_body = LocationInput, security(("bearer" = [])),
    responses((status = 200, description = "It is changed.", body = LocationAnswer)),
)]
pub(super) async fn update(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    IfMatch(version): IfMatch,
    Json(input): Json<LocationInput>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    same_id(&location, &input.id)?;
    let changed =
        products.update_location(Some(version), input.into_location(Switch::Auto)).await?;
    Ok(answer(&products, &changed))
}

pub(super) fn answer(products: &Products, found: &Cached<Location>) -> Response {
    let body = LocationAnswer::of(&found.value, found.version, products.now());
    // Whether it is open changes without a new version, so it must not be kept.
    let fresh = [(header::CACHE_CONTROL, "no-store")];
    (tag(found.version), fresh, Json(body)).into_response()
}
