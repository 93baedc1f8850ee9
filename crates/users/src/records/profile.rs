//! A profile as it is stored: whole, in one record, so that it has one version and goes in one
//! write. What is left of one that was erased says only that there was somebody.

use kernel::{PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

use super::word::Word;
use crate::domain::{
    Address, AddressId, Addresses, Allergen, Consent, Contact, Decision, Diet, Language,
    Preferences, Profile,
};

/// Profiles, by the principal whose it is.
pub(crate) static PROFILES: Collection<ProfileRecord> = Collection {
    name: "profiles",
    schema: 1,
    upgrade: never_changed,
    id: |profile| profile.user().as_str().to_owned(),
    expires: None,
    indexes: &[],
};

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum ProfileRecord {
    Kept(Box<KeptRecord>),
    Erased { user: PrincipalId, at: Timestamp },
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptRecord {
    user: PrincipalId,
    registered_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    email_verified: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<AddressRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default_address: Option<AddressId>,
    preferences: PreferencesRecord,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    consents: Vec<ConsentRecord>,
}

#[derive(Clone, Serialize, Deserialize)]
struct AddressRecord {
    id: AddressId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    lines: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
    city: String,
    country: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delivery_note: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
struct PreferencesRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Word<Language>>,
    order_updates: bool,
    offers: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    diets: Vec<Word<Diet>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    allergens: Vec<Word<Allergen>>,
}

#[derive(Clone, Serialize, Deserialize)]
struct ConsentRecord {
    document: String,
    version: String,
    decision: Word<Decision>,
    at: Timestamp,
}

impl ProfileRecord {
    fn user(&self) -> &PrincipalId {
        match self {
            Self::Kept(kept) => &kept.user,
            Self::Erased { user, .. } => user,
        }
    }

    /// A profile as it is to be stored. One that is new begins at `now`.
    pub(crate) fn of(profile: &Profile, now: Timestamp) -> Self {
        let (contact, preferences) = (&profile.contact, &profile.preferences);
        Self::Kept(Box::new(KeptRecord {
            user: profile.user.clone(),
            registered_at: profile.registered_at.unwrap_or(now),
            name: contact.name.clone(),
            email: contact.email.clone(),
            email_verified: contact.email_verified,
            phone: contact.phone.clone(),
            addresses: profile.addresses.list().iter().map(AddressRecord::from).collect(),
            default_address: profile.addresses.default_id().cloned(),
            preferences: PreferencesRecord {
                language: preferences.language.map(Word),
                order_updates: preferences.order_updates,
                offers: preferences.offers,
                diets: preferences.diets.iter().copied().map(Word).collect(),
                allergens: preferences.allergens.iter().copied().map(Word).collect(),
            },
            consents: profile.consents.iter().map(ConsentRecord::from).collect(),
        }))
    }
}

impl From<KeptRecord> for Profile {
    fn from(record: KeptRecord) -> Self {
        let preferences = record.preferences;
        let addresses = record.addresses.into_iter().map(Address::from).collect();
        Self {
            user: record.user,
            contact: Contact {
                name: record.name,
                email: record.email,
                email_verified: record.email_verified,
                phone: record.phone,
            },
            addresses: Addresses::of(addresses, record.default_address),
            preferences: Preferences {
                language: preferences.language.map(|language| language.0),
                order_updates: preferences.order_updates,
                offers: preferences.offers,
                diets: preferences.diets.into_iter().map(|diet| diet.0).collect(),
                allergens: preferences.allergens.into_iter().map(|one| one.0).collect(),
            },
            consents: record.consents.into_iter().map(Consent::from).collect(),
            registered_at: Some(record.registered_at),
        }
    }
}

impl From<&Address> for AddressRecord {
    fn from(address: &Address) -> Self {
        let Address { id, label, lines, postcode, city, country, delivery_note } = address.clone();
        Self { id, label, lines, postcode, city, country, delivery_note }
    }
}

impl From<AddressRecord> for Address {
    fn from(record: AddressRecord) -> Self {
        let AddressRecord { id, label, lines, postcode, city, country, delivery_note } = record;
        Self { id, label, lines, postcode, city, country, delivery_note }
    }
}

impl From<&Consent> for ConsentRecord {
    fn from(consent: &Consent) -> Self {
        let Consent { document, version, decision, at } = consent.clone();
        Self { document, version, decision: Word(decision), at }
    }
}

impl From<ConsentRecord> for Consent {
    fn from(record: ConsentRecord) -> Self {
        let ConsentRecord { document, version, decision: Word(decision), at } = record;
        Self { document, version, decision, at }
    }
}
