//! What a request to a page tells before its form is read: who, from where, in which language.

use api::PeerAddress;
use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, Method, Uri, header};

use super::cookies;
use super::view::{Frame, LanguageLink};
use crate::error::Error;
use crate::service::{Idp, SignedIn, Visitor, network};
use crate::words::Language;

/// What a request tells.
pub(super) struct Knock {
    pub(super) idp: Idp,
    pub(super) visitor: Visitor,
    pub(super) language: Language,
    /// The language was chosen by a link, and is to be remembered.
    pub(super) chosen: bool,
    pub(super) challenge: Option<String>,
    pub(super) flow: Option<String>,
    uri: Uri,
    method: Method,
}

impl FromRequestParts<Idp> for Knock {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, idp: &Idp) -> Result<Self, Self::Rejection> {
        let headers = &parts.headers;
        let address = parts.extensions.get::<PeerAddress>();
        let visitor = Visitor {
            // Without an address all count together, which only makes them wait sooner.
            network: address.map_or_else(|| "unknown".to_owned(), |peer| network(peer.0)),
            device: cookies::get(headers, cookies::DEVICE),
            session: cookies::get(headers, cookies::SESSION),
            agent: text(headers, &header::USER_AGENT).to_owned(),
        };
        let asked = query(&parts.uri, "language").and_then(|tag| Language::parse(&tag));
        let kept = || {
            let kept = cookies::get(headers, cookies::LANGUAGE);
            kept.and_then(|tag| Language::parse(&tag))
        };
        let wanted = || Language::negotiate(text(headers, &header::ACCEPT_LANGUAGE));
        let ui_locales = || {
            let listed = query(&parts.uri, "ui_locales")?;
            listed.split(' ').find_map(Language::parse)
        };
        let language = asked.or_else(ui_locales).or_else(kept).or_else(wanted);
        Ok(Self {
            idp: idp.clone(),
            visitor,
            language: language.unwrap_or(Language::En),
            chosen: asked.is_some(),
            challenge: cookies::get(headers, cookies::CHALLENGE),
            flow: cookies::get(headers, cookies::FLOW),
            uri: parts.uri.clone(),
            method: parts.method.clone(),
        })
    }
}

impl Knock {
    /// Who is signed in.
    pub(super) async fn who(&self) -> Result<SignedIn, Error> {
        self.idp.signed_in(self.visitor.session.as_deref()).await
    }

    /// Who is signed in, if anybody is.
    pub(super) async fn whoever(&self) -> Result<Option<SignedIn>, Error> {
        match self.who().await {
            Ok(who) => Ok(Some(who)),
            Err(Error::SignedOut) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether it only asks for a page.
    pub(super) fn is_get(&self) -> bool {
        self.method == Method::GET
    }

    /// A field of the query.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        query(&self.uri, name)
    }

    /// The path and the query, as they were asked for.
    pub(super) fn asked_for(&self) -> String {
        self.uri.path_and_query().map_or_else(String::new, ToString::to_string)
    }

    /// The frame of a page.
    pub(super) fn frame(&self) -> Frame {
        let link = |language: Language| LanguageLink {
            language,
            href: self.in_language(language),
            current: language == self.language,
        };
        Frame {
            brand: self.idp.settings().brand.clone(),
            language: self.language,
            // A page that answers a form cannot be opened by a link: what was typed, or recovery
            // codes that are shown once, would be lost.
            languages: if self.is_get() { Language::ALL.map(link).to_vec() } else { Vec::new() },
            can_sign_up: self.idp.can_mail(),
        }
    }

    /// This page in a language, everything else of its query as it is.
    fn in_language(&self, language: Language) -> String {
        let pairs = url::form_urlencoded::parse(self.uri.query().unwrap_or_default().as_bytes());
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.filter(|(name, _)| name != "language" && name != "ui_locales"));
        query.append_pair("language", language.tag());
        format!("{}?{}", self.uri.path(), query.finish())
    }
}

fn query(uri: &Uri, name: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
