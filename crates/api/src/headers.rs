//! The headers that make requests safe to repeat and changes safe to make.

use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;

use crate::body::Json;
use crate::error::Error;
use crate::problem::Problem;

/// The caller's own name for this request: the same key is the same request, however often it
/// arrives (draft-ietf-httpapi-idempotency-key-header). 1 to 128 visible ASCII characters.
#[derive(Debug, Clone)]
pub struct IdempotencyKey(pub String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let key = parts.headers.get("idempotency-key").ok_or(Error::IdempotencyKeyMissing)?;
        let bytes = key.as_bytes();
        let readable = (1..=128).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
        match key.to_str() {
            Ok(text) if readable => Ok(Self(text.to_owned())),
            _ => {
                let why = "expected 1 to 128 visible ASCII characters";
                Err(Error::InvalidHeader("Idempotency-Key", why).into())
            }
        }
    }
}

/// The entity tag of a version: `"7"`.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version a change is based on. Answers 428 when the header is missing.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let tag = parts.headers.get(header::IF_MATCH).ok_or(Error::IfMatchMissing)?;
        let tag = tag.to_str().unwrap_or_default();
        let version = tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match version.and_then(|version| version.parse().ok()) {
            Some(version) => Ok(Self(version)),
            None => Err(Error::InvalidHeader("If-Match", "expected an ETag we gave").into()),
        }
    }
}

/// The entity tags the caller already has.
#[derive(Debug, Clone, Default)]
pub struct IfNoneMatch(Vec<String>);

impl IfNoneMatch {
    /// Whether the caller already has what `tag` names. Weak comparison (RFC 9110, 13.1.2).
    pub fn has(&self, tag: &str) -> bool {
        self.0.iter().any(|known| known == "*" || known.trim_start_matches("W/") == tag)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfNoneMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let lists = parts.headers.get_all(header::IF_NONE_MATCH).iter();
        let tags = lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(','));
        Ok(Self(tags.map(|tag| tag.trim().to_owned()).collect()))
    }
}

/// `body` with its entity tag, or 304 without it when the caller already has what `tag` names.
pub fn unless_known<T: Serialize>(
    known: &IfNoneMatch,
    tag: &str,
    body: impl FnOnce() -> T,
) -> Response {
    let tags = [(header::ETAG, tag)];
    if known.has(tag) {
        return (StatusCode::NOT_MODIFIED, tags).into_response();
    }
    (tags, Json(body())).into_response()
}

/// What the caller would like (RFC 7240). Only `wait` is read; the rest is ignored, as it may be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prefer {
    /// How long the caller would wait for the outcome; at most 25 seconds, and less where an
    /// `Extension<TimeLimit>` is around the router and says so.
    pub wait: Option<Duration>,
}

/// How long a request may take before the server gives it up.
#[derive(Debug, Clone, Copy)]
pub struct TimeLimit(pub Duration);

/// Longest wait granted, in seconds.
const WAIT_MAX_S: u64 = 25;
/// What a request needs besides waiting: the wait must end before the server's own time limit.
const BESIDE_WAITING: Duration = Duration::from_secs(2);

impl<S: Send + Sync> FromRequestParts<S> for Prefer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let limit = parts.extensions.get::<TimeLimit>();
        let most = limit.map_or(Duration::MAX, |limit| limit.0.saturating_sub(BESIDE_WAITING));
        let wait = wait(&parts.headers).map(|wait| wait.min(most));
        Ok(Self { wait: wait.filter(|wait| !wait.is_zero()) })
    }
}

fn wait(headers: &HeaderMap) -> Option<Duration> {
    let lists = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let seconds = lists.flat_map(|list| list.split([',', ';'])).find_map(|preference| {
        let (name, value) = preference.split_once('=')?;
        name.trim().eq_ignore_ascii_case("wait").then(|| value.trim().parse::<u64>().ok())?
    })?;
    (seconds > 0).then(|| Duration::from_secs(seconds.min(WAIT_MAX_S)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str, value: &str) -> Parts {
        let request = http::Request::builder().header(name, value).body(()).expect("a request");
        request.into_parts().0
    }

    #[test]
    fn a_wish_to_wait_is_read_among_others_and_capped() {
        let of = |text| wait(&parts("prefer", text).headers).map(|wait| wait.as_secs());
        assert_eq!(of("respond-async, wait=5"), Some(5));
        assert_eq!(of("Wait = 5"), Some(5));
        assert_eq!(of("wait=999"), Some(25));
        assert_eq!(of("wait=0"), None);
        assert_eq!(of("wait=soon"), None);
    }

    #[tokio::test]
    async fn a_wait_ends_before_the_request_is_given_up() {
        for (limit, granted) in
            [(Some(30), Some(20)), (Some(10), Some(8)), (Some(2), None), (None, Some(20))]
        {
            let mut parts = parts("prefer", "wait=20");
            if let Some(limit) = limit {
                parts.extensions.insert(TimeLimit(Duration::from_secs(limit)));
            }
            let prefer = Prefer::from_request_parts(&mut parts, &()).await.expect("never fails");
            assert_eq!(prefer.wait, granted.map(Duration::from_secs), "{limit:?}");
        }
    }

    #[tokio::test]
    async fn a_key_with_spaces_or_of_odd_length_is_refused() {
        let long = "k".repeat(129);
        for key in ["", "a b", "ä", long.as_str()] {
            let mut parts = parts("idempotency-key", key);
            assert!(IdempotencyKey::from_request_parts(&mut parts, &()).await.is_err(), "{key}");
        }
        let mut good = parts("idempotency-key", "order-1");
        assert!(IdempotencyKey::from_request_parts(&mut good, &()).await.is_ok());
    }

    #[tokio::test]
    async fn tags_the_caller_has_compare_weakly() {
        let mut parts = parts("if-none-match", "W/\"3\", \"4\"");
        let tags = IfNoneMatch::from_request_parts(&mut parts, &()).await.expect("never fails");
        assert!(tags.has("\"3\"") && tags.has("\"4\"") && !tags.has("\"5\""));
    }
}
