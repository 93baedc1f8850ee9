//! What several operations ask of a request and put into an answer.

use api::{IfMatch, Json, Problem};
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderName, HeaderValue, header};
use serde::Serialize;
use store::Version;

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

/// What is about a person is not for caches to keep.
pub(super) const FRESH: (HeaderName, HeaderValue) =
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));

/// The header that names a version.
pub(super) fn tag(version: Version) -> [(HeaderName, String); 1] {
    [(header::ETAG, api::etag(version))]
}

/// An answer about a profile in this version.
pub(super) fn answer(version: Version, body: impl Serialize) -> Response {
    (tag(version), [FRESH], Json(body)).into_response()
}
