//! Making tokens.

use std::time::Duration;

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Principal, Timestamp};

use super::{AUDIENCE, Claims, InstanceKey, SignIn};
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

    /// A token for `who`, valid from `now` for `lasts`. Whoever can make one holds the instance's
    /// key, so it counts as a sign-in with a second factor at `now`.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn sign(&self, who: &Principal, now: Timestamp, lasts: Duration) -> Result<String, Error> {
        self.sign_as(who, SignIn::operator(now), now, lasts)
    }

    /// The same for somebody who signed in like this.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn sign_as(
        &self,
        who: &Principal,
        sign_in: SignIn,
        now: Timestamp,
        lasts: Duration,
    ) -> Result<String, Error> {
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: who.id.as_str().to_owned(),
            iat: now.as_second(),
            exp: now.as_second().saturating_add_unsigned(lasts.as_secs()),
            token_use: "access".to_owned(),
            groups: vec![who.role.as_str().to_owned()],
            locations: who.locations.clone(),
            auth_time: sign_in.at,
            acr: sign_in.at.map(|_| sign_in.acr().to_owned()),
        };
        jsonwebtoken::encode(&self.header, &claims, &self.key).map_err(|_| Error::Internal)
    }
}
