//! Access tokens of the OpenID provider that is part of this program: RFC 9068, and nothing looser,
//! because we wrote both sides.

use jsonwebtoken::{Algorithm, Header};

use super::AUDIENCE;
use super::issuer::{Audience, Claims};
use crate::error::Error;

/// What `typ` says of an access token. Source: RFC 9068, section 2.1.
const TYPES: [&str; 2] = ["at+jwt", "application/at+jwt"];

/// Looks at what a token of our provider is before its signature is.
pub(super) fn check_header(header: &Header) -> Result<(), Error> {
    if header.alg != Algorithm::ES256 {
        return Err(Error::InvalidToken("its algorithm does not fit the key"));
    }
    let typ = header.typ.as_deref().unwrap_or_default();
    if !TYPES.iter().any(|known| typ.eq_ignore_ascii_case(known)) {
        return Err(Error::InvalidToken("it is not an access token"));
    }
    Ok(())
}

/// Looks at what it says once its signature fits.
pub(super) fn check_claims(claims: &Claims) -> Result<(), Error> {
    if !matches!(&claims.aud, Some(Audience::One(name)) if name == AUDIENCE) {
        return Err(Error::InvalidToken("it is meant for another service"));
    }
    if claims.token_use.as_deref() != Some("access") || !claims.is_access_token() {
        return Err(Error::InvalidToken("it is not an access token"));
    }
    if claims.client_id.is_none() || claims.iat.is_none() || claims.jti.is_none() {
        return Err(Error::InvalidToken("a claim is missing"));
    }
    Ok(())
}
