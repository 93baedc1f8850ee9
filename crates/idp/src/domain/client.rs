//! Programs that ask us who somebody is.

use super::Scope;

/// How a client gets tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// A person signs in on our pages, and the client gets a code (with PKCE, always).
    AuthorizationCode,
    /// It goes on with what it got before.
    RefreshToken,
    /// It acts for itself: a service.
    ClientCredentials,
    /// A person signs in elsewhere for a device without a keyboard (RFC 8628).
    DeviceCode,
}

impl Grant {
    /// Every grant.
    pub const ALL: [Self; 4] =
        [Self::AuthorizationCode, Self::RefreshToken, Self::ClientCredentials, Self::DeviceCode];

    /// The value of `grant_type`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::ClientCredentials => "client_credentials",
            Self::DeviceCode => "urn:ietf:params:oauth:grant-type:device_code",
        }
    }

    /// The grant that a `grant_type` names.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.word() == word)
    }
}

/// A program that may ask us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its `client_id`: 1 to 64 of `a-z`, `0-9` and hyphens.
    pub id: String,
    /// What people read when it asks for them.
    pub name: String,
    /// Whether it is one of the café's own: people are not asked whether it may know them.
    pub first_party: bool,
    /// The keyed hash of its secret; `None` for a public client, such as an app in a browser.
    pub secret: Option<String>,
    /// Where codes may be sent: compared character by character.
    pub redirect_uris: Vec<String>,
    /// Where people may be sent after they signed out.
    pub post_logout_redirect_uris: Vec<String>,
    /// How it may get tokens.
    pub grants: Vec<Grant>,
    /// What it may ask for.
    pub scopes: Vec<Scope>,
}

impl Client {
    /// Whether codes may be sent there. Exactly: no prefix, no pattern, no other port
    /// (RFC 9700, section 2.1).
    pub fn redirects_to(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|known| known == uri)
    }

    /// Whether people may be sent there after they signed out.
    pub fn returns_to(&self, uri: &str) -> bool {
        self.post_logout_redirect_uris.iter().any(|known| known == uri)
    }

    /// Whether it may get tokens so.
    pub fn may(&self, grant: Grant) -> bool {
        self.grants.contains(&grant)
    }

    /// The scopes it is given of those it asks for.
    pub fn allowed(&self, asked: &[Scope]) -> Vec<Scope> {
        asked.iter().copied().filter(|scope| self.scopes.contains(scope)).collect()
    }
}

/// What is wrong with a redirect URI, in words for whoever registers it.
pub fn redirect_uri_flaw(uri: &str) -> Option<&'static str> {
    let rest = uri.strip_prefix("https://").or_else(|| {
        let local = ["http://localhost", "http://127.0.0.1", "http://[::1]"];
        local.iter().find_map(|host| {
            let rest = uri.strip_prefix(host)?;
            (rest.is_empty() || rest.starts_with([':', '/'])).then_some(uri)
        })
    });
    let Some(rest) = rest else {
        return Some("it begins with https://, or with http://localhost for trying things out");
    };
    if rest.is_empty() || rest.starts_with('/') {
        return Some("it names no host");
    }
    if uri.contains('#') {
        return Some("it has no fragment (#…)");
    }
    if uri.contains('*') || uri.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Some("it is one whole address, without * and spaces");
    }
    if uri.len() > 500 {
        return Some("it has at most 500 characters");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client() -> Client {
        Client {
            id: "order".to_owned(),
            name: "Order".to_owned(),
            first_party: true,
            secret: None,
            redirect_uris: vec!["https://cafe.example/signed-in".to_owned()],
            post_logout_redirect_uris: vec![],
            grants: vec![Grant::AuthorizationCode],
            scopes: vec![Scope::Openid, Scope::Api],
        }
    }

    #[test]
    fn a_redirect_uri_fits_character_by_character_or_not_at_all() {
        let client = client();
        assert!(client.redirects_to("https://cafe.example/signed-in"));
        for other in [
            "https://cafe.example/signed-in/",
            "https://cafe.example/signed-in?a=b",
            "https://cafe.example/Signed-in",
            "https://cafe.example:443/signed-in",
            "http://cafe.example/signed-in",
            "https://cafe.example/signed-in#a",
            "https://cafe.example/signed-in/../evil",
            "https://cafe.example.evil/signed-in",
            "https://cafe.example/signed-in%2f",
            "https://CAFE.example/signed-in",
            "",
        ] {
            assert!(!client.redirects_to(other), "{other}");
        }
    }

    #[test]
    fn a_client_is_given_no_scope_it_may_not_have() {
        assert_eq!(client().allowed(&[Scope::Openid, Scope::Email]), [Scope::Openid]);
    }

    #[test]
    fn what_cannot_be_a_redirect_uri_is_told_why() {
        for good in [
            "https://cafe.example/a?b=c",
            "http://localhost:3000/",
            "http://127.0.0.1/x",
            "http://localhost",
        ] {
            assert_eq!(redirect_uri_flaw(good), None, "{good}");
        }
        for bad in [
            "http://cafe.example/",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "cafe://a",
            "https://a/#b",
            "https://*.cafe.example/",
            "https://a/ b",
            "http://localhost.evil/",
            "http://localhostevil",
            "data:text/html,a",
        ] {
            assert!(redirect_uri_flaw(bad).is_some(), "{bad}");
        }
    }
}
