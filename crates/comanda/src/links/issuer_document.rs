//! What an outside OpenID issuer says of itself, fetched over HTTPS.
//!
//! Whoever could change that on its way could sign tokens of anybody. So the way is encrypted,
//! except to this machine itself, and no answer leads to another place than it may.

use std::time::Duration;

use anyhow::{Context, bail};
use axum::body::{Body, Bytes, to_bytes};
use http::uri::Scheme;
use http::{StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use serde_json::Value;

/// How long the issuer may take to answer all that is asked of it.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest document read, in bytes. A key set has a few keys of half a kilobyte.
const DOCUMENT_BYTES_MAX: usize = 64 * 1024;
/// Where an issuer says what it offers. Source: OpenID Connect Discovery 1.0, section 4.
const DISCOVERY: &str = "/.well-known/openid-configuration";

/// The discovery document of one issuer.
pub(super) struct IssuerDocument {
    issuer: String,
    address: Uri,
    https: Https,
}

/// What we read of a discovery document.
#[derive(Deserialize)]
pub(super) struct Discovery {
    issuer: String,
    pub(super) jwks_uri: String,
    // For pages only. Whatever stands there, the keys are found.
    #[serde(default)]
    pub(super) authorization_endpoint: Value,
    #[serde(default)]
    pub(super) token_endpoint: Value,
    #[serde(default)]
    pub(super) userinfo_endpoint: Value,
    /// Source: RFC 8414, section 2.
    #[serde(default)]
    pub(super) revocation_endpoint: Value,
    /// Source: OpenID Connect RP-Initiated Logout 1.0, section 2.1.
    #[serde(default)]
    pub(super) end_session_endpoint: Value,
}

impl IssuerDocument {
    /// That of `issuer`. Nothing is fetched yet.
    ///
    /// # Errors
    /// A sentence when that is not a URL that may be used.
    pub(super) fn of(issuer: &str) -> anyhow::Result<Self> {
        let address = format!("{}{DISCOVERY}", issuer.trim_end_matches('/'));
        let address = trusted(&address).context("identity.issuer")?;
        Ok(Self { issuer: issuer.to_owned(), address, https: Https::new() })
    }

    /// As it is published now.
    pub(super) async fn read(&self) -> anyhow::Result<Discovery> {
        let Self { issuer, address, https } = self;
        let bytes = https.get(address).await?;
        let found: Discovery = serde_json::from_slice(&bytes)
            .with_context(|| format!("{address} is no discovery document"))?;
        if found.issuer != *issuer {
            bail!(
                "{address} says that the issuer is \"{}\", and identity.issuer is \"{issuer}\": \
                 they must be the same, to the letter",
                brief(&found.issuer)
            );
        }
        Ok(found)
    }

    /// Where the issuer says its keys are.
    pub(super) async fn keys(&self) -> anyhow::Result<Uri> {
        let found = self.read().await?;
        trusted(&found.jwks_uri).with_context(|| format!("jwks_uri in {}", self.address))
    }
}

/// Whoever asks an issuer.
pub(super) struct Https(Client<HttpsConnector<HttpConnector>, Body>);

impl Https {
    pub(super) fn new() -> Self {
        // The machine's own roots, so that an issuer inside a company is trusted too; Mozilla's in
        // a container that has none.
        let connector = match HttpsConnectorBuilder::new().with_native_roots() {
            Ok(builder) => builder,
            Err(_) => HttpsConnectorBuilder::new().with_webpki_roots(),
        };
        let connector = connector.https_or_http().enable_http1().build();
        // A connection kept from one fetch would be dead by the next, half an hour later.
        let mut client = Client::builder(TokioExecutor::new());
        Self(client.pool_max_idle_per_host(0).build(connector))
    }

    pub(super) async fn get(&self, address: &Uri) -> anyhow::Result<Bytes> {
        let answer = self.0.get(address.clone()).await;
        let answer = answer.with_context(|| format!("{address} does not answer"))?;
        if answer.status() != StatusCode::OK {
            bail!("{address} answers {}, expected 200", answer.status().as_u16());
        }
        let body = to_bytes(Body::new(answer.into_body()), DOCUMENT_BYTES_MAX).await;
        body.with_context(|| format!("{address} breaks off, or is longer than 64 KB"))
    }
}

/// What comes of `asking`, unless it takes too long; what goes wrong as a sentence.
pub(super) async fn in_time<T>(
    asking: impl Future<Output = anyhow::Result<T>>,
) -> Result<T, String> {
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(answer) => answer.map_err(|error| format!("{error:#}")),
        Err(_) => Err(format!("the issuer took longer than {} seconds", PATIENCE.as_secs())),
    }
}

/// An address that nobody on the way can answer for.
pub(super) fn trusted(url: &str) -> anyhow::Result<Uri> {
    let address: Uri = match url.parse() {
        Ok(address) => address,
        Err(_) => bail!("\"{}\" is not a URL", brief(url)),
    };
    let is_here = matches!(address.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let is_encrypted = address.scheme() == Some(&Scheme::HTTPS);
    if !(is_encrypted || address.scheme() == Some(&Scheme::HTTP) && is_here) {
        bail!(
            "\"{}\" cannot be trusted with keys: expected https://…, or http:// to this machine \
             itself",
            brief(url)
        );
    }
    Ok(address)
}

/// Enough of a text of somebody else to recognise it.
fn brief(text: &str) -> String {
    text.chars().take(200).collect()
}
