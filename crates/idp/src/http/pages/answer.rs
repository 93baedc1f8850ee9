//! Answers of pages, and what guards them.

use api::OwnWords;
use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use url::Url;

use super::cookies;
use super::knock::Knock;
use super::problems::failure_of;
use super::view::Message;
use crate::error::Error;
use crate::service::NewSession;
use crate::words::Failure;

/// What a page may load and where its forms may lead: nothing that is not ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self' data: https:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
     form-action 'self'";

/// What stands in every answer.
const GUARDS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// An answer with everything that guards it. Where a page's form leads on to a client, its origin
/// is in the policy already.
pub(super) fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in GUARDS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    response
}

/// A page. `to` is where its forms lead on: browsers hold the whole way that a form takes to the
/// policy, so the client at its end has to stand in it.
pub(super) fn page(knock: &Knock, view: &impl Template, to: Option<&str>) -> Response {
    page_with(knock, StatusCode::OK, view, to)
}

/// A page with a form that was not right.
pub(super) fn refused(
    knock: &Knock,
    error: &Error,
    view: &impl Template,
    to: Option<&str>,
) -> Response {
    use kernel::Coded;
    let status = StatusCode::from_u16(error.class().status()).unwrap_or(StatusCode::BAD_REQUEST);
    // A browser asks for a password of its own on 401.
    let status = if status == StatusCode::UNAUTHORIZED { StatusCode::FORBIDDEN } else { status };
    let mut response = page_with(knock, status, view, to);
    if let Error::TooManyAttempts { wait_s } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*wait_s));
    }
    response
}

fn page_with(
    knock: &Knock,
    status: StatusCode,
    view: &impl Template,
    to: Option<&str>,
) -> Response {
    let Ok(html) = view.render() else {
        tracing::error!("a page could not be written");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (status, Html(html)).into_response();
    response.extensions_mut().insert(OwnWords);
    if let Some(origin) = to.and_then(origin_of_client) {
        let policy = format!("{POLICY} {origin}");
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    remember_language(knock, response)
}

/// The origin that the request of a client leads on to. Whether it may have the answer there is
/// asked when there is one; a policy that names one origin more opens nothing.
fn origin_of_client(to: &str) -> Option<String> {
    let (path, query) = to.split_once('?')?;
    let field = match path {
        "/oauth/authorize" => "redirect_uri",
        "/oauth/logout" => "post_logout_redirect_uri",
        _ => return None,
    };
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let uri = pairs.find(|(name, _)| name == field)?.1;
    let origin = Url::parse(&uri).ok()?.origin();
    Some(origin.ascii_serialization()).filter(|origin| origin.starts_with("http"))
}

fn remember_language(knock: &Knock, response: Response) -> Response {
    if !knock.chosen {
        return response;
    }
    let year_s = 365 * 24 * 3_600;
    with_cookie(response, &cookies::set(cookies::LANGUAGE, knock.language.tag(), year_s))
}

/// The browser goes there with GET.
pub(super) fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// The same answer with a cookie.
pub(super) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// The same answer to somebody who has just signed in.
pub(super) fn signed_in(response: Response, session: &NewSession) -> Response {
    let session_cookie = cookies::set(cookies::SESSION, &session.cookie, session.lasts_s);
    let device = cookies::set(cookies::DEVICE, &session.device, session.device_lasts_s);
    let response = with_cookie(response, &session_cookie);
    let response = with_cookie(response, &device);
    let response = with_cookie(response, &cookies::forget(cookies::CHALLENGE));
    with_cookie(response, &cookies::forget(cookies::FLOW))
}

/// A page that says why there is no other.
pub(super) fn failure(knock: &Knock, failure: Failure) -> Response {
    let status = match failure {
        Failure::NotFound => StatusCode::NOT_FOUND,
        Failure::Forbidden | Failure::CrossSite => StatusCode::FORBIDDEN,
        Failure::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Failure::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    let frame = knock.frame();
    page_with(knock, status, &Message::failure(&frame, failure), None)
}

/// What a layer or an extractor refused in words for programs, as a page.
pub(super) fn in_words(knock: &Knock, response: Response) -> Response {
    let status = response.status();
    if status.as_u16() < 400 || response.extensions().get::<OwnWords>().is_some() {
        return response;
    }
    let failure = if status.is_client_error() { Failure::BadRequest } else { Failure::Broken };
    let mut page = self::failure(knock, failure);
    *page.status_mut() = status;
    page
}

/// The same for an error that no form can show. Logged here, once.
pub(super) fn broken(knock: &Knock, error: &Error) -> Response {
    use kernel::Coded;
    if !error.class().is_public() {
        tracing::error!(code = error.code(), cause = ?error, "a page could not be shown");
    }
    failure(knock, failure_of(error))
}
