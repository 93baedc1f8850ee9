//! What several operations ask of a request and put into an answer.

use std::fmt::Display;

use api::{IfMatch, Problem};
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderName, StatusCode, header};
use store::Version;

use crate::Error;
use crate::domain::Fault;

/// The version a change is based on, where the caller says it.
pub(super) struct MaybeIfMatch(pub(super) Option<Version>);

impl<S: Send + Sync> FromRequestParts<S> for MaybeIfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if !parts.headers.contains_key(header::IF_MATCH) {
            return Ok(Self(None));
        }
        let IfMatch(version) = IfMatch::from_request_parts(parts, state).await?;
        Ok(Self(Some(version)))
    }
}

/// The header that names a version.
pub(super) fn tag(version: Version) -> [(HeaderName, String); 1] {
    [(header::ETAG, api::etag(version))]
}

/// Done, with nothing to show but the version it has now.
pub(super) fn done(version: Version) -> Response {
    (StatusCode::NO_CONTENT, tag(version)).into_response()
}

/// The id in the body must be the one in the path.
pub(super) fn same_id<T: PartialEq + Display>(path: &T, body: &T) -> Result<(), Error> {
    if path == body {
        return Ok(());
    }
    let detail = format!("is {body}: expected {path}, as in the path; an id never changes");
    Err(Error::Invalid(vec![Fault { pointer: "/id".to_owned(), detail }]))
}
