//! Opening what every role opens in the same way.

use std::sync::Arc;

use api::{Issuer, Verifier};
use kernel::Clock;
use notify::mailer::Settings;
use notify::ports::Mailer;

use crate::config::{Config, Trust};
use crate::links::IssuerKeys;

/// Who carries mail, as configured.
///
/// # Errors
/// A sentence that says which key is wrong and how it should be.
pub(crate) async fn mailer(config: &Config) -> anyhow::Result<Arc<dyn Mailer>> {
    let settings = Settings { url: config.mail_url()?, from: config.notify.from.clone() };
    notify::mailer::open(&settings).await.map_err(|why| anyhow::anyhow!("notify: {why}"))
}

/// Who checks tokens of the provider that is believed; `None` when tokens are our own.
///
/// # Errors
/// A sentence that says which key is wrong and how it should be.
pub(crate) fn outside_verifier(
    config: &Config,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<Option<Verifier>> {
    let Trust::Provider { issuer, clients, jwks_url } = config.trust()? else { return Ok(None) };
    let keys = IssuerKeys::new(&issuer, jwks_url.as_deref())?;
    let issuer = Issuer { name: issuer, clients, mfa: config.identity.mfa_by_issuer };
    Ok(Some(Verifier::outside(issuer, Arc::new(keys), clock.clone())))
}

/// An empty text stands for none.
pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
