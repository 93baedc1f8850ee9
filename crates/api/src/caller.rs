//! Who is calling: asked for by a handler's arguments, answered from the bearer token.
//!
//! A layer around the handlers that has looked at the token leaves an `Arc<Verified>` in the
//! request's extensions, and nobody looks again. Without one, whoever asks first does.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};
use kernel::{LocationId, Principal, Role};

use crate::error::Error;
use crate::problem::Problem;
use crate::token::{Verified, Verifier};

/// A caller who has said who they are. Answers 401 otherwise.
///
/// Needs an `Extension<Arc<Verifier>>` around the router. Waits only when the keys of an outside
/// issuer have to be fetched, and answers 503 when they cannot be.
#[derive(Debug, Clone)]
pub struct Caller(pub Principal);

/// A caller who may have said who they are. A token that is there must be right all the same.
#[derive(Debug, Clone)]
pub struct MaybeCaller(pub Option<Principal>);

impl Caller {
    /// Lets only the owner's own people with all rights pass.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn must_be_admin(&self) -> Result<(), Error> {
        must_be_admin(&self.0)
    }

    /// Lets only those pass who hold `role`, or a higher one, at `location`.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn must_be(&self, role: Role, location: &LocationId) -> Result<(), Error> {
        must_be(&self.0, role, location)
    }
}

/// Lets only the owner's own people with all rights pass.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn must_be_admin(who: &Principal) -> Result<(), Error> {
    match who.role {
        Role::Admin => Ok(()),
        _ => Err(Error::Forbidden("admin")),
    }
}

/// Lets only those pass who hold `role`, or a higher one, at `location`.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn must_be(who: &Principal, role: Role, location: &LocationId) -> Result<(), Error> {
    if who.is_at_least(role, location) {
        return Ok(());
    }
    Err(Error::Forbidden(match role {
        Role::Customer => "customer",
        Role::Barista => "barista at this location",
        Role::Manager => "manager of this location",
        Role::Admin => "admin",
    }))
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match MaybeCaller::from_request_parts(parts, state).await? {
            MaybeCaller(Some(principal)) => Ok(Self(principal)),
            MaybeCaller(None) => Err(Error::Unauthenticated.into()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MaybeCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        if let Some(verified) = parts.extensions.get::<Arc<Verified>>() {
            return Ok(Self(Some(verified.principal.clone())));
        }
        let Some(token) = bearer(&parts.headers)? else { return Ok(Self(None)) };
        let verifier = parts.extensions.get::<Arc<Verifier>>().ok_or(Error::Internal)?;
        Ok(Self(Some(verifier.verify(token).await?.principal.clone())))
    }
}

/// The bearer token of a request, if it brings one (RFC 6750, section 2.1).
///
/// # Errors
/// [`Error::InvalidToken`] when what it brings is something else.
pub fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Error> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let text = value.to_str().map_err(|_| Error::InvalidToken("it is not ASCII"))?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim())),
        _ => Err(Error::InvalidToken("send it as: Authorization: Bearer TOKEN")),
    }
}
