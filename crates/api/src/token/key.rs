//! The key pair of an instance.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use kernel::derive_suffix;

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

    /// 32 bytes for one purpose, which follow from the key and say nothing about it.
    pub fn secret(&self, purpose: &str) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        hmac::sign(&key, purpose.as_bytes()).as_ref().to_vec()
    }

    /// The public point, uncompressed.
    pub(super) fn public(&self) -> Vec<u8> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.0)
            .expect("the bytes were checked when the key was made");
        pair.public_key().as_ref().to_vec()
    }

    /// The key's name in a token's header: it follows from the public key.
    pub(super) fn id(&self) -> String {
        derive_suffix(&[&self.public().iter().map(|b| format!("{b:02x}")).collect::<String>()])
    }
}
