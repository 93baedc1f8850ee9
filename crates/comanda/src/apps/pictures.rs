//! The drawn pictures of the demo menus, at `/pictures/NAME.svg`: anybody's menu may show them.

use api::IfNoneMatch;
use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use super::answer::media_type;
use super::files::Files;
use super::negotiate::Encoding;

/// Where they are.
const PLACE: &str = "/pictures/";
/// A picture may be drawn anew with the next version of the program; until it has been asked for,
/// the old one does.
const KEEP: &str = "public, max-age=86400, stale-while-revalidate=604800";
/// A drawing has its own styles, and nothing else: opened by itself it runs no script.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// What a picture is told to be.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::CACHE_CONTROL, KEEP),
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // A menu on another origin may show it.
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// The pictures in `files`.
pub(super) fn router(files: Files) -> Router {
    let picture = move |uri: Uri, known: IfNoneMatch| async move { answer(&files, &uri, &known) };
    Router::new().route("/pictures/{name}", get(picture)).layer(CompressionLayer::new())
}

fn answer(files: &Files, uri: &Uri, known: &IfNoneMatch) -> Response {
    let name = uri.path().strip_prefix(PLACE).unwrap_or_default();
    let is_drawing = name.strip_suffix(".svg").is_some_and(|stem| !stem.contains('.'));
    let found = files.find(name, &[Encoding::Identity]).filter(|_| is_drawing);
    let Some(file) = found else { return StatusCode::NOT_FOUND.into_response() };
    let is_known = file.etag.to_str().is_ok_and(|tag| known.has(tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, media_type(name))], file.bytes).into_response()
    };
    put(response.headers_mut(), &file.etag);
    response
}

fn put(headers: &mut HeaderMap, etag: &HeaderValue) {
    // It is compressed on the way: the same tag stands for each form.
    let weak = [b"W/", etag.as_bytes()].concat();
    headers.insert(header::ETAG, HeaderValue::from_bytes(&weak).expect("it was one before"));
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
