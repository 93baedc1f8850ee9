//! The keys an issuer publishes.

use std::collections::HashMap;

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

/// The keys of a JSON Web Key Set (RFC 7517) that we can use, by their id.
#[derive(Default)]
pub(super) struct Jwks(HashMap<String, Key>);

/// A key, and the one algorithm it is used with.
pub(super) struct Key {
    pub(super) algorithm: Algorithm,
    pub(super) decoding: DecodingKey,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

impl Jwks {
    /// Reads a key set. A key of a kind we do not use is passed over, as RFC 7517, section 5 asks.
    ///
    /// # Errors
    /// When the text is no key set at all.
    pub(super) fn read(text: &str) -> Result<Self, serde_json::Error> {
        let document: Document = serde_json::from_str(text)?;
        let mut keys = HashMap::new();
        for (id, key) in document.keys.into_iter().filter_map(usable) {
            keys.entry(id).or_insert(key);
        }
        Ok(Self(keys))
    }

    /// The key with this id.
    pub(super) fn get(&self, id: &str) -> Option<&Key> {
        self.0.get(id)
    }
}

/// An RSA key for RS256, or a key on P-256 for ES256, that is meant for signatures.
fn usable(value: Value) -> Option<(String, Key)> {
    let jwk: Jwk = serde_json::from_value(value).ok()?;
    let (algorithm, name) = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => (Algorithm::RS256, KeyAlgorithm::RS256),
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        _ => return None,
    };
    let common = &jwk.common;
    let for_signatures =
        common.public_key_use.as_ref().is_none_or(|used| *used == PublicKeyUse::Signature);
    let for_this = common.key_algorithm.is_none_or(|asked| asked == name);
    if !for_signatures || !for_this {
        return None;
    }
    let decoding = DecodingKey::from_jwk(&jwk).ok()?;
    Some((jwk.common.key_id?, Key { algorithm, decoding }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::issuer_samples::{ec, rsa};

    fn read(key: &Value) -> Jwks {
        Jwks::read(&serde_json::json!({ "keys": [key] }).to_string()).expect("a key set")
    }

    fn with(mut key: Value, name: &str, value: &str) -> Value {
        key[name] = value.into();
        key
    }

    #[test]
    fn a_key_is_used_with_one_algorithm() {
        assert_eq!(read(&rsa().jwk("r")).get("r").map(|key| key.algorithm), Some(Algorithm::RS256));
        assert_eq!(read(&ec().jwk("e")).get("e").map(|key| key.algorithm), Some(Algorithm::ES256));
        let bare = serde_json::json!({
            "kty": "RSA", "kid": "r", "n": rsa().jwk("r")["n"], "e": "AQAB",
        });
        assert!(read(&bare).get("r").is_some(), "what it is for may be left out");
    }

    #[test]
    fn a_key_for_something_else_is_passed_over() {
        for key in [
            with(rsa().jwk("k"), "use", "enc"),
            with(rsa().jwk("k"), "alg", "RS512"),
            with(rsa().jwk("k"), "alg", "PS256"),
            with(ec().jwk("k"), "alg", "RS256"),
            with(ec().jwk("k"), "crv", "P-384"),
            serde_json::json!({ "kty": "oct", "kid": "k", "k": "c2VjcmV0", "alg": "HS256" }),
            serde_json::json!({ "kty": "OKP", "kid": "k", "crv": "Ed25519", "x": "AAAA" }),
            serde_json::json!({ "kty": "later", "kid": "k" }),
            serde_json::json!("a word"),
        ] {
            assert!(read(&key).get("k").is_none(), "{key}");
        }
    }

    #[test]
    fn what_is_no_key_set_is_said_to_be_none() {
        for text in ["", "[]", "{}", "<html>", "{\"keys\":{}}"] {
            assert!(Jwks::read(text).is_err(), "{text}");
        }
        assert!(Jwks::read("{\"keys\":[]}").is_ok());
    }
}
