//! What several operations ask of a request and put into an answer.

use std::fmt::Display;

use api::Problem;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderName, StatusCode, header};
use kernel::derive_suffix;
use store::Version;

use crate::domain::{Fault, Language, Menu, StockItemId};
use crate::{Cached, Error};

/// The version a change is based on, where the caller says it.
pub(super) struct MaybeIfMatch(pub(super) Option<Version>);

impl<S: Send + Sync> FromRequestParts<S> for MaybeIfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(tag) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let tag = tag.to_str().unwrap_or_default();
        let tag = tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        // What follows the version says how it was read: when, and in which language.
        let mut parts = tag.into_iter().flat_map(|tag| tag.split('.'));
        let Some(version) = parts.next().and_then(|version| version.parse().ok()) else {
            return Err(unreadable("expected an ETag we gave"));
        };
        // Whoever sent back what they read so would lose the texts in every other language.
        if parts.any(|part| part.parse::<Language>().is_ok()) {
            return Err(unreadable(
                "a menu in one language: change what is read without `language`",
            ));
        }
        Ok(Self(Some(version)))
    }
}

fn unreadable(why: &'static str) -> Problem {
    api::Error::InvalidHeader("If-Match", why).into()
}

/// The version a change is based on, where the caller must say it.
pub(super) struct MenuIfMatch(pub(super) Version);

impl<S: Send + Sync> FromRequestParts<S> for MenuIfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let MaybeIfMatch(version) = MaybeIfMatch::from_request_parts(parts, state).await?;
        Ok(Self(version.ok_or(api::Error::IfMatchMissing)?))
    }
}

/// The header that names a version.
pub(super) fn tag(version: Version) -> [(HeaderName, String); 1] {
    [(header::ETAG, api::etag(version))]
}

/// The header that names a menu as it is read now: its version, how much of what had sold out has
/// come back since, what has run out, and the language.
pub(super) fn menu_tag(
    menu: &Cached<Menu>,
    language: Option<Language>,
) -> [(HeaderName, String); 1] {
    let returned = if menu.returned == 0 { String::new() } else { format!(".{}", menu.returned) };
    let out: Vec<&str> = menu.out.iter().map(StockItemId::as_str).collect();
    let out = if out.is_empty() { String::new() } else { format!(".{}", derive_suffix(&out)) };
    let language = language.map_or_else(String::new, |language| format!(".{language}"));
    [(header::ETAG, format!("\"{}{returned}{out}{language}\"", menu.version))]
}

/// Done, with nothing to show but which menu it is now.
pub(super) fn done(menu: &Cached<Menu>) -> Response {
    (StatusCode::NO_CONTENT, menu_tag(menu, None)).into_response()
}

/// The id in the body must be the one in the path.
pub(super) fn same_id<T: PartialEq + Display>(path: &T, body: &T) -> Result<(), Error> {
    if path == body {
        return Ok(());
    }
    let detail = format!("is {body}: expected {path}, as in the path; an id never changes");
    Err(Error::Invalid(vec![Fault { pointer: "/id".to_owned(), detail }]))
}
