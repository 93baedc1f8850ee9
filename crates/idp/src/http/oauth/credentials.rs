//! How a client says who it is: HTTP Basic, or fields of the form, and never both.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, header};

use crate::service::oauth::{Credentials, Refusal};

/// What a client shows.
pub(super) fn read(
    headers: &HeaderMap,
    id: Option<String>,
    secret: Option<String>,
) -> Result<Credentials, Refusal> {
    const UNREADABLE: Refusal = Refusal::InvalidClient("the Authorization header is not readable");
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(Credentials { id, secret });
    };
    if secret.is_some() {
        return Err(Refusal::InvalidRequest("show the secret in one way, not in two"));
    }
    let text = value.to_str().map_err(|_| UNREADABLE)?;
    let (scheme, encoded) = text.split_once(' ').ok_or(UNREADABLE)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(UNREADABLE);
    }
    let decoded = BASE64_STANDARD.decode(encoded.trim()).map_err(|_| UNREADABLE)?;
    let decoded = String::from_utf8(decoded).map_err(|_| UNREADABLE)?;
    let (shown, secret) = decoded.split_once(':').ok_or(UNREADABLE)?;
    // RFC 6749, section 2.3.1: both are form-encoded before they are put together.
    let (shown, secret) = (form_decoded(shown), form_decoded(secret));
    if id.is_some_and(|id| id != shown) {
        return Err(Refusal::InvalidClient("client_id is not the one of the Authorization header"));
    }
    Ok(Credentials { id: Some(shown), secret: Some(secret) })
}

fn form_decoded(text: &str) -> String {
    let pair = format!("={text}");
    let decoded = url::form_urlencoded::parse(pair.as_bytes()).next();
    decoded.map_or_else(String::new, |(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(text: &str) -> HeaderMap {
        let value = format!("Basic {}", BASE64_STANDARD.encode(text));
        HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().expect("a header"))])
    }

    #[test]
    fn a_secret_is_shown_in_the_header_or_in_the_form() {
        let shown = read(&basic("till:a%2Bb+c"), None, None).expect("readable");
        assert_eq!(shown.id.as_deref(), Some("till"));
        assert_eq!(shown.secret.as_deref(), Some("a+b c"));
        let shown = read(&HeaderMap::new(), Some("till".into()), Some("a".into()));
        assert_eq!(shown.expect("readable").secret.as_deref(), Some("a"));
    }

    #[test]
    fn two_ways_at_once_or_two_clients_are_refused() {
        let code = |shown: Result<Credentials, Refusal>| shown.expect_err("is refused").code();
        assert_eq!(code(read(&basic("till:a"), None, Some("a".into()))), "invalid_request");
        assert_eq!(code(read(&basic("till:a"), Some("other".into()), None)), "invalid_client");
        assert_eq!(code(read(&basic("till"), None, None)), "invalid_client");
        let bearer =
            HeaderMap::from_iter([(header::AUTHORIZATION, "Bearer a".parse().expect("ok"))]);
        assert_eq!(code(read(&bearer, None, None)), "invalid_client");
    }
}
