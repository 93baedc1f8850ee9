//! Bearer tokens: ES256 JSON Web Tokens signed with this instance's own key.
//!
//! The claims have the names Amazon Cognito gives them, so that tokens of either read the same.

mod key;
mod sign;
#[cfg(test)]
mod tests;
mod verify;

use kernel::LocationId;
use serde::{Deserialize, Serialize};

pub use self::key::InstanceKey;
pub use self::sign::Signer;
pub use self::verify::Verifier;

/// For whom our tokens are meant.
const AUDIENCE: &str = "comanda";

/// What a token says.
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
}
