//! The cookie that brings a guest back after their page was closed. No script can read it; a page
//! of this server asks `GET /v1/guests/me` for the token in it.
//!
//! It lets nobody in by itself: every operation asks for a bearer token, so a request that another
//! site makes a browser send does nothing, with this cookie or without it.

use http::{HeaderMap, HeaderValue, header};
use kernel::Timestamp;

/// How the cookie is called and kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestCookie {
    secure: bool,
}

impl GuestCookie {
    /// The cookie of a server that people reach at `public_url`.
    pub fn at(public_url: &str) -> Self {
        Self { secure: public_url.starts_with("https://") }
    }

    /// `__Host-`: the browser takes it over TLS only, for this host only, and no subdomain can lay
    /// another over it (RFC 6265bis). That prefix asks for the path `/` and for `Secure`, which
    /// a server without TLS in a home network cannot have.
    const fn name(self) -> &'static str {
        if self.secure { "__Host-comanda-guest" } else { "comanda-guest" }
    }

    const fn kept(self) -> &'static str {
        if self.secure {
            "Path=/; Secure; HttpOnly; SameSite=Strict"
        } else {
            "Path=/v1/guests; HttpOnly; SameSite=Strict"
        }
    }

    /// Keeps the token for as long as it is valid.
    pub(super) fn keeping(self, token: &str, now: Timestamp, until: Timestamp) -> HeaderValue {
        let lasts_s = (until.as_second() - now.as_second()).max(0);
        let cookie = format!("{}={token}; Max-Age={lasts_s}; {}", self.name(), self.kept());
        HeaderValue::try_from(cookie).expect("a token is of letters, digits, -, _ and dots")
    }

    /// Forgets it.
    pub(super) fn forgetting(self) -> HeaderValue {
        let cookie = format!("{}=; Max-Age=0; {}", self.name(), self.kept());
        HeaderValue::try_from(cookie).expect("ASCII")
    }

    /// The token that the browser brings.
    pub(super) fn token(self, headers: &HeaderMap) -> Option<String> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs =
            lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, token) = pairs.find(|(name, _)| *name == self.name())?;
        Some(token.to_owned()).filter(|token| !token.is_empty())
    }
}

/// Whether a page of another origin made the browser send this. A browser says so in a header that
/// no script can set (Fetch Metadata); programs and old browsers say nothing, and are held back by
/// `SameSite` and by the answer that other origins cannot read.
pub(super) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    site.is_some_and(|site| site != "same-origin" && site != "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn no_script_and_no_other_host_can_have_the_cookie() {
        let cookie = GuestCookie::at("https://cafe.test").keeping("a.b-_", at(10), at(70));
        let whole = "__Host-comanda-guest=a.b-_; Max-Age=60; Path=/; Secure; HttpOnly; \
                     SameSite=Strict";
        assert_eq!(cookie, whole);
    }

    #[test]
    fn without_tls_the_cookie_goes_only_where_it_is_read() {
        let cookie = GuestCookie::at("http://192.168.1.2:8080").keeping("a", at(10), at(70));
        let whole = "comanda-guest=a; Max-Age=60; Path=/v1/guests; HttpOnly; SameSite=Strict";
        assert_eq!(cookie, whole);
    }

    #[test]
    fn the_cookie_is_found_by_its_whole_name_alone() {
        let cookie = GuestCookie::at("https://cafe.test");
        let found = |line: &'static str| {
            cookie.token(&HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(line))]))
        };
        assert_eq!(found("a=b; __Host-comanda-guest=x.y; c=d").as_deref(), Some("x.y"));
        assert_eq!(found("comanda-guest=x"), None);
        assert_eq!(found("__Host-comanda-guest2=x"), None);
        assert_eq!(found("__Host-comanda-guest="), None);
    }
}
