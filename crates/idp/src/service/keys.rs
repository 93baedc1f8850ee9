//! The keys that tokens are signed with: a new one every thirty days.
//!
//! Which key signs follows from the time alone, so that replicas agree without asking each other.
//! The next one is published a day before it signs, and the last one a day longer than it has
//! signed.

use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Validation};
use kernel::Timestamp;
use serde_json::{Value, json};
use store::{Change, Outcome};

use super::Idp;
use crate::error::Error;
use crate::records::{SIGNING_KEYS, SigningKey};

/// How long a key signs, in seconds: thirty days.
const PERIOD_S: i64 = 30 * 24 * 3_600;
/// How long before a key signs and after it has signed it is published, in seconds: a day. Longer
/// than any token is valid and than anybody keeps our key set.
const OVERLAP_S: i64 = 24 * 3_600;
/// How long keys are used without looking again, in seconds.
const KEPT_S: i64 = 60;
/// What private keys are sealed for.
const PURPOSE: &str = "signing key";

/// The keys as they were read last.
#[derive(Default)]
pub(super) struct Cache(RwLock<Option<Arc<Keys>>>);

/// The keys of a moment.
pub(super) struct Keys {
    read_at: Timestamp,
    /// The one that signs.
    pub(super) kid: String,
    pub(super) signing: EncodingKey,
    /// All that are published, as a JSON Web Key Set (RFC 7517).
    pub(super) jwks: Value,
}

impl Idp {
    /// The key set, as published (RFC 7517).
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Sealed`].
    pub async fn jwks(&self) -> Result<Value, Error> {
        Ok(self.keys().await?.jwks.clone())
    }

    /// The keys of this moment.
    pub(super) async fn keys(&self) -> Result<Arc<Keys>, Error> {
        let now = self.now();
        let cache = &self.0.keys.0;
        let known = cache.read().unwrap_or_else(PoisonError::into_inner).clone();
        let age = |keys: &Keys| now.as_second() - keys.read_at.as_second();
        if let Some(known) = known.filter(|keys| (0..KEPT_S).contains(&age(keys))) {
            return Ok(known);
        }
        let keys = Arc::new(self.read_keys(now).await?);
        *cache.write().unwrap_or_else(PoisonError::into_inner) = Some(keys.clone());
        Ok(keys)
    }

    /// The claims of a token that one of our keys has signed, whatever they say of its time.
    pub(super) async fn read_ours(&self, token: &str) -> Result<Option<Value>, Error> {
        let keys = self.keys().await?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[self.issuer()]);
        validation.set_required_spec_claims(&["iss"]);
        validation.validate_exp = false;
        validation.validate_aud = false;
        let Ok(header) = jsonwebtoken::decode_header(token) else { return Ok(None) };
        let all = keys.jwks["keys"].as_array();
        let named = |key: &&Value| key["kid"].as_str() == header.kid.as_deref();
        let key = all.and_then(|all| all.iter().find(named));
        let Some((x, y)) = key.and_then(|key| Some((key["x"].as_str()?, key["y"].as_str()?)))
        else {
            return Ok(None);
        };
        let key = DecodingKey::from_ec_components(x, y).map_err(|_| Error::Internal)?;
        Ok(jsonwebtoken::decode(token, &key, &validation).ok().map(|token| token.claims))
    }

    async fn read_keys(&self, now: Timestamp) -> Result<Keys, Error> {
        let second = now.as_second();
        let period = second.div_euclid(PERIOD_S);
        let current = self.key_of(period).await?;
        let mut published = vec![current.clone()];
        if (period + 1) * PERIOD_S - second <= OVERLAP_S {
            published.push(self.key_of(period + 1).await?);
        }
        let before = SIGNING_KEYS.get(self.store(), &id(period - 1)).await?;
        let before = before.map(|before| before.record).filter(|before| before.forget_at > now);
        published.extend(before);
        let private = self.secrets().open(PURPOSE, &current.private)?;
        let jwks = json!({ "keys": published.iter().map(jwk).collect::<Vec<_>>() });
        let signing = EncodingKey::from_ec_der(&private);
        Ok(Keys { read_at: now, kid: current.kid, signing, jwks })
    }

    /// The key of a period, made by whoever needs it first.
    async fn key_of(&self, period: i64) -> Result<SigningKey, Error> {
        let id = id(period);
        if let Some(found) = SIGNING_KEYS.get(self.store(), &id).await? {
            return Ok(found.record);
        }
        let made = self.make(&id, period)?;
        match self.commit(Change::of(vec![SIGNING_KEYS.insert(&made)])).await? {
            Outcome::Committed => {
                tracing::info!(kid = made.kid, "a new signing key");
                Ok(made)
            }
            Outcome::Conflict { .. } => {
                let found = SIGNING_KEYS.get(self.store(), &id).await?;
                Ok(found.ok_or(Error::Internal)?.record)
            }
        }
    }

    fn make(&self, id: &str, period: i64) -> Result<SigningKey, Error> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let private = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new())
            .map_err(|_| Error::Internal)?;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, private.as_ref());
        let pair = pair.map_err(|_| Error::Internal)?;
        // Uncompressed: a 4, then the two coordinates of 32 bytes.
        let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
        let (x, y) = (BASE64_URL_SAFE_NO_PAD.encode(x), BASE64_URL_SAFE_NO_PAD.encode(y));
        let at = |second| Timestamp::from_second(second).map_err(|_| Error::Internal);
        Ok(SigningKey {
            id: id.to_owned(),
            kid: thumbprint(&x, &y),
            private: self.secrets().seal(PURPOSE, private.as_ref(), self.random()),
            sign_from: at(period * PERIOD_S)?,
            sign_until: at((period + 1) * PERIOD_S)?,
            forget_at: at((period + 1) * PERIOD_S + OVERLAP_S)?,
            x,
            y,
        })
    }
}

fn id(period: i64) -> String {
    format!("key-{period}")
}

fn jwk(key: &SigningKey) -> Value {
    json!({
        "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig",
        "kid": key.kid, "x": key.x, "y": key.y,
    })
}

/// The name that follows from a key (RFC 7638).
fn thumbprint(x: &str, y: &str) -> String {
    use sha2::{Digest, Sha256};
    let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(canonical))
}
