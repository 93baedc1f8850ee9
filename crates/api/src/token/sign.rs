//! Making tokens.

use std::time::Duration;

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Principal, Timestamp};

use super::{AUDIENCE, Claims, InstanceKey};
use crate::error::Error;

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
