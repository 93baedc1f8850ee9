//! Checking tokens.

use std::sync::Arc;

use jsonwebtoken::errors::ErrorKind;
use kernel::{Clock, Principal};
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::issuer::{Issuer, Outside};
use super::keyring::{JwksSource, Keyring};
use super::ours::Ours;
use super::{InstanceKey, SUBJECT_BYTES_MAX};
use crate::error::Error;

/// How far the clocks of two machines may be apart.
const LEEWAY_S: i64 = 30;
/// Verified tokens remembered; each costs about 300 bytes.
const REMEMBERED: usize = 10_000;
/// Longest token looked at.
const TOKEN_BYTES_MAX: usize = 8 * 1024;

/// Checks tokens: those of this instance, or those of one outside issuer, and never both.
pub struct Verifier {
    trust: Trust,
    clock: Arc<dyn Clock>,
    verified: Cache<[u8; 32], Arc<Verified>>,
}

/// Whose tokens are believed.
enum Trust {
    Ours(Box<Ours>),
    Outside(Box<Outside>),
}

/// What was found in a token with a signature that fits.
pub(super) struct Verified {
    pub(super) principal: Principal,
    /// In seconds since 1970.
    pub(super) not_before: Option<i64>,
    /// In seconds since 1970.
    pub(super) expires: i64,
    /// The number of the key set it was checked with; our own key is always 0.
    pub(super) keys: u64,
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
        Self::trusting(Trust::Outside(Box::new(Outside::new(issuer, keyring))), clock)
    }

    fn trusting(trust: Trust, clock: Arc<dyn Clock>) -> Self {
        Self { trust, clock, verified: Cache::new(REMEMBERED) }
    }

    /// Who sent this token. Waits only when the keys of an outside issuer have to be fetched.
    ///
    /// # Errors
    /// [`Error::InvalidToken`] or [`Error::ExpiredToken`]; [`Error::KeysUnavailable`] when the keys
    /// of the issuer have to be fetched and cannot be.
    pub async fn verify(&self, token: &str) -> Result<Principal, Error> {
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
        Ok(verified.principal.clone())
    }
}

impl Trust {
    /// Whether the keys have not changed since this was found.
    async fn holds(&self, verified: &Verified) -> Result<bool, Error> {
        match self {
            Self::Ours(_) => Ok(true),
            Self::Outside(outside) => Ok(outside.keys_in_force().await? == verified.keys),
        }
    }

    async fn read(&self, token: &str) -> Result<Verified, Error> {
        let header = jsonwebtoken::decode_header(token)
            .map_err(|_| Error::InvalidToken("it is not a JSON Web Token"))?;
        match self {
            Self::Ours(ours) => ours.read(&header, token),
            Self::Outside(outside) => outside.read(&header, token).await,
        }
    }
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
