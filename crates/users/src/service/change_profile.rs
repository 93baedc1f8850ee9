//! Somebody changes what is kept of them. The first change makes their profile.

use kernel::PrincipalId;
use store::{Change, Outcome, Version};

use super::{Found, Users};
use crate::domain::{
    Address, AddressId, AddressInput, ConsentInput, ContactInput, Favourite, PreferencesInput,
    Profile, Refusal,
};
use crate::error::Error;
use crate::events;
use crate::records::{PROFILES, ProfileRecord};
use crate::service::TRIES;

impl Users {
    /// Changes how somebody is called and reached. `expected` is the version they read.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::ChangedMeanwhile`], [`Error::GuestHasNoProfile`],
    /// [`Error::Erased`].
    pub async fn change_contact(
        &self,
        user: &PrincipalId,
        expected: Version,
        input: &ContactInput,
    ) -> Result<Found, Error> {
        Ok(self.change(user, Some(expected), |profile| profile.change_contact(input)).await?.1)
    }

    /// Moves somebody to an address of mail that has been shown to be theirs.
    ///
    /// # Errors
    /// [`Error::GuestHasNoProfile`], [`Error::Erased`].
    pub async fn verified_email(&self, user: &PrincipalId, email: &str) -> Result<(), Error> {
        let moved = |profile: &mut Profile| {
            profile.verified_email(email);
            Ok(())
        };
        self.change(user, None, moved).await.map(|_| ())
    }

    /// Changes how somebody wants to be served. `expected` is the version they read.
    ///
    /// # Errors
    /// As [`Users::change_contact`].
    pub async fn change_preferences(
        &self,
        user: &PrincipalId,
        expected: Version,
        input: &PreferencesInput,
    ) -> Result<Found, Error> {
        Ok(self.change(user, Some(expected), |profile| profile.change_preferences(input)).await?.1)
    }

    /// Changes what somebody likes to have again.
    ///
    /// # Errors
    /// As [`Users::change_contact`].
    pub async fn change_favourites(
        &self,
        user: &PrincipalId,
        expected: Option<Version>,
        input: &[Favourite],
    ) -> Result<Found, Error> {
        Ok(self.change(user, expected, |profile| profile.change_favourites(input)).await?.1)
    }

    /// Adds an address. One that says the same as another is that other one.
    ///
    /// # Errors
    /// As [`Users::change_contact`], and [`Error::TooManyAddresses`].
    pub async fn add_address(
        &self,
        user: &PrincipalId,
        expected: Option<Version>,
        input: &AddressInput,
    ) -> Result<(Address, Found), Error> {
        let id = AddressId::derived(&["address", &self.parts.random.token()]);
        let add = |profile: &mut Profile| {
            let id = profile.add_address(id.clone(), input)?;
            profile.address(&id).cloned()
        };
        self.change(user, expected, add).await
    }

    /// Changes an address.
    ///
    /// # Errors
    /// As [`Users::change_contact`], and [`Error::NoSuchAddress`].
    pub async fn change_address(
        &self,
        user: &PrincipalId,
        expected: Option<Version>,
        id: &AddressId,
        input: &AddressInput,
    ) -> Result<(Address, Found), Error> {
        let change = |profile: &mut Profile| {
            profile.change_address(id, input)?;
            profile.address(id).cloned()
        };
        self.change(user, expected, change).await
    }

    /// Removes an address.
    ///
    /// # Errors
    /// As [`Users::change_contact`], and [`Error::NoSuchAddress`].
    pub async fn remove_address(
        &self,
        user: &PrincipalId,
        expected: Option<Version>,
        id: &AddressId,
    ) -> Result<Found, Error> {
        Ok(self.change(user, expected, |profile| profile.remove_address(id)).await?.1)
    }

    /// Writes down what somebody has decided about a document.
    ///
    /// # Errors
    /// As [`Users::change_contact`], and [`Error::TooManyConsents`].
    pub async fn decide(&self, user: &PrincipalId, input: &ConsentInput) -> Result<Found, Error> {
        let at = self.now();
        Ok(self.change(user, None, |profile| profile.decide(input, at)).await?.1)
    }

    /// Changes a profile, and says what came of it and how it is now. Without an `expected` version
    /// it is changed as it is, again as often as somebody comes in between.
    async fn change<T>(
        &self,
        user: &PrincipalId,
        expected: Option<Version>,
        edit: impl Fn(&mut Profile) -> Result<T, Refusal>,
    ) -> Result<(T, Found), Error> {
        for _ in 0..TRIES {
            let Found { profile: before, version } = self.read(user).await?;
            if expected.is_some_and(|expected| expected != version) {
                return Err(Error::ChangedMeanwhile);
            }
            let mut profile = before.clone();
            let value = edit(&mut profile)?;
            let is_kept = version > 0;
            if is_kept && profile == before {
                return Ok((value, Found { profile, version }));
            }
            let now = self.now();
            profile.registered_at = profile.registered_at.or(Some(now));
            let record = ProfileRecord::of(&profile, now);
            let mut change = Change::of(vec![PROFILES.put(&record, is_kept.then_some(version))]);
            if !is_kept {
                // Whoever signs in with an outside issuer registers by saying something of
                // themselves.
                let language = profile.preferences.language;
                change = change.saying(events::registered(user, language, now));
            }
            if self.parts.store.commit(change).await? == Outcome::Committed {
                return Ok((value, Found { profile, version: version + 1 }));
            }
        }
        Err(if expected.is_some() { Error::ChangedMeanwhile } else { Error::Contended })
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(faults) => Self::Invalid(faults),
            Refusal::NoSuchAddress(id) => Self::NoSuchAddress(id),
            Refusal::TooManyAddresses => Self::TooManyAddresses,
            Refusal::TooManyConsents => Self::TooManyConsents,
        }
    }
}
