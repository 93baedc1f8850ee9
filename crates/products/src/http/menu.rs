//! The whole menu of a location: read, replace.

use api::{Caller, IfNoneMatch, Json, Path, Problem, Query};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{StatusCode, header};
use kernel::{LocationId, Role};
use serde::Deserialize;
use utoipa::IntoParams;

use super::menu_body::MenuBody;
use super::request::{MenuIfMatch, menu_tag};
use crate::word::Word;
use crate::{Cached, Error, Fault, Language, Menu, Products};

/// How a menu is read.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct MenuQuery {
    /// One of `en`, `de`, `fr`, `es`, `it`, `ar`: texts in this language where there are any, in
    /// the menu's own where there are none, no `translations`, and what has run out. Without it,
    /// everything that can be edited.
    #[param(value_type = Option<String>, example = "fr")]
    language: Option<Word<Language>>,
}

/// Read the menu of a location.
#[utoipa::path(
    get, path = "/v1/locations/{location}/menu", tag = "menu", operation_id = "readMenu",
    params(
        MenuQuery,
        ("location" = String, Path, example = "loc_demo-cafe"),
        (
            "If-None-Match" = Option<String>, Header,
            description = "The `ETag` of the menu you have.",
        ),
    ),
    responses(
        (
            status = 200, body = MenuBody,
            description = "The menu. `ETag` names its version, the language, how much of what \
                had sold out has come back by itself, and what has run out.",
        ),
        (status = 304, description = "It is still the menu you have."),
    ),
)]
pub(super) async fn read(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    Query(query): Query<MenuQuery>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    // Anybody.
    let language = query.language.map(|Word(language)| language);
    let menu = match language {
        Some(_) => products.read_offer(&location).await?,
        // To be edited: what has run out is no part of what is written back.
        None => products.read_menu(&location).await?,
    };
    let tag = menu_tag(&menu, language);
    if known.has(&tag[0].1) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok(answer(&menu, language))
}

/// Put a whole menu in place of the one there is.
#[utoipa::path(
    put, path = "/v1/locations/{location}/menu", tag = "menu", operation_id = "replaceMenu",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        (
            "If-Match" = String, Header,
            description = "The `ETag` the change is based on, of a menu read without `language`.",
        ),
    ),
    request_body = MenuBody, security(("bearer" = [])),
    responses((status = 200, description = "The menu is replaced.", body = MenuBody)),
)]
pub(super) async fn replace(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    MenuIfMatch(version): MenuIfMatch,
    Json(body): Json<MenuBody>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let before = products.read_menu(&location).await?;
    must_be("/location", body.location.as_ref(), &location)?;
    must_be("/currency", body.currency.as_ref(), &before.value.currency)?;
    must_be("/language", body.language.as_ref().map(|Word(said)| said), &before.value.language)?;
    let menu = body.into_menu(location.clone(), before.value.currency, before.value.language);
    let replaced = products.replace_menu(&location, Some(version), menu).await?;
    Ok(answer(&replaced, None))
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

fn answer(menu: &Cached<Menu>, language: Option<Language>) -> Response {
    let body = menu.answer(language, |menu| {
        let body = serde_json::to_vec(&MenuBody::of(menu, language));
        Bytes::from(body.expect("structs and lists of strings and numbers always serialise"))
    });
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (menu_tag(menu, language), headers, body).into_response()
}
