//! The server under load, and its requests.

use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};

use crate::http::{Request, authority};

/// How long the server may hold an order's answer back until it is confirmed.
const PREFER_WAIT: (&str, &str) = ("prefer", "wait=10");

/// Loads made by this process. Every load counts its serial numbers from one, so each has a name of
/// its own: a key that came before would be answered with the order it made then, and nothing would
/// be placed.
static LOADS: AtomicU64 = AtomicU64::new(0);

/// The server under load, and who speaks to it.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// `http://HOST:PORT`.
    pub(crate) url: String,
    /// The location that is ordered at.
    pub(crate) location: String,
    /// A customer's access token.
    pub(crate) token: Option<String>,
    /// A barista's access token.
    pub(crate) barista_token: Option<String>,
    /// What idempotency keys begin with; differs between runs on one database.
    pub(crate) run: String,
}

impl Target {
    /// Where to connect to.
    ///
    /// # Errors
    /// When the URL is not plain HTTP or its host is unknown.
    pub(crate) fn address(&self) -> Result<SocketAddr> {
        let authority = authority(&self.url)?;
        let mut found = authority.to_socket_addrs().with_context(|| format!("no {authority}"))?;
        found.next().with_context(|| format!("{authority} has no address"))
    }

    /// Reads any path.
    pub(crate) fn get(&self, path: &str) -> Request {
        Request::get(self.authority(), path, &headers(self.token.as_deref(), &[]).borrowed())
    }

    /// Reads the menu, with these headers besides.
    pub(crate) fn menu(&self, headers: &[(&str, &str)]) -> Request {
        let path = format!("/v1/locations/{}/menu", self.location);
        Request::get(self.authority(), &path, headers)
    }

    /// Asks for a quote.
    pub(crate) fn quote(&self, body: &[u8]) -> Request {
        let headers = headers(self.token.as_deref(), &[]);
        Request::post(self.authority(), "/v1/quotes", &headers.borrowed(), body)
    }

    /// Places an order; answered as soon as it is accepted.
    pub(crate) fn place(&self, body: &[u8]) -> Request {
        self.post_order(body, &[])
    }

    /// Places an order; answered when it is confirmed.
    pub(crate) fn place_and_wait(&self, body: &[u8]) -> Request {
        self.post_order(body, &[PREFER_WAIT])
    }

    fn post_order(&self, body: &[u8], more: &[(&str, &str)]) -> Request {
        let headers = headers(self.token.as_deref(), more);
        let run = format!("{}-{}", self.run, LOADS.fetch_add(1, Ordering::Relaxed));
        Request::post(self.authority(), "/v1/orders", &headers.borrowed(), body).keyed(&run)
    }

    /// Follows one order as its customer.
    pub(crate) fn order_events(&self, order: &str) -> Request {
        let path = format!("/v1/orders/{order}/events");
        Request::get(self.authority(), &path, &headers(self.token.as_deref(), &[]).borrowed())
    }

    /// Follows the location's orders as a barista.
    pub(crate) fn location_events(&self) -> Request {
        let path = format!("/v1/locations/{}/orders/events", self.location);
        Request::get(self.authority(), &path, &self.barista_headers().borrowed())
    }

    /// Headers that say who the barista is.
    pub(crate) fn barista_headers(&self) -> Headers {
        headers(self.barista_token.as_deref(), &[])
    }

    /// The `host:port` of the URL.
    pub(crate) fn authority(&self) -> &str {
        authority(&self.url).unwrap_or_default()
    }
}

fn headers(token: Option<&str>, more: &[(&str, &str)]) -> Headers {
    let token = token.map(|token| ("authorization".to_owned(), format!("Bearer {token}")));
    let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Headers(token.into_iter().chain(more).collect())
}

/// Some headers.
pub(crate) struct Headers(Vec<(String, String)>);

impl Headers {
    /// As [`Request`] takes them.
    pub(crate) fn borrowed(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}
