//! What is kept of somebody who has an account.

use kernel::{PrincipalId, Timestamp};

use super::{
    ADDRESSES_MAX, Address, AddressId, AddressInput, Addresses, CONSENTS_MAX, Consent,
    ConsentInput, Contact, ContactInput, Fault, Favourite, Language, Preferences, PreferencesInput,
    favourite,
};

/// What is kept of somebody who has an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who.
    pub user: PrincipalId,
    /// How they are called and reached.
    pub contact: Contact,
    /// Where they have things brought.
    pub addresses: Addresses,
    /// How they want to be served.
    pub preferences: Preferences,
    /// What they have agreed to, oldest first.
    pub consents: Vec<Consent>,
    /// What they like to have again, in their order.
    pub favourites: Vec<Favourite>,
    /// Since when there is something to keep; `None` as long as there is not.
    pub registered_at: Option<Timestamp>,
}

/// Why a profile is not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The input is wrong.
    Invalid(Vec<Fault>),
    /// There is no such address.
    NoSuchAddress(AddressId),
    /// There are as many addresses as there may be.
    TooManyAddresses,
    /// There are as many entries about consent as there may be.
    TooManyConsents,
}

impl From<Vec<Fault>> for Refusal {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Invalid(faults)
    }
}

impl Profile {
    /// Of somebody of whom nothing is known.
    pub fn empty(user: PrincipalId) -> Self {
        Self {
            user,
            contact: Contact::default(),
            addresses: Addresses::default(),
            preferences: Preferences::default(),
            consents: Vec::new(),
            favourites: Vec::new(),
            registered_at: None,
        }
    }

    /// Of somebody who registered at `at`. A name or an address that we would not take from people
    /// is left out.
    pub fn registered(
        user: PrincipalId,
        (email, is_verified): (&str, bool),
        name: Option<&str>,
        language: Option<Language>,
        at: Timestamp,
    ) -> Self {
        let mut profile = Self::empty(user);
        profile.contact = Contact::registered(name, email, is_verified);
        profile.preferences.language = language;
        profile.registered_at = Some(at);
        profile
    }

    /// Changes how they are called and reached.
    ///
    /// # Errors
    /// [`Refusal::Invalid`].
    pub fn change_contact(&mut self, input: &ContactInput) -> Result<(), Refusal> {
        self.contact = self.contact.changed(input)?;
        Ok(())
    }

    /// Moves them to an address of mail that has been shown to be theirs.
    pub fn verified_email(&mut self, email: &str) {
        self.contact.email = Some(email.to_owned());
        self.contact.email_verified = true;
    }

    /// Changes how they want to be served.
    ///
    /// # Errors
    /// [`Refusal::Invalid`].
    pub fn change_preferences(&mut self, input: &PreferencesInput) -> Result<(), Refusal> {
        self.preferences = input.read()?;
        Ok(())
    }

    /// Changes what they like to have again.
    ///
    /// # Errors
    /// [`Refusal::Invalid`].
    pub fn change_favourites(&mut self, input: &[Favourite]) -> Result<(), Refusal> {
        self.favourites = favourite::read(input)?;
        Ok(())
    }

    /// Adds an address as `id`. One that says the same as another is that other one, so that a
    /// request that comes again adds nothing. Says which it is.
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::TooManyAddresses`].
    pub fn add_address(
        &mut self,
        id: AddressId,
        input: &AddressInput,
    ) -> Result<AddressId, Refusal> {
        let address = input.read(id)?;
        let address = match self.addresses.same_as(&address) {
            Some(same) => same.clone(),
            None if self.addresses.list().len() >= ADDRESSES_MAX => {
                return Err(Refusal::TooManyAddresses);
            }
            None => address,
        };
        let id = address.id.clone();
        self.addresses.put(address, input.default);
        Ok(id)
    }

    /// Changes an address.
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::NoSuchAddress`].
    pub fn change_address(&mut self, id: &AddressId, input: &AddressInput) -> Result<(), Refusal> {
        self.address(id)?;
        let address = input.read(id.clone())?;
        self.addresses.put(address, input.default);
        Ok(())
    }

    /// Removes an address.
    ///
    /// # Errors
    /// [`Refusal::NoSuchAddress`].
    pub fn remove_address(&mut self, id: &AddressId) -> Result<(), Refusal> {
        if self.addresses.remove(id) {
            return Ok(());
        }
        Err(Refusal::NoSuchAddress(id.clone()))
    }

    /// The address with this id.
    ///
    /// # Errors
    /// [`Refusal::NoSuchAddress`].
    pub fn address(&self, id: &AddressId) -> Result<&Address, Refusal> {
        self.addresses.get(id).ok_or_else(|| Refusal::NoSuchAddress(id.clone()))
    }

    /// Writes down what they decided about a version of a document. Nothing is written when that is
    /// what they decided last about that document.
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::TooManyConsents`].
    pub fn decide(&mut self, input: &ConsentInput, at: Timestamp) -> Result<(), Refusal> {
        let consent = input.read(at)?;
        let last = self.consents.iter().rev().find(|one| one.document == consent.document);
        let is_so = last.is_some_and(|last| {
            (&last.version, last.decision) == (&consent.version, consent.decision)
        });
        if is_so {
            return Ok(());
        }
        if self.consents.len() >= CONSENTS_MAX {
            return Err(Refusal::TooManyConsents);
        }
        self.consents.push(consent);
        Ok(())
    }
}
