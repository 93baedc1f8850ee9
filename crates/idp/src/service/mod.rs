//! The verbs of this context, a file each.

mod accounts;
#[cfg(test)]
mod accounts_tests;
mod admin;
mod authenticators;
mod change;
mod clients;
mod close;
#[cfg(test)]
mod factors_tests;
mod flows;
#[cfg(test)]
mod guessing_tests;
mod holdings;
mod invitations;
mod keys;
mod mails;
pub mod oauth;
mod passkeys;
mod password_rules;
mod reset_password;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_up;
#[cfg(test)]
pub(crate) mod testing;
mod throttles;

use std::sync::Arc;

use kernel::{Clock, Random, Timestamp};
use store::{Change, Outcome, Store};
use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

pub use self::accounts::{AccountView, PasskeyView, SessionView};
pub use self::admin::AccountLine;
pub use self::authenticators::Enrolment;
pub use self::clients::NewClient;
pub use self::close::closing;
pub use self::holdings::holdings;
pub use self::invitations::{Invited, TakenUp};
pub use self::mails::moment;
pub use self::second_factor::{Factors, Proof};
pub use self::sessions::{NewSession, SignedIn, Visitor};
pub use self::sign_in::Step;
pub use self::throttles::network;

use crate::error::Error;
use crate::passwords::Passwords;
use crate::ports::{Parts, Settings};
use crate::secrets::Secrets;

/// How often a change is tried anew when others change the same records at the same moment.
const ATTEMPTS: usize = 8;

/// The OpenID provider. Cheap to clone.
#[derive(Clone)]
pub struct Idp(Arc<Inner>);

struct Inner {
    parts: Parts,
    secrets: Secrets,
    passwords: Passwords,
    webauthn: Webauthn,
    keys: keys::Cache,
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

    fn clock(&self) -> &dyn Clock {
        &*self.0.parts.clock
    }

    fn store(&self) -> &dyn Store {
        &*self.0.parts.store
    }

    fn random(&self) -> &dyn Random {
        &*self.0.parts.random
    }

    fn secrets(&self) -> &Secrets {
        &self.0.secrets
    }

    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
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
        bad("names no host: passkeys are made for a name, such as localhost, and not for an address")
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
fn after(at: Timestamp, seconds: u64) -> Timestamp {
    at.checked_add(std::time::Duration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}
