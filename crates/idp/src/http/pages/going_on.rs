//! Where a person goes on when they have signed in: only ever to a page of ours.

use axum::http::Uri;

/// Longest address that is gone on at.
const BYTES_MAX: usize = 4_096;
/// What may be gone on at.
const PAGES: [&str; 3] = ["/oauth/authorize", "/account", "/device"];

/// The address, if it is a page of ours that people are sent to sign in from.
pub(super) fn safe(to: Option<&str>) -> Option<String> {
    let to = to?;
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if to.len() > BYTES_MAX || to.contains(odd) || to.starts_with("//") {
        return None;
    }
    let uri: Uri = to.parse().ok()?;
    let path = uri.path();
    let ours = |page: &&str| path == *page || path.starts_with(&format!("{page}/"));
    let local = uri.authority().is_none() && uri.scheme().is_none() && !path.contains("//");
    (local && !path.contains("..") && PAGES.iter().any(ours)).then(|| to.to_owned())
}

/// `path`, with where to go on.
pub(super) fn with(path: &str, to: Option<&str>) -> String {
    let Some(to) = to else { return path.to_owned() };
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let query = query.append_pair("to", to).finish();
    let and = if path.contains('?') { '&' } else { '?' };
    format!("{path}{and}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_anywhere_but_to_our_own_pages() {
        for good in ["/account", "/account/email", "/device?code=A", "/oauth/authorize?a=b"] {
            assert_eq!(safe(Some(good)).as_deref(), Some(good));
        }
        for bad in [
            "https://evil.example/account",
            "//evil.example/account",
            "/\\evil.example",
            "\\/evil.example",
            "/account/..//evil",
            "/accounts",
            "/",
            "",
            "account",
            "/oauth/authorize/../../x",
            "/account\u{a0}",
            "/oauth/token",
            "javascript:alert(1)",
            "/account\nLocation: x",
            "https:/account",
            "/%09/evil.example",
        ] {
            assert_eq!(safe(Some(bad)), None, "{bad}");
        }
        assert_eq!(safe(Some(&format!("/account?{}", "a".repeat(5_000)))), None);
        assert_eq!(safe(None), None);
    }

    #[test]
    fn an_address_is_carried_whole() {
        assert_eq!(
            with("/sign-in", Some("/device?code=A&b")),
            "/sign-in?to=%2Fdevice%3Fcode%3DA%26b"
        );
        assert_eq!(with("/sign-in?again=1", Some("/account")), "/sign-in?again=1&to=%2Faccount");
        assert_eq!(with("/sign-in", None), "/sign-in");
    }
}
