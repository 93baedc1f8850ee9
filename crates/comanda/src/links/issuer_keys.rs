//! `api` asks for the keys of an outside OpenID issuer; they are fetched over HTTPS.
//!
//! Whoever could change these keys on their way could sign tokens of anybody. So the way is
//! encrypted, except to this machine itself, and no answer leads to another place than it may.

use std::time::Duration;

use anyhow::{Context, bail};
use api::JwksSource;
use async_trait::async_trait;
use axum::body::{Body, Bytes, to_bytes};
use http::uri::Scheme;
use http::{StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;

/// How long the issuer may take to answer all that is asked of it.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest document read, in bytes. A key set has a few keys of half a kilobyte.
const DOCUMENT_BYTES_MAX: usize = 64 * 1024;
/// Where an issuer says what it offers. Source: OpenID Connect Discovery 1.0, section 4.
const DISCOVERY: &str = "/.well-known/openid-configuration";

/// Fetches the keys of one issuer.
pub(crate) struct IssuerKeys {
    client: Client<HttpsConnector<HttpConnector>, Body>,
    keys: Keys,
}

/// Where the keys are.
enum Keys {
    /// Where this document says.
    Discovered { issuer: String, document: Uri },
    /// Here.
    At(Uri),
}

/// What we read of a discovery document.
#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

impl IssuerKeys {
    /// The keys of `issuer`: at `jwks_url` if that is given, otherwise where the issuer's discovery
    /// document says. Nothing is fetched yet.
    ///
    /// # Errors
    /// A sentence when one of the two is not a URL that may be used.
    pub(crate) fn new(issuer: &str, jwks_url: Option<&str>) -> anyhow::Result<Self> {
        let keys = if let Some(url) = jwks_url {
            Keys::At(trusted(url).context("identity.jwks_url")?)
        } else {
            let document = format!("{}{DISCOVERY}", issuer.trim_end_matches('/'));
            let document = trusted(&document).context("identity.issuer")?;
            Keys::Discovered { issuer: issuer.to_owned(), document }
        };
        // The machine's own roots, so that an issuer inside a company is trusted too; Mozilla's in
        // a container that has none.
        let connector = match HttpsConnectorBuilder::new().with_native_roots() {
            Ok(builder) => builder,
            Err(_) => HttpsConnectorBuilder::new().with_webpki_roots(),
        };
        let connector = connector.https_or_http().enable_http1().build();
        // A connection kept from one fetch would be dead by the next, half an hour later.
        let mut client = Client::builder(TokioExecutor::new());
        let client = client.pool_max_idle_per_host(0).build(connector);
        Ok(Self { client, keys })
    }

    async fn key_set(&self) -> anyhow::Result<String> {
        let address = match &self.keys {
            Keys::At(address) => address.clone(),
            Keys::Discovered { issuer, document } => self.discover(issuer, document).await?,
        };
        let bytes = self.get(&address).await?;
        String::from_utf8(bytes.into()).with_context(|| format!("{address} is not text"))
    }

    /// Where the issuer says its keys are.
    async fn discover(&self, issuer: &str, document: &Uri) -> anyhow::Result<Uri> {
        let bytes = self.get(document).await?;
        let found: Discovery = serde_json::from_slice(&bytes)
            .with_context(|| format!("{document} is no discovery document"))?;
        if found.issuer != issuer {
            bail!(
                "{document} says that the issuer is \"{}\", and identity.issuer is \"{issuer}\": \
                 they must be the same, to the letter",
                brief(&found.issuer)
            );
        }
        trusted(&found.jwks_uri).with_context(|| format!("jwks_uri in {document}"))
    }

    async fn get(&self, address: &Uri) -> anyhow::Result<Bytes> {
        let answer = self.client.get(address.clone()).await;
        let answer = answer.with_context(|| format!("{address} does not answer"))?;
        if answer.status() != StatusCode::OK {
            bail!("{address} answers {}, expected 200", answer.status().as_u16());
        }
        let body = to_bytes(Body::new(answer.into_body()), DOCUMENT_BYTES_MAX).await;
        body.with_context(|| format!("{address} breaks off, or is longer than 64 KB"))
    }
}

#[async_trait]
impl JwksSource for IssuerKeys {
    async fn fetch(&self) -> Result<String, String> {
        match tokio::time::timeout(PATIENCE, self.key_set()).await {
            Ok(keys) => keys.map_err(|error| format!("{error:#}")),
            Err(_) => Err(format!("the issuer took longer than {} seconds", PATIENCE.as_secs())),
        }
    }
}

/// An address that nobody on the way can answer for.
fn trusted(url: &str) -> anyhow::Result<Uri> {
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
