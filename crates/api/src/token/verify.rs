//! Checking tokens.

use std::sync::Arc;

use jsonwebtoken::dangerous::insecure_decode_claims;
use jsonwebtoken::errors::ErrorKind;
use kernel::{Clock, Principal, Timestamp};
use quick_cache::sync::Cache;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::issuer::{Issuer, Published};
use super::keyring::{JwksSource, Keyring};
use super::ours::Ours;
use super::{InstanceKey, SUBJECT_BYTES_MAX, SignIn};
use crate::error::Error;

/// How far the clocks of two machines may be apart.
pub(super) const LEEWAY_S: i64 = 30;
/// Verified tokens remembered; each costs about 300 bytes.
const REMEMBERED: usize = 10_000;
/// Longest token looked at.
const TOKEN_BYTES_MAX: usize = 8 * 1024;
/// The number that stands for our own key; sets of keys are counted from 1.
pub(super) const OWN_KEY: u64 = 0;

/// Checks tokens: those of this instance and its OpenID provider, or those of one outside issuer,
/// and never all of them.
pub struct Verifier {
    trust: Trust,
    clock: Arc<dyn Clock>,
    verified: Cache<[u8; 32], Arc<Verified>>,
}

/// Whose tokens are believed. Where there are two, what `iss` says chooses, and only the one that
/// was chosen looks at the token: nothing is tried with the keys of the other.
enum Trust {
    Ours(Box<Ours>),
    Published(Box<Published>),
    Both(Box<Ours>, Box<Published>),
}

/// What a token says whose signature fits.
#[derive(Debug)]
pub struct Verified {
    /// Who sent it.
    pub principal: Principal,
    /// How they signed in.
    pub sign_in: SignIn,
    /// In seconds since 1970.
    pub(super) not_before: Option<i64>,
    /// In seconds since 1970.
    pub(super) expires: i64,
    /// The number of the key set it was checked with, or [`OWN_KEY`].
    pub(super) keys: u64,
}

impl Verified {
    /// Until when the token is valid.
    pub fn expires_at(&self) -> Timestamp {
        Timestamp::from_second(self.expires).unwrap_or(Timestamp::MAX)
    }
}

/// What chooses whose rules a token is checked by, before anything in it is believed.
#[derive(Deserialize)]
struct Origin {
    iss: String,
}

impl Verifier {
    /// Accepts what a [`Signer`](super::Signer) with the same key and issuer made.
    pub fn new(key: &InstanceKey, issuer: &str, clock: Arc<dyn Clock>) -> Self {
        Self::trusting(Trust::Ours(Box::new(Ours::new(key, issuer))), clock)
    }

    /// Accepts access tokens that `issuer` made for one of its clients, signed with a key that
    /// `source` publishes. Tokens of this instance are not accepted then.
    ///
    /// Nothing is fetched before the first token is checked.
    pub fn outside(issuer: Issuer, source: Arc<dyn JwksSource>, clock: Arc<dyn Clock>) -> Self {
        let keyring = Keyring::new(source, clock.clone());
        Self::trusting(Trust::Published(Box::new(Published::outside(issuer, keyring))), clock)
    }

    /// Accepts, besides what [`Verifier::new`] does, access tokens (RFC 9068, ES256, `aud` is
    /// `comanda`) of the OpenID provider that is part of this program: `name` is its public URL,
    /// which stands in `iss`, and must not be the issuer given to `new`; `source` gives its keys.
    ///
    /// With [`Verifier::outside`] the provider takes the place of the outside issuer.
    #[must_use]
    pub fn with_provider(self, name: impl Into<String>, source: Arc<dyn JwksSource>) -> Self {
        let keyring = Keyring::new(source, self.clock.clone());
        let provider = Box::new(Published::provider(name.into(), keyring));
        let trust = match self.trust {
            Trust::Ours(ours) | Trust::Both(ours, _) => Trust::Both(ours, provider),
            Trust::Published(_) => Trust::Published(provider),
        };
        Self { trust, ..self }
    }

    fn trusting(trust: Trust, clock: Arc<dyn Clock>) -> Self {
        Self { trust, clock, verified: Cache::new(REMEMBERED) }
    }

    /// Who sent this token, and how they signed in. Waits only when an issuer's keys have to be
    /// fetched.
    ///
    /// # Errors
    /// [`Error::InvalidToken`] or [`Error::ExpiredToken`]; [`Error::KeysUnavailable`] when the keys
    /// of the issuer have to be fetched and cannot be.
    pub async fn verify(&self, token: &str) -> Result<Arc<Verified>, Error> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(Error::InvalidToken("it is too long"));
        }
        // A signature takes fifty times as long to check as to remember that it was right.
        let digest: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let verified = match self.verified.get(&digest) {
            Some(verified) if self.trust.holds(&verified).await? => verified,
            _ => {
                let verified = Arc::new(self.trust.read(token).await?);
                self.verified.insert(digest, verified.clone());
                verified
            }
        };
        let now = self.clock.now().as_second();
        if verified.expires.saturating_add(LEEWAY_S) < now {
            self.verified.remove(&digest);
            return Err(Error::ExpiredToken);
        }
        if verified.not_before.is_some_and(|from| from > now.saturating_add(LEEWAY_S)) {
            return Err(Error::InvalidToken("it is not valid yet"));
        }
        Ok(verified)
    }
}

impl Trust {
    /// Whether the keys have not changed since this was found.
    async fn holds(&self, verified: &Verified) -> Result<bool, Error> {
        match self {
            Self::Published(issuer) | Self::Both(_, issuer) if verified.keys != OWN_KEY => {
                Ok(issuer.keys_in_force().await? == verified.keys)
            }
            _ => Ok(true),
        }
    }

    async fn read(&self, token: &str) -> Result<Verified, Error> {
        let header = jsonwebtoken::decode_header(token)
            .map_err(|_| Error::InvalidToken("it is not a JSON Web Token"))?;
        if header.crit.is_some() {
            return Err(Error::InvalidToken("it asks for what this server does not understand"));
        }
        match self {
            Self::Published(issuer) => issuer.read(&header, token).await,
            Self::Both(_, issuer) if says_it_is_from(token, issuer.name())? => {
                issuer.read(&header, token).await
            }
            Self::Ours(ours) | Self::Both(ours, _) => ours.read(&header, token),
        }
    }
}

/// Whether `iss` is this name. Nothing of it is true yet.
fn says_it_is_from(token: &str, name: &str) -> Result<bool, Error> {
    let origin = insecure_decode_claims::<Origin>(token)
        .map_err(|error| Error::InvalidToken(reason(error.kind())))?;
    Ok(origin.iss == name)
}

/// The subject, if it can name somebody here.
pub(super) fn subject(sub: &str) -> Result<&str, Error> {
    if sub.is_empty() || sub.len() > SUBJECT_BYTES_MAX {
        return Err(Error::InvalidToken("its subject is empty or too long"));
    }
    Ok(sub)
}

pub(super) fn reason(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidSignature => "its signature does not fit",
        ErrorKind::InvalidIssuer => "it comes from another issuer",
        ErrorKind::InvalidAudience => "it is meant for another service",
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => {
            "its algorithm does not fit the key"
        }
        ErrorKind::MissingRequiredClaim(_) => "a claim is missing",
        _ => "it cannot be read",
    }
}
