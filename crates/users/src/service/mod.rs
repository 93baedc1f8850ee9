//! The verbs of this context, one a file. They read, let the domain decide, and commit.

mod change_profile;
#[cfg(test)]
mod change_profile_tests;
mod claim_guest;
#[cfg(test)]
mod claim_guest_tests;
mod customers;
#[cfg(test)]
mod customers_tests;
mod erase_user;
#[cfg(test)]
mod erase_user_tests;
mod export_user;
mod invite_guest;
mod order_updates;
mod register_user;
#[cfg(test)]
pub(crate) mod testing;

use std::sync::Arc;

use kernel::{PrincipalId, Timestamp};
use store::Version;

pub use self::export_user::Export;
pub use self::invite_guest::Guest;
pub use self::register_user::Registration;
use crate::domain::Profile;
use crate::error::Error;
use crate::ports::Parts;
use crate::records::{PROFILES, ProfileRecord};

/// How often to read again when somebody else changed what is to be changed.
const TRIES: usize = 5;

/// The verbs of this context. Cheap to clone.
#[derive(Clone)]
pub struct Users {
    parts: Arc<Parts>,
}

/// A profile as it is now. As long as nothing is kept of somebody, theirs is empty and has version
/// 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The profile.
    pub profile: Profile,
    /// Its version.
    pub version: Version,
}

impl Users {
    /// The verbs, working with `parts`.
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts) }
    }

    /// Reads somebody's profile.
    ///
    /// # Errors
    /// [`Error::GuestHasNoProfile`], [`Error::Erased`].
    pub async fn read(&self, user: &PrincipalId) -> Result<Found, Error> {
        self.unless_erased(user).await?.ok_or(Error::Erased)
    }

    /// Somebody's profile; `None` when they were erased.
    async fn unless_erased(&self, user: &PrincipalId) -> Result<Option<Found>, Error> {
        if user.is_guest() {
            return Err(Error::GuestHasNoProfile);
        }
        let found = PROFILES.get(&*self.parts.store, user.as_str()).await?;
        Ok(match found.map(|found| (found.record, found.version)) {
            None => Some(Found { profile: Profile::empty(user.clone()), version: 0 }),
            Some((ProfileRecord::Kept(kept), version)) => {
                Some(Found { profile: (*kept).into(), version })
            }
            Some((ProfileRecord::Erased { .. }, _)) => None,
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }
}
