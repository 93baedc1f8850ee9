//! Tokens signed with this instance's own key.

use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use kernel::{Principal, PrincipalId, Role};

use super::verify::{OWN_KEY, Verified, reason, subject};
use super::{AUDIENCE, Claims, InstanceKey, SignIn};
use crate::error::Error;

/// Reads our own tokens. Only ES256 with our own key is accepted, whatever the header asks for.
pub(super) struct Ours {
    key: DecodingKey,
    key_id: String,
    validation: Validation,
}

impl Ours {
    pub(super) fn new(key: &InstanceKey, issuer: &str) -> Self {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Time is the caller's to give, so expiry is checked there and not by the library.
        validation.validate_exp = false;
        Self { key: DecodingKey::from_ec_der(&key.public()), key_id: key.id(), validation }
    }

    pub(super) fn read(&self, header: &Header, token: &str) -> Result<Verified, Error> {
        if header.kid.as_deref() != Some(&self.key_id) {
            return Err(Error::InvalidToken("it was signed with a key this server does not know"));
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &self.key, &self.validation)
            .map_err(|error| Error::InvalidToken(reason(error.kind())))?
            .claims;
        if claims.token_use != "access" {
            return Err(Error::InvalidToken("it is not an access token"));
        }
        let roles = claims.groups.iter().filter_map(|group| group.parse::<Role>().ok());
        let principal = Principal {
            id: PrincipalId::new(subject(&claims.sub)?),
            role: roles.max().unwrap_or(Role::Customer),
            locations: claims.locations,
        };
        let sign_in = SignIn::of(claims.auth_time, claims.acr.as_deref(), &[]);
        Ok(Verified { principal, sign_in, not_before: None, expires: claims.exp, keys: OWN_KEY })
    }
}
