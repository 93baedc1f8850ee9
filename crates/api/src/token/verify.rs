//! Checking tokens.

use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use kernel::{Clock, Principal, PrincipalId, Role};
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::{AUDIENCE, Claims, InstanceKey};
use crate::error::Error;

/// How far the clocks of two machines may be apart.
const LEEWAY_S: i64 = 30;
/// Verified tokens remembered; each costs about 300 bytes.
const REMEMBERED: usize = 10_000;
/// Longest token looked at.
const TOKEN_BYTES_MAX: usize = 8 * 1024;

/// Checks tokens. Only ES256 with our own key is accepted, whatever the token's header asks for.
pub struct Verifier {
    key: DecodingKey,
    key_id: String,
    validation: Validation,
    clock: Arc<dyn Clock>,
    verified: Cache<[u8; 32], Arc<Verified>>,
}

struct Verified {
    principal: Principal,
    exp: i64,
}

impl Verifier {
    /// Accepts what a [`Signer`](super::Signer) with the same key and issuer made.
    pub fn new(key: &InstanceKey, issuer: &str, clock: Arc<dyn Clock>) -> Self {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Time is the caller's to give, so expiry is checked below and not by the library.
        validation.validate_exp = false;
        Self {
            key: DecodingKey::from_ec_der(&key.public()),
            key_id: key.id(),
            validation,
            clock,
            verified: Cache::new(REMEMBERED),
        }
    }

    /// Who sent this token.
    ///
    /// # Errors
    /// [`Error::InvalidToken`] or [`Error::ExpiredToken`].
    pub fn verify(&self, token: &str) -> Result<Principal, Error> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(Error::InvalidToken("it is too long"));
        }
        // A signature takes fifty times as long to check as to remember that it was right.
        let digest: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let verified = if let Some(verified) = self.verified.get(&digest) {
            verified
        } else {
            let verified = Arc::new(self.decode(token)?);
            self.verified.insert(digest, verified.clone());
            verified
        };
        if verified.exp + LEEWAY_S < self.clock.now().as_second() {
            self.verified.remove(&digest);
            return Err(Error::ExpiredToken);
        }
        Ok(verified.principal.clone())
    }

    fn decode(&self, token: &str) -> Result<Verified, Error> {
        let header = jsonwebtoken::decode_header(token)
            .map_err(|_| Error::InvalidToken("it is not a JSON Web Token"))?;
        if header.kid.as_deref() != Some(&self.key_id) {
            return Err(Error::InvalidToken("it was signed with a key this server does not know"));
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &self.key, &self.validation)
            .map_err(|error| Error::InvalidToken(reason(error.kind())))?
            .claims;
        if claims.token_use != "access" {
            return Err(Error::InvalidToken("it is not an access token"));
        }
        if claims.sub.is_empty() || claims.sub.len() > 128 {
            return Err(Error::InvalidToken("its subject is empty or too long"));
        }
        let roles = claims.groups.iter().filter_map(|group| group.parse::<Role>().ok());
        let principal = Principal {
            id: PrincipalId::new(&claims.sub),
            role: roles.max().unwrap_or(Role::Customer),
            locations: claims.locations,
        };
        Ok(Verified { principal, exp: claims.exp })
    }
}

fn reason(kind: &jsonwebtoken::errors::ErrorKind) -> &'static str {
    use jsonwebtoken::errors::ErrorKind;
    match kind {
        ErrorKind::InvalidSignature => "its signature does not fit",
        ErrorKind::InvalidIssuer => "it comes from another issuer",
        ErrorKind::InvalidAudience => "it is meant for another service",
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => {
            "it is not signed with ES256"
        }
        ErrorKind::MissingRequiredClaim(_) => "a claim is missing",
        _ => "it cannot be read",
    }
}
