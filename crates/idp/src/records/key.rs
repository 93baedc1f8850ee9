//! The keys that tokens are signed with.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

/// Signing keys, found by age.
pub(crate) static SIGNING_KEYS: Collection<SigningKey> = Collection {
    name: "signing_keys",
    schema: 1,
    upgrade: never_changed,
    id: |key| key.id.clone(),
    expires: Some(|key| key.forget_at),
    indexes: &[Index {
        name: "by_age",
        key: |key| Some(Key::new("all", super::session::instant(key.sign_from))),
    }],
};

/// A key pair on the curve P-256.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SigningKey {
    /// Its place in the row of keys: two processes that make the next one make the same.
    pub(crate) id: String,
    /// Its `kid`.
    pub(crate) kid: String,
    /// The private key in PKCS #8 form, sealed.
    pub(crate) private: String,
    /// The coordinates of the public key, in base64url.
    pub(crate) x: String,
    pub(crate) y: String,
    /// It is published before it signs, so that nobody meets a key they have not seen.
    pub(crate) sign_from: Timestamp,
    pub(crate) sign_until: Timestamp,
    /// It is published until everything it has signed has expired.
    pub(crate) forget_at: Timestamp,
}
