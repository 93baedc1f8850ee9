//! The provider itself: what its verbs stand on.

use std::sync::Arc;

use kernel::{Clock, Random, Timestamp};
use store::{Change, Outcome, Store};
use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::keys;
use crate::error::Error;
use crate::passwords::Passwords;
use crate::ports::{Parts, Settings};
use crate::secrets::Secrets;

/// How often a change is tried anew when others change the same records at the same moment.
pub(super) const ATTEMPTS: usize = 8;

/// The OpenID provider. Cheap to clone.
#[derive(Clone)]
pub struct Idp(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) parts: Parts,
    secrets: Secrets,
    pub(super) passwords: Passwords,
    pub(super) webauthn: Webauthn,
    pub(super) keys: keys::Cache,
}

impl Idp {
    /// Puts it on a store that was opened with [`COLLECTIONS`](crate::COLLECTIONS).
    ///
    /// # Errors
    /// A sentence when the public URL is none that browsers keep passkeys and cookies for.
    pub fn new(parts: Parts) -> Result<Self, String> {
        let webauthn = relying_party(&parts.settings)?;
        let secrets = Secrets::new(&parts.secret);
        let passwords = Passwords::new(parts.settings.cost, parts.random.clone());
        let keys = keys::Cache::default();
        Ok(Self(Arc::new(Inner { parts, secrets, passwords, webauthn, keys })))
    }

    /// Tunes how much work a password is, before somebody waits for it.
    pub async fn warm_up(&self) {
        if let Err(error) = self.0.passwords.warm_up().await {
            tracing::warn!(%error, "passwords could not be tuned; the first sign-in does it");
        }
    }

    /// What is set.
    pub fn settings(&self) -> &Settings {
        &self.0.parts.settings
    }

    /// The issuer's name: the public URL.
    pub fn issuer(&self) -> &str {
        &self.settings().public_url
    }

    /// Whether mail can be sent, without which nobody can sign up or reset a password.
    pub fn can_mail(&self) -> bool {
        self.0.parts.post.is_open()
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.clock().now()
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.0.parts.clock
    }

    pub(super) fn store(&self) -> &dyn Store {
        &*self.0.parts.store
    }

    pub(super) fn random(&self) -> &dyn Random {
        &*self.0.parts.random
    }

    pub(super) fn secrets(&self) -> &Secrets {
        &self.0.secrets
    }

    pub(super) async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        Ok(self.store().commit(change).await?)
    }
}

/// What is wrong with the settings.
pub(crate) fn flaw(settings: &Settings) -> Option<String> {
    relying_party(settings).err()
}

/// What passkeys are made for: the host of the public URL.
fn relying_party(settings: &Settings) -> Result<Webauthn, String> {
    let shown = &settings.public_url;
    let bad = |why: &str| format!("the public URL \"{shown}\" {why}");
    let url = Url::parse(shown).map_err(|_| bad("is no URL"))?;
    let host = url.domain().ok_or_else(|| {
        bad("names no host: passkeys are made for a name, such as localhost, not for an address")
    })?;
    if url.scheme() != "https" && !(url.scheme() == "http" && host == "localhost") {
        return Err(bad(
            "is not https: browsers keep sign-in cookies and passkeys only for https, or for \
             http://localhost while trying things out",
        ));
    }
    if url.path() != "/" || url.query().is_some() || shown.ends_with('/') {
        return Err(bad("has more than scheme, host and port: leave out the rest"));
    }
    let builder = WebauthnBuilder::new(host, &url);
    let built = builder.and_then(|builder| builder.rp_name(&settings.brand.name).build());
    built.map_err(|error| bad(&format!("does not do for passkeys: {error}")))
}

/// `seconds` after `at`.
pub(super) fn after(at: Timestamp, seconds: u64) -> Timestamp {
    at.checked_add(std::time::Duration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}
