//! Option groups of a menu: add, update, remove.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::{LocationId, Role};

use super::option_body::OptionGroupBody;
use super::request::{MaybeIfMatch, done, menu_tag, same_id};
use crate::{OptionGroup, OptionGroupId, Products};

/// Add an option group; no product asks it yet.
#[utoipa::path(
    post, path = "/v1/locations/{location}/menu/option-groups", tag = "menu",
    operation_id = "addOptionGroup",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    request_body = OptionGroupBody, security(("bearer" = [])),
    responses((status = 201, description = "It is added.", body = OptionGroupBody)),
)]
pub(super) async fn add(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<OptionGroupBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let group = OptionGroup::from(body);
    let menu = products.add_option_group(&location, version, group.clone()).await?;
    let body = Json(OptionGroupBody::from(&group));
    Ok((StatusCode::CREATED, menu_tag(&menu, None), body).into_response())
}

/// Change an option group, for every product that asks it.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu/option-groups/{group}", tag = "menu",
    operation_id = "updateOptionGroup",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("group" = String, Path, example = "grp_milk"),
    ),
    request_body = OptionGroupBody, security(("bearer" = [])),
    responses((status = 200, description = "It is changed.", body = OptionGroupBody)),
)]
pub(super) async fn update(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, OptionGroupId)>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(body): Json<OptionGroupBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    same_id(&id, &body.id)?;
    let group = OptionGroup::from(body);
    let menu = products.update_option_group(&location, version, group.clone()).await?;
    Ok((menu_tag(&menu, None), Json(OptionGroupBody::from(&group))).into_response())
}

/// Remove an option group that no product asks.
#[utoipa::path(
    delete, path = "/v1/locations/{location}/menu/option-groups/{group}", tag = "menu",
    operation_id = "removeOptionGroup",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("group" = String, Path, example = "grp_milk"),
    ),
    security(("bearer" = [])),
    responses((status = 204, description = "It is gone.")),
)]
pub(super) async fn remove(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, OptionGroupId)>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let menu = products.remove_option_group(&location, version, &id).await?;
    Ok(done(&menu))
}
