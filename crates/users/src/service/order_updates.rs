//! Whether somebody wants mail about their orders, and in which language.

use kernel::PrincipalId;
use store::Store;

use super::Users;
use crate::domain::{Language, Profile};
use crate::error::Error;
use crate::records::{PROFILES, ProfileRecord};

impl Users {
    /// Whether somebody wants mail about their orders: whoever has not said otherwise does, guests
    /// too. Whoever was erased wants none. Asked by whoever sends mail, and needs the store alone.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn wants_order_updates(store: &dyn Store, user: &PrincipalId) -> Result<bool, Error> {
        let found = PROFILES.get(store, user.as_str()).await?;
        Ok(match found.map(|found| found.record) {
            None => true,
            Some(ProfileRecord::Kept(kept)) => Profile::from(*kept).preferences.order_updates,
            Some(ProfileRecord::Erased { .. }) => false,
        })
    }

    /// The language that somebody has said they read; `None` where they have not, as guests have
    /// not. Asked by whoever sends mail, and needs the store alone.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn language(
        store: &dyn Store,
        user: &PrincipalId,
    ) -> Result<Option<Language>, Error> {
        let found = PROFILES.get(store, user.as_str()).await?;
        Ok(match found.map(|found| found.record) {
            Some(ProfileRecord::Kept(kept)) => Profile::from(*kept).preferences.language,
            Some(ProfileRecord::Erased { .. }) | None => None,
        })
    }
}
