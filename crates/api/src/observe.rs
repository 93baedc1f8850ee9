//! The layer around everything: a request id, one log line, and problems for bare statuses.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode};
use kernel::{Clock, Random};
use tracing::Instrument;

use crate::error::Error;
use crate::problem::Problem;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of the request being answered; in its log lines, its answer and its problem.
#[derive(Debug, Clone)]
pub struct RequestId(pub Arc<str>);

/// In the extensions of an answer: it says itself what went wrong, for people as a page or in the
/// words of another standard (RFC 6749), and stays as it is.
#[derive(Debug, Clone, Copy)]
pub struct OwnWords;

/// Gives the request an id, logs its end, and makes every failure a problem document that names the
/// id, unless it has [`OwnWords`]. Use with `axum::middleware::from_fn_with_state`.
pub async fn observe(
    State((clock, random)): State<(Arc<dyn Clock>, Arc<dyn Random>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = given_id(&request).unwrap_or_else(|| random.token().into());
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let path: Arc<str> = request.uri().path().into();
    let span = tracing::info_span!("request", id = %id);
    let started = clock.now();
    let response = next.run(request).instrument(span.clone()).await;
    let _entered = span.entered();
    let mut response = as_problem(response, &id, &path);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let duration_ms = clock.now().duration_since(started).as_millis();
    let status = response.status().as_u16();
    tracing::debug!(%method, %path, status, duration_ms = %duration_ms, "request answered");
    response
}

/// A caller may bring an id of its own, if it is short and harmless.
fn given_id(request: &Request) -> Option<Arc<str>> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    ((8..=64).contains(&id.len()) && id.chars().all(harmless)).then(|| id.into())
}

fn as_problem(mut response: Response, id: &str, path: &str) -> Response {
    if response.status().as_u16() < 400 || response.extensions().get::<OwnWords>().is_some() {
        return response;
    }
    let mut problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None => Problem::from(bare(response.status())),
    };
    problem.log();
    problem.request_id = Some(id.to_owned());
    problem.instance = Some(path.to_owned());
    let mut rendered = problem.render();
    // What a router or a layer said in its headers (Allow, say) stays true.
    for (name, value) in response.headers() {
        if !name.as_str().starts_with("content-") && !rendered.headers().contains_key(name) {
            rendered.headers_mut().insert(name.clone(), value.clone());
        }
    }
    rendered
}

/// The problem behind a status that a router or a layer gave without one.
fn bare(status: StatusCode) -> Error {
    match status {
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Error::MethodNotAllowed,
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Error::TimedOut,
        StatusCode::PAYLOAD_TOO_LARGE => Error::BodyTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Error::NotJson,
        StatusCode::SERVICE_UNAVAILABLE => Error::Overloaded,
        status if status.is_client_error() => Error::BadRequest,
        _ => Error::Internal,
    }
}
