//! Keys of an issuer, and tokens signed with them, for the tests.

use std::sync::OnceLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// A key an issuer signs with.
pub(super) enum SampleKey {
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair),
}

/// An RSA key: always the same, because making one takes a while.
pub(super) fn rsa() -> &'static SampleKey {
    static KEY: OnceLock<SampleKey> = OnceLock::new();
    KEY.get_or_init(|| SampleKey::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).expect("makes one")))
}

/// A key on P-256, always the same.
pub(super) fn ec() -> &'static SampleKey {
    static KEY: OnceLock<SampleKey> = OnceLock::new();
    KEY.get_or_init(SampleKey::another_ec)
}

impl SampleKey {
    /// A new key on P-256.
    pub(super) fn another_ec() -> Self {
        Self::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("makes one"))
    }

    /// A key on P-256 from what [`InstanceKey::bytes`](super::InstanceKey::bytes) gave.
    pub(super) fn from_pkcs8(bytes: &[u8]) -> Self {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        Self::Ec(EcdsaKeyPair::from_pkcs8(algorithm, bytes).expect("a key"))
    }

    /// The bytes of the public key.
    pub(super) fn point(&self) -> &[u8] {
        match self {
            Self::Rsa(key) => key.public_key().as_ref(),
            Self::Ec(key) => key.public_key().as_ref(),
        }
    }

    pub(super) fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
        }
    }

    /// The public key as an issuer publishes it.
    pub(super) fn jwk(&self, id: &str) -> Value {
        let mut jwk = json!({ "kid": id, "use": "sig", "alg": self.algorithm() });
        match self {
            Self::Rsa(key) => {
                let public = key.public_key();
                jwk["kty"] = "RSA".into();
                jwk["n"] = encode(public.modulus().big_endian_without_leading_zero()).into();
                jwk["e"] = encode(public.exponent().big_endian_without_leading_zero()).into();
            }
            Self::Ec(key) => {
                let point = key.public_key().as_ref();
                jwk["kty"] = "EC".into();
                jwk["crv"] = "P-256".into();
                jwk["x"] = encode(&point[1..33]).into();
                jwk["y"] = encode(&point[33..]).into();
            }
        }
        jwk
    }

    /// A token that says `claims`, signed by the rules.
    pub(super) fn token(&self, id: &str, claims: &Value) -> String {
        let header = json!({ "alg": self.algorithm(), "kid": id });
        self.token_with(&header, claims)
    }

    /// The same with any header.
    pub(super) fn token_with(&self, header: &Value, claims: &Value) -> String {
        let text = unsigned(header, claims);
        let signature = self.sign(text.as_bytes());
        format!("{text}.{}", encode(&signature))
    }

    fn sign(&self, text: &[u8]) -> Vec<u8> {
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                let random = SystemRandom::new();
                key.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature).expect("signs");
                signature
            }
            Self::Ec(key) => key.sign(&SystemRandom::new(), text).expect("signs").as_ref().to_vec(),
        }
    }
}

/// Header and claims without a signature.
pub(super) fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()))
}

pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
