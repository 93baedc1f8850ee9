//! Somebody registers. Whoever keeps their account commits the profile together with it.

use kernel::{PrincipalId, Timestamp};
use store::{Change, Outcome};

use super::Users;
use crate::domain::{Language, Profile};
use crate::error::Error;
use crate::events;
use crate::records::{PROFILES, ProfileRecord};

/// What is known of somebody who registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Who.
    pub user: PrincipalId,
    /// Where they read mail.
    pub email: String,
    /// Whether mail to it has been shown to arrive.
    pub email_verified: bool,
    /// What they are called, if they said.
    pub name: Option<String>,
    /// The language they registered in, if it is one of ours.
    pub language: Option<Language>,
    /// When.
    pub at: Timestamp,
}

impl Users {
    /// The change that makes the profile of somebody new, to be committed with what makes their
    /// account. It conflicts when there is a profile already.
    pub fn registration(registration: &Registration) -> Change {
        let Registration { user, email, email_verified, name, language, at } = registration;
        let mail = (email.as_str(), *email_verified);
        let profile = Profile::registered(user.clone(), mail, name.as_deref(), *language, *at);
        Change::of(vec![PROFILES.insert(&ProfileRecord::of(&profile, *at))])
            .saying(events::registered(user, *language, *at))
    }

    /// Makes the profile of somebody new. Nothing happens when there is one, or was one that was
    /// erased: a registration that is heard of late does not bring anybody back.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn register(&self, registration: &Registration) -> Result<(), Error> {
        let change = Self::registration(registration);
        if self.parts.store.commit(change).await? == Outcome::Committed {
            tracing::info!(user = %registration.user, "user registered");
        }
        Ok(())
    }
}
