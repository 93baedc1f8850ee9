//! Bearer tokens: ES256 JSON Web Tokens signed with this instance's own key.
//!
//! The claims have the names Amazon Cognito gives them, so that tokens of either read the same.

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use kernel::{Clock, LocationId, Principal, PrincipalId, Role, Timestamp, derive_suffix};
use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// For whom our tokens are meant.
const AUDIENCE: &str = "comanda";
/// How far the clocks of two machines may be apart.
const LEEWAY_S: i64 = 30;
/// Verified tokens remembered; each costs about 300 bytes.
const REMEMBERED: usize = 10_000;
/// Longest token looked at.
const TOKEN_BYTES_MAX: usize = 8 * 1024;

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Who signed it.
    pub iss: String,
    /// For whom it is meant: `comanda`.
    pub aud: String,
    /// Whom it is about.
    pub sub: String,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// When it ends to be valid, in seconds since 1970.
    pub exp: i64,
    /// `access`: it opens operations; it is no proof of identity for others.
    pub token_use: String,
    /// The roles held; the highest counts.
    #[serde(rename = "cognito:groups", default)]
    pub groups: Vec<String>,
    /// The locations where a barista's or manager's role holds.
    #[serde(default)]
    pub locations: Vec<LocationId>,
}

/// The key pair of this instance, as PKCS #8 bytes. Secret: it has no `Debug`.
pub struct InstanceKey(Vec<u8>);

impl InstanceKey {
    /// A new key pair on the curve P-256.
    ///
    /// # Panics
    /// When the operating system gives no random bytes.
    pub fn generate() -> Self {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new())
            .expect("generating a key only needs random bytes");
        Self(document.as_ref().to_vec())
    }

    /// Takes PKCS #8 bytes as [`InstanceKey::bytes`] gave them.
    ///
    /// # Errors
    /// A sentence, when the bytes are no such key.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, &'static str> {
        match EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &bytes) {
            Ok(_) => Ok(Self(bytes)),
            Err(_) => Err("it is not a P-256 private key in PKCS #8 form"),
        }
    }

    /// The bytes to keep in a file only the server may read.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The public point, uncompressed.
    fn public(&self) -> Vec<u8> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.0)
            .expect("the bytes were checked when the key was made");
        pair.public_key().as_ref().to_vec()
    }

    /// The key's name in a token's header: it follows from the public key.
    fn id(&self) -> String {
        derive_suffix(&[&self.public().iter().map(|b| format!("{b:02x}")).collect::<String>()])
    }
}

/// Makes tokens.
pub struct Signer {
    key: EncodingKey,
    header: Header,
    issuer: String,
}

impl Signer {
    /// Signs with `key` in the name of `issuer`.
    pub fn new(key: &InstanceKey, issuer: impl Into<String>) -> Self {
        let header = Header { kid: Some(key.id()), ..Header::new(Algorithm::ES256) };
        Self { key: EncodingKey::from_ec_der(key.bytes()), header, issuer: issuer.into() }
    }

    /// A token for `principal`, valid from `now` for `lasts`.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn sign(&self, who: &Principal, now: Timestamp, lasts: Duration) -> Result<String, Error> {
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: who.id.as_str().to_owned(),
            iat: now.as_second(),
            exp: now.as_second().saturating_add_unsigned(lasts.as_secs()),
            token_use: "access".to_owned(),
            groups: vec![who.role.as_str().to_owned()],
            locations: who.locations.clone(),
        };
        jsonwebtoken::encode(&self.header, &claims, &self.key).map_err(|_| Error::Internal)
    }
}

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
    /// Accepts what a [`Signer`] with the same key and issuer made.
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

#[cfg(test)]
mod tests;
