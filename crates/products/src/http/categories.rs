//! Categories of a menu: add, update, remove, reorder.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::{LocationId, Role};
use serde::Deserialize;
use utoipa::ToSchema;

use super::menu_body::CategoryBody;
use super::request::{MaybeIfMatch, done, menu_tag, same_id};
use crate::{Category, CategoryId, Products};

/// The order of the categories.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryOrder {
    /// Every category, once.
    #[schema(value_type = Vec<String>, example = json!(["cat_espresso", "cat_tea"]))]
    order: Vec<CategoryId>,
}

/// Add a category at the end of a menu.
#[utoipa::path(
    post, path = "/v1/locations/{location}/menu/categories", tag = "menu",
    operation_id = "addCategory",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    request_body = CategoryBody, security(("bearer" = [])),
    responses((status = 201, description = "It is added.", body = CategoryBody)),
)]
pub(super) async fn add(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<CategoryBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let category = Category::from(body);
    let menu = products.add_category(&location, version, category.clone()).await?;
    let body = Json(CategoryBody::from(&category));
    Ok((StatusCode::CREATED, menu_tag(&menu, None), body).into_response())
}

/// Change a category.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu/categories/{category}", tag = "menu",
    operation_id = "updateCategory",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("category" = String, Path, example = "cat_espresso"),
    ),
    request_body = CategoryBody, security(("bearer" = [])),
    responses((status = 200, description = "It is changed.", body = CategoryBody)),
)]
pub(super) async fn update(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, CategoryId)>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<CategoryBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    same_id(&id, &body.id)?;
    let category = Category::from(body);
    let menu = products.update_category(&location, version, category.clone()).await?;
    Ok((menu_tag(&menu, None), Json(CategoryBody::from(&category))).into_response())
}

/// Remove a category that has no products.
#[utoipa::path(
    delete, path = "/v1/locations/{location}/menu/categories/{category}", tag = "menu",
    operation_id = "removeCategory",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("category" = String, Path, example = "cat_espresso"),
    ),
    security(("bearer" = [])),
    responses((status = 204, description = "It is gone.")),
)]
pub(super) async fn remove(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, CategoryId)>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let menu = products.remove_category(&location, version, &id).await?;
    Ok(done(&menu))
}

/// Put the categories in another order.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu/categories/order", tag = "menu",
    operation_id = "reorderCategories",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    request_body = CategoryOrder, security(("bearer" = [])),
    responses((status = 204, description = "They stand in this order.")),
)]
pub(super) async fn reorder(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<CategoryOrder>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let menu = products.reorder_categories(&location, version, &body.order).await?;
    Ok(done(&menu))
}
