//! The whole menu of a location: read, replace.

use api::{Caller, IfMatch, IfNoneMatch, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{StatusCode, header};
use kernel::{LocationId, Role};

use super::menu_body::MenuBody;
use super::request::tag;
use crate::{Cached, Error, Fault, Menu, Products};

/// Read the menu of a location.
#[utoipa::path(
    get, path = "/v1/locations/{location}/menu", tag = "menu", operation_id = "readMenu",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        (
            "If-None-Match" = Option<String>, Header,
            description = "The `ETag` of the menu you have.",
        ),
    ),
    responses(
        (status = 200, description = "The menu; `ETag` names its version.", body = MenuBody),
        (status = 304, description = "It is still the menu you have."),
    ),
)]
pub(super) async fn read(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    // Anybody.
    let menu = products.read_menu(&location).await?;
    if known.has(&api::etag(menu.version)) {
        return Ok((StatusCode::NOT_MODIFIED, tag(menu.version)).into_response());
    }
    Ok(answer(&menu))
}

/// Put a whole menu in place of the one there is.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu", tag = "menu", operation_id = "replaceMenu",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("If-Match" = String, Header, description = "The `ETag` the change is based on."),
    ),
    request_body = MenuBody, security(("bearer" = [])),
    responses((status = 200, description = "The menu is replaced.", body = MenuBody)),
)]
pub(super) async fn replace(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    IfMatch(version): IfMatch,
    Json(body): Json<MenuBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let before = products.read_menu(&location).await?;
    must_be("/location", body.location.as_ref(), &location)?;
    must_be("/currency", body.currency.as_ref(), &before.value.currency)?;
    let menu = body.into_menu(location.clone(), before.value.currency);
    let replaced = products.replace_menu(&location, Some(version), menu).await?;
    Ok(answer(&replaced))
}

/// What a body says of itself, if it does, must be true of the location.
fn must_be<T: PartialEq + std::fmt::Display>(
    pointer: &str,
    said: Option<&T>,
    expected: &T,
) -> Result<(), Error> {
    match said {
        Some(said) if said != expected => {
            let detail = format!("is {said}: expected {expected}, or nothing");
            Err(Error::Invalid(vec![Fault { pointer: pointer.to_owned(), detail }]))
        }
        _ => Ok(()),
    }
}

fn answer(menu: &Cached<Menu>) -> Response {
    let body = menu.answer(|menu| {
        let body = serde_json::to_vec(&MenuBody::of(&menu.value, menu.version));
        Bytes::from(body.expect("structs and lists of strings and numbers always serialise"))
    });
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (tag(menu.version), headers, body).into_response()
}
