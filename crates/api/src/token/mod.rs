//! Bearer tokens: those of this instance (ES256, signed with its own key) and access tokens of the
//! OpenID provider that is part of it; or access tokens of an outside OpenID issuer such as Amazon
//! Cognito or Keycloak.
//!
//! The claims of our own have the names Amazon Cognito gives them, so that tokens of either read
//! the same.

mod groups;
mod issuer;
#[cfg(test)]
mod issuer_samples;
#[cfg(test)]
mod issuer_tests;
mod jwks;
mod key;
mod keyring;
#[cfg(test)]
mod keyring_tests;
mod ours;
mod provider;
#[cfg(test)]
mod provider_tests;
mod sign;
mod strength;
#[cfg(test)]
mod tests;
mod verify;

use kernel::LocationId;
use serde::{Deserialize, Serialize};

pub use self::issuer::Issuer;
pub use self::key::InstanceKey;
pub use self::keyring::JwksSource;
pub use self::sign::Signer;
pub(crate) use self::strength::ACR_MFA;
pub use self::strength::SignIn;
pub use self::verify::{Verified, Verifier};

/// For whom our tokens are meant.
const AUDIENCE: &str = "comanda";
/// Longest subject, in bytes.
const SUBJECT_BYTES_MAX: usize = 128;

/// What a token of our own says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Who signed it.
    pub iss: String,
    /// For whom it is meant: `comanda`.
    pub aud: String,
    /// Whom it is about.
    pub sub: String,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// When it ends to be valid, in seconds since 1970.
    pub exp: i64,
    /// `access`: it opens operations; it is no proof of identity for others.
    pub token_use: String,
    /// The roles held; the highest counts.
    #[serde(rename = "cognito:groups", default)]
    pub groups: Vec<String>,
    /// The locations where a barista's or manager's role holds.
    #[serde(default)]
    pub locations: Vec<LocationId>,
    /// When its holder signed in, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// How: `urn:comanda:acr:password` or `urn:comanda:acr:mfa`. A token without it tells nothing
    /// of
    /// a sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
}
