//! An answer that is the same for everybody until the program is started anew.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

/// Nothing but our own stylesheet and icon; no script at all, no form, no frame around the page.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// What an answer is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Html,
    Css,
    Svg,
    Json,
}

impl Kind {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Css => "text/css; charset=utf-8",
            Self::Svg => "image/svg+xml",
            Self::Json => "application/json",
        }
    }
}

/// A text that does not change, with its entity tag. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Fixed {
    kind: Kind,
    text: Bytes,
    etag: HeaderValue,
}

impl Fixed {
    pub(super) fn new(kind: Kind, text: String) -> Self {
        let etag = format!("\"{}\"", kernel::derive_suffix(&[&text]));
        let etag = HeaderValue::try_from(etag).expect("base 32 between quotation marks is ASCII");
        Self { kind, text: text.into(), etag }
    }

    /// The text, or 304 for who has it already.
    pub(super) fn answer(&self, known: &api::IfNoneMatch) -> Response {
        let mut response = match self.etag.to_str() {
            Ok(tag) if known.has(tag) => StatusCode::NOT_MODIFIED.into_response(),
            _ => self.text.clone().into_response(),
        };
        let headers = response.headers_mut();
        if headers.contains_key(header::CONTENT_TYPE) {
            let media_type = HeaderValue::from_static(self.kind.media_type());
            headers.insert(header::CONTENT_TYPE, media_type);
        }
        headers.insert(header::ETAG, self.etag.clone());
        for (name, value) in [
            // May be kept, but is asked for again: the text changes with the program.
            (header::CACHE_CONTROL, "no-cache"),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }
}
