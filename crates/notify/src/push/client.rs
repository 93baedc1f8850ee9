//! The way to push services. Names are looked up here, and only public addresses are gone to: a
//! name that leads inside is no way around [`Endpoint`](super::endpoint::Endpoint).

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioExecutor;
use tower::Service;

use super::endpoint::may_be_reached;
use crate::ports::Undelivered;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(2);
/// How long a connection that nobody uses is kept.
const IDLE: Duration = Duration::from_mins(1);
/// How many of them to one push service.
const IDLE_MAX: usize = 4;

/// Speaks HTTP/1.1, which every push service does. No redirect is followed and no body is read.
pub(super) struct Client(HttpClient<HttpsConnector<HttpConnector<Outside>>, Body>);

impl Client {
    /// `local` also allows this machine, in the clear.
    pub(super) fn new(local: bool) -> Self {
        let mut connector = HttpConnector::new_with_resolver(Outside { local });
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(CONNECT));
        // Push services are on the public internet, so Mozilla's roots are the right ones.
        let builder = HttpsConnectorBuilder::new().with_webpki_roots();
        let builder = if local { builder.https_or_http() } else { builder.https_only() };
        let connector = builder.enable_http1().wrap_connector(connector);
        let mut client = HttpClient::builder(TokioExecutor::new());
        client.pool_idle_timeout(IDLE).pool_max_idle_per_host(IDLE_MAX);
        Self(client.build(connector))
    }

    /// Sends a request; says what status it was answered with.
    ///
    /// # Errors
    /// [`Undelivered::Unavailable`] without anything of the address.
    pub(super) async fn send(&self, request: Request<Body>) -> Result<StatusCode, Undelivered> {
        let answer = self.0.request(request).await;
        answer.map(|answer| answer.status()).map_err(|error| {
            let why = if error.is_connect() { "cannot be connected to" } else { "broke off" };
            Undelivered::Unavailable(format!("the push service {why}"))
        })
    }
}

/// Looks names up, and leaves out where no request may go.
#[derive(Clone)]
struct Outside {
    local: bool,
}

impl Service<Name> for Outside {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let local = self.local;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let may: Vec<_> = found.filter(|one| may_be_reached(one.ip(), local)).collect();
            if may.is_empty() {
                return Err(io::Error::other("the name has no public address"));
            }
            Ok(may.into_iter())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_not_gone_to() {
        let name = || "localhost".parse::<Name>().expect("a name");
        assert!(Outside { local: false }.call(name()).await.is_err());
        assert!(Outside { local: true }.call(name()).await.is_ok());
    }

    #[tokio::test]
    async fn a_number_that_only_a_resolver_reads_leads_nowhere_inside() {
        for name in ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "0xa9fea9fe"] {
            let name = name.parse::<Name>().expect("a name");
            assert!(Outside { local: false }.call(name.clone()).await.is_err(), "{name}");
        }
    }
}
