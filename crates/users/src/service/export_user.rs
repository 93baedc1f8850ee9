//! Somebody wants to have all that is kept of them.

use kernel::{PrincipalId, Timestamp};
use serde_json::Value;

use super::{Found, Users};
use crate::error::Error;

/// All that is kept of somebody.
#[derive(Debug, Clone)]
pub struct Export {
    /// Their profile.
    pub found: Found,
    /// What others keep, in named sections.
    pub sections: Vec<(&'static str, Value)>,
    /// When it was put together.
    pub at: Timestamp,
}

impl Users {
    /// Puts together all that is kept of somebody.
    ///
    /// # Errors
    /// [`Error::GuestHasNoProfile`], [`Error::Erased`], and those of whoever keeps something.
    pub async fn export(&self, user: &PrincipalId) -> Result<Export, Error> {
        let found = self.read(user).await?;
        let sections = self.parts.holdings.of(user).await?;
        Ok(Export { found, sections, at: self.now() })
    }
}
