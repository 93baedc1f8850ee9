//! Products of a menu: add, update, remove, reorder.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::{LocationId, Role};
use serde::Deserialize;
use utoipa::ToSchema;

use super::product_body::ProductBody;
use super::request::{MaybeIfMatch, done, menu_tag, same_id};
use crate::{CategoryId, Product, ProductId, Products};

/// The order of the products of a category.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductOrder {
    /// Every product of the category, once.
    #[schema(value_type = Vec<String>, example = json!(["prd_flat-white", "prd_latte"]))]
    order: Vec<ProductId>,
}

/// Add a product at the end of its category.
#[utoipa::path(
    post, path = "/v1/locations/{location}/menu/products", tag = "menu",
    operation_id = "addProduct",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    request_body = ProductBody, security(("bearer" = [])),
    responses((status = 201, description = "It is added.", body = ProductBody)),
)]
pub(super) async fn add(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<ProductBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let product = Product::from(body);
    let menu = products.add_product(&location, version, product.clone()).await?;
    let body = Json(ProductBody::from(&product));
    Ok((StatusCode::CREATED, menu_tag(&menu, None), body).into_response())
}

/// Change a product.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu/products/{product}", tag = "menu",
    operation_id = "updateProduct",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("product" = String, Path, example = "prd_flat-white"),
    ),
    request_body = ProductBody, security(("bearer" = [])),
    responses((status = 200, description = "It is changed.", body = ProductBody)),
)]
pub(super) async fn update(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, ProductId)>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<ProductBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    same_id(&id, &body.id)?;
    let product = Product::from(body);
    let menu = products.update_product(&location, version, product.clone()).await?;
    Ok((menu_tag(&menu, None), Json(ProductBody::from(&product))).into_response())
}

/// Remove a product. Orders that have it keep it.
#[utoipa::path(
    delete, path = "/v1/locations/{location}/menu/products/{product}", tag = "menu",
    operation_id = "removeProduct",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("product" = String, Path, example = "prd_flat-white"),
    ),
    security(("bearer" = [])),
    responses((status = 204, description = "It is gone.")),
)]
pub(super) async fn remove(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, ProductId)>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let menu = products.remove_product(&location, version, &id).await?;
    Ok(done(&menu))
}

/// Put the products of a category in another order.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu/categories/{category}/products/order", tag = "menu",
    operation_id = "reorderProducts",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("category" = String, Path, example = "cat_espresso"),
    ),
    request_body = ProductOrder, security(("bearer" = [])),
    responses((status = 204, description = "They stand in this order.")),
)]
pub(super) async fn reorder(
    State(products): State<Products>,
    Path((location, category)): Path<(LocationId, CategoryId)>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<ProductOrder>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let menu = products.reorder_products(&location, version, &category, &body.order).await?;
    Ok(done(&menu))
}
