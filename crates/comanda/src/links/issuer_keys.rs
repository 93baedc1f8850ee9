//! `api` asks for the keys of an outside OpenID issuer.

use anyhow::Context;
use api::JwksSource;
use async_trait::async_trait;
use http::Uri;

use super::issuer_document::{Https, IssuerDocument, in_time, trusted};

/// Fetches the keys of one issuer.
pub(crate) struct IssuerKeys {
    https: Https,
    keys: Keys,
}

/// Where the keys are.
enum Keys {
    /// Where this document says.
    Discovered(Box<IssuerDocument>),
    /// Here.
    At(Uri),
}

impl IssuerKeys {
    /// The keys of `issuer`: at `jwks_url` if that is given, otherwise where the issuer's discovery
    /// document says. Nothing is fetched yet.
    ///
    /// # Errors
    /// A sentence when one of the two is not a URL that may be used.
    pub(crate) fn new(issuer: &str, jwks_url: Option<&str>) -> anyhow::Result<Self> {
        let keys = match jwks_url {
            Some(url) => Keys::At(trusted(url).context("identity.jwks_url")?),
            None => Keys::Discovered(Box::new(IssuerDocument::of(issuer)?)),
        };
        Ok(Self { https: Https::new(), keys })
    }

    async fn key_set(&self) -> anyhow::Result<String> {
        let address = match &self.keys {
            Keys::At(address) => address.clone(),
            Keys::Discovered(document) => document.keys().await?,
        };
        let bytes = self.https.get(&address).await?;
        String::from_utf8(bytes.into()).with_context(|| format!("{address} is not text"))
    }
}

#[async_trait]
impl JwksSource for IssuerKeys {
    async fn fetch(&self) -> Result<String, String> {
        in_time(self.key_set()).await
    }
}
