//! What the apps are told when they start, in `config.json` beside their first page. Where the same
//! build stands on a CDN, whoever puts it there writes that file.

use axum::http::Uri;
use serde::Serialize;

/// What the apps have to know of this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Where people reach this server, without a slash at the end.
    pub(crate) public_url: String,
    /// Who signs people in: this server, by its public URL, or a provider elsewhere.
    pub(crate) issuer: String,
    /// The client ids of order, counter and office there; `None` where nobody can sign in to one.
    pub(crate) clients: [Option<String>; 3],
    /// What an app asks for when somebody signs in to it.
    pub(crate) scope: &'static str,
    /// How the café shows itself.
    pub(crate) brand: Brand,
    /// What orders can be paid with: `counter`, and `sandbox` where that is taken.
    pub(crate) payments: Vec<&'static str>,
    /// The public key that browsers take pushes for; `None` where none are sent.
    pub(crate) push_key: Option<String>,
}

/// How the café shows itself, on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Brand {
    /// What it calls itself.
    pub(crate) name: String,
    /// The address of its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) logo: Option<String>,
    /// The colour of buttons and links, as `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) accent: Option<String>,
}

/// `config.json`.
#[derive(Debug, Serialize)]
struct Told<'a> {
    /// Where the API is: empty where it is at the app's own origin.
    api: &'a str,
    issuer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<&'a str>,
    scope: &'a str,
    brand: &'a Brand,
    payments: &'a [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    push_key: Option<&'a str>,
}

impl Settings {
    /// What the app of this place in [`NAMES`](super::NAMES) is told.
    pub(super) fn told(&self, app: usize) -> String {
        let told = Told {
            api: "",
            issuer: &self.issuer,
            client_id: self.clients[app].as_deref(),
            scope: self.scope,
            brand: &self.brand,
            payments: &self.payments,
            push_key: self.push_key.as_deref(),
        };
        serde_json::to_string(&told).expect("plain data")
    }

    /// The issuer, where that is not this server and somebody can sign in to an app there.
    pub(crate) fn signs_in_elsewhere(&self) -> Option<&str> {
        let somebody = self.clients.iter().any(Option::is_some);
        self.issuer_elsewhere().filter(|_| somebody).map(|_| self.issuer.as_str())
    }

    /// The origin of the issuer, where that is not this server.
    pub(super) fn issuer_elsewhere(&self) -> Option<String> {
        origin(&self.issuer).filter(|issuer| Some(issuer) != origin(&self.public_url).as_ref())
    }

    /// The origin of the logo, where that is not this server.
    pub(super) fn logo_elsewhere(&self) -> Option<String> {
        self.brand.logo.as_deref().and_then(origin)
    }
}

/// The origin of a URL, which can stand in a policy as it is; `None` of a path.
pub(crate) fn origin(url: &str) -> Option<String> {
    let url: Uri = url.parse().ok()?;
    let (scheme, host) = (url.scheme_str()?, url.host()?);
    // What else a URL may have in its host would end the directive it stands in.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.[]:".contains(c);
    let port = url.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
    host.chars().all(is_plain).then(|| format!("{scheme}://{host}{port}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::settings;
    use super::*;

    fn told(settings: &Settings, app: usize) -> Value {
        serde_json::from_str(&settings.told(app)).expect("JSON")
    }

    #[test]
    fn an_app_is_told_who_signs_in_and_how_the_cafe_looks() {
        let settings = settings();
        let wanted = json!({
            "api": "",
            "issuer": "https://cafe.example",
            "client_id": "counter",
            "scope": "openid profile email api",
            "brand": { "name": "Café Aroma" },
            "payments": ["counter", "sandbox"],
        });
        assert_eq!(told(&settings, 1), wanted);
    }

    #[test]
    fn what_is_not_there_is_left_out() {
        let settings = Settings {
            clients: [None, None, None],
            push_key: Some("BKey".to_owned()),
            brand: Brand { accent: Some("#8f3f14".to_owned()), ..settings().brand },
            ..settings()
        };
        let told = told(&settings, 0);
        assert!(told.get("client_id").is_none(), "{told}");
        assert_eq!(
            (&told["push_key"], &told["brand"]["accent"]),
            (&"BKey".into(), &"#8f3f14".into())
        );
    }

    #[test]
    fn an_origin_is_a_host_that_can_stand_in_a_policy() {
        for (url, expected) in [
            ("https://a.example/token?x=1", Some("https://a.example")),
            ("http://key_cloak:8080/realms/cafe", Some("http://key_cloak:8080")),
            ("http://[::1]:8080/", Some("http://[::1]:8080")),
            ("https://eve@c.example:8443/", Some("https://c.example:8443")),
            ("https://a.example;script-src/token", None),
            ("https://*/", None),
            ("/logo.svg", None),
        ] {
            assert_eq!(origin(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn an_issuer_is_elsewhere_when_its_origin_is_another() {
        let own = settings();
        assert_eq!(own.issuer_elsewhere(), None);
        let elsewhere = Settings { issuer: "https://login.example/pool".to_owned(), ..own };
        assert_eq!(elsewhere.issuer_elsewhere().as_deref(), Some("https://login.example"));
        assert_eq!(elsewhere.signs_in_elsewhere(), Some("https://login.example/pool"));
        let nobody = Settings { clients: [None, None, None], ..elsewhere };
        assert_eq!(nobody.signs_in_elsewhere(), None);
    }
}
