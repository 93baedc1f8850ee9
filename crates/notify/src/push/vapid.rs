//! Saying to a push service who sends a push (RFC 8292): a token, signed with a key that browsers
//! were subscribed to, so that nobody else can push to them.

use std::time::Duration;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::Timestamp;
use serde_json::json;

/// How long a token is good. A day is the most there may be (RFC 8292, section 2).
const LASTS: Duration = Duration::from_hours(12);

/// Signs tokens.
pub(super) struct Vapid {
    pair: EcdsaKeyPair,
    key: String,
    contact: String,
}

impl Vapid {
    /// With the key that follows from `secret`: the same secret always gives the same key.
    pub(super) fn new(secret: &[u8], contact: String) -> Self {
        let secret = hmac::Key::new(hmac::HMAC_SHA256, secret);
        // One in four thousand million is no key; then the next one is taken.
        let drawn = (0_u8..=255).find_map(|number| pair(hmac::sign(&secret, &[number]).as_ref()));
        let (pair, public) = drawn.expect("of 256 numbers, one is a key");
        Self { pair, key: BASE64_URL_SAFE_NO_PAD.encode(public), contact }
    }

    /// The public key.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// What stands in `Authorization` for a push service.
    pub(super) fn header(&self, origin: &str, now: Timestamp) -> String {
        let claims =
            json!({ "aud": origin, "exp": (now + LASTS).as_second(), "sub": self.contact });
        let encode = |part: &str| BASE64_URL_SAFE_NO_PAD.encode(part);
        let head = encode(r#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", encode(&claims.to_string()));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.expect("the operating system gives random bytes");
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
        format!("vapid t={signed}.{signature}, k={}", self.key)
    }
}

/// The pair of a private key, and its public point; `None` when it is no key.
fn pair(private: &[u8]) -> Option<(EcdsaKeyPair, Vec<u8>)> {
    let public = PrivateKey::from_private_key(&ECDH_P256, private).ok()?;
    let public = public.compute_public_key().ok()?.as_ref().to_vec();
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let pair = EcdsaKeyPair::from_private_key_and_public_key(algorithm, private, &public).ok()?;
    Some((pair, public))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_follows_from_the_secret_and_from_nothing_else() {
        let key = |secret: &[u8]| Vapid::new(secret, String::new()).key().to_owned();
        assert_eq!(key(&[7; 32]), key(&[7; 32]));
        assert_ne!(key(&[7; 32]), key(&[8; 32]));
        assert_eq!(BASE64_URL_SAFE_NO_PAD.decode(key(&[7; 32])).expect("base64url").len(), 65);
    }
}
