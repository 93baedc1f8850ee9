//! Somebody with a browser and an authenticator.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use http::{Method, Request, header};
use kernel::{Clock, Role};
use totp_rs::{Builder, Secret};
use url::{Url, form_urlencoded};

use crate::provider::{ISSUER, Provider};

const PASSWORD: &str = "seven quiet teapots 41";

pub(crate) struct Person<'a> {
    provider: &'a Provider,
    email: String,
    cookies: BTreeMap<String, String>,
}

/// Where a request has led.
#[derive(Debug)]
pub(crate) enum Led {
    /// To a page of ours.
    Page { path: String, html: String },
    /// Away, to a client.
    Away(Url),
}

impl<'a> Person<'a> {
    /// Somebody who has taken up an invitation, and is signed in.
    pub(crate) async fn invited(provider: &'a Provider, email: &str, role: Role) -> Self {
        let link = provider.invite(email, role).await;
        let mut person = Self { provider, email: email.to_owned(), cookies: BTreeMap::new() };
        let (_, link) = link.split_once("link=").expect("a link");
        let fields = [("link", link), ("name", "Ada Rivera"), ("new_password", PASSWORD)];
        person.post("/invited", &fields).await;
        assert!(person.cookies.contains_key("__Host-comanda-session"), "{email} is signed in");
        person
    }

    /// Opens a page, and goes on where it leads.
    pub(crate) async fn open(&mut self, address: &str) -> Led {
        self.go(Method::GET, address, &[]).await
    }

    /// Sends a form, and goes on where that leads.
    async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Led {
        self.go(Method::POST, address, fields).await
    }

    /// Types the password on a page to sign in on.
    pub(crate) async fn sign_in(&mut self, led: Led) -> Led {
        let html = led.page("/sign-in");
        let (email, to) = (self.email.clone(), hidden(&html, "to"));
        let fields = [("email", email.as_str()), ("password", PASSWORD), ("to", to.as_str())];
        self.post("/sign-in", &fields).await
    }

    /// Sets up an authenticator on its page, and goes on behind the recovery codes.
    pub(crate) async fn enrol(&mut self, led: Led) -> Led {
        let html = led.page("/account/authenticator");
        let (code, to) = (self.code(&html), hidden(&html, "to"));
        let fields = [("code", code.as_str()), ("to", to.as_str())];
        let codes = self.post("/account/authenticator", &fields).await;
        codes.page("/account/authenticator");
        self.open(&to).await
    }

    /// The code of this moment for the secret that a page shows.
    fn code(&self, html: &str) -> String {
        let secret = between(html, "<p class=\"secret\">", "</p>").replace(' ', "");
        let secret = Secret::try_from_base32(&secret).expect("base32");
        let totp = Builder::new().with_secret(secret).build_noncompliant();
        let now = self.provider.clock.now().as_second().unsigned_abs();
        totp.generate(now).to_string()
    }

    async fn go(&mut self, method: Method, address: &str, fields: &[(&str, &str)]) -> Led {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut url = Url::parse(ISSUER).expect("a URL").join(address).expect("an address");
        let (mut method, mut body) = (method, Body::from(body));
        loop {
            if url.origin().ascii_serialization() != ISSUER {
                return Led::Away(url);
            }
            let path = url[url::Position::BeforePath..].to_owned();
            let cookies: Vec<_> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            let request = Request::builder()
                .method(&method)
                .uri(&path)
                .header(header::COOKIE, cookies.join("; "))
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let response = self.provider.send(request.body(body).expect("a request")).await;
            for line in response.headers().get_all(header::SET_COOKIE) {
                self.keep(line.to_str().expect("text"));
            }
            let Some(next) = response.headers().get(header::LOCATION) else {
                let html = to_bytes(response.into_body(), 1 << 20).await.expect("a page");
                let html = String::from_utf8(html.to_vec()).expect("text");
                return Led::Page { path: url.path().to_owned(), html };
            };
            url = url.join(next.to_str().expect("text")).expect("an address");
            (method, body) = (Method::GET, Body::empty());
        }
    }

    fn keep(&mut self, line: &str) {
        let (pair, attributes) = line.split_once(';').expect("attributes");
        let (name, value) = pair.split_once('=').expect("a name");
        if attributes.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Led {
    /// The page it led to, which is the one at `wanted`.
    #[track_caller]
    pub(crate) fn page(self, wanted: &str) -> String {
        match self {
            Self::Page { path, html } if path == wanted => html,
            other => panic!("led to {other:?} instead of {wanted}"),
        }
    }

    /// The client's address it led to.
    #[track_caller]
    pub(crate) fn away(self) -> Url {
        match self {
            Self::Away(url) => url,
            Self::Page { path, .. } => panic!("led to {path} instead of away"),
        }
    }
}

fn hidden(html: &str, name: &str) -> String {
    let value = between(html, &format!("<input type=\"hidden\" name=\"{name}\" value=\""), "\"");
    value.replace("&#38;", "&").replace("&amp;", "&")
}

fn between(html: &str, from: &str, to: &str) -> String {
    let (_, rest) = html.split_once(from).unwrap_or_else(|| panic!("no {from} in {html}"));
    rest.split_once(to).expect("an end").0.to_owned()
}
