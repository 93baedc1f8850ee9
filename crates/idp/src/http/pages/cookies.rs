//! Our cookies. `__Host-`: the browser takes them over TLS only, for this host only, and sends them
//! to no other (RFC 6265bis).

use axum::http::HeaderMap;
use http::header;

/// The session.
pub(super) const SESSION: &str = "__Host-comanda-session";
/// Which device it is.
pub(super) const DEVICE: &str = "__Host-comanda-device";
/// A sign-in that waits for its second factor, or an authenticator or passkey being set up.
pub(super) const CHALLENGE: &str = "__Host-comanda-challenge";
/// A code that was mailed.
pub(super) const FLOW: &str = "__Host-comanda-flow";
/// The language that was chosen.
pub(super) const LANGUAGE: &str = "__Host-comanda-language";

/// How long what is under way is kept, in seconds.
const UNDER_WAY_S: u64 = 3_600;

/// A cookie to be set. `Lax`: a link from an app to our pages finds the session; a form of another
/// site does not.
pub(super) fn set(name: &str, value: &str, lasts_s: u64) -> String {
    format!("{name}={value}; Path=/; Max-Age={lasts_s}; Secure; HttpOnly; SameSite=Lax")
}

/// A cookie for what is under way.
pub(super) fn under_way(name: &str, value: &str) -> String {
    set(name, value, UNDER_WAY_S)
}

/// A cookie to be forgotten.
pub(super) fn forget(name: &str) -> String {
    set(name, "", 0)
}

/// The value of a cookie that was sent.
pub(super) fn get(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let found = pairs.find(|(known, _)| known.trim() == name);
    found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = HeaderMap::from_iter([(
            header::COOKIE,
            "a=b; __Host-comanda-session=id.secret".parse().expect("ok"),
        )]);
        assert_eq!(get(&headers, SESSION).as_deref(), Some("id.secret"));
        assert_eq!(get(&headers, DEVICE), None);
        assert_eq!(get(&headers, "__Host-comanda-sess"), None);
    }

    #[test]
    fn every_cookie_is_for_this_host_and_no_script() {
        let cookie = set(SESSION, "x", 5);
        for part in ["__Host-", "; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
            assert!(cookie.contains(part), "{part}");
        }
        assert!(!cookie.contains("Domain") && forget(SESSION).contains("Max-Age=0"));
    }
}
