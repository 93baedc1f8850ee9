//! A profile as it is stored: whole, in one record, so that it has one version and goes in one
//! write. What is left of one that was erased says only that there was somebody.

use kernel::{LocationId, PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

use super::word::Word;
use crate::domain::{
    Address, AddressId, Addresses, Allergen, Consent, Contact, Decision, Diet, Favourite, Language,
    OptionId, Preferences, ProductId, Profile,
};

/// Profiles, by the principal whose it is. Whoever runs the place looks for people by what they are
/// called or by their address; whoever was erased is in no index.
pub(crate) static PROFILES: Collection<ProfileRecord> = Collection {
    name: "profiles",
    schema: 1,
    upgrade: never_changed,
    id: |profile| profile.user().as_str().to_owned(),
    expires: None,
    indexes: &[
        Index {
            name: "by_registration",
            key: |profile| {
                let since = profile.kept()?.registered_at.as_microsecond().max(0);
                Some(Key::new(ALL, format!("{since:016}")))
            },
        },
        Index { name: "by_email", key: |profile| words(profile.kept()?.email.as_deref()?) },
        Index { name: "by_name", key: |profile| words(profile.kept()?.name.as_deref()?) },
    ],
};

/// The one part of each index.
pub(crate) const ALL: &str = "all";
/// Most bytes of a sort key that is made of words. A store takes 511.
const KEY_BYTES_MAX: usize = 400;

fn words(text: &str) -> Option<Key> {
    let key = search_key(text);
    (!key.is_empty()).then(|| Key::new(ALL, key))
}

/// By what a name or an address is looked for: without capitals and the white space around it,
/// without the two characters that no key may have, and cut where a key would be too long.
pub(crate) fn search_key(text: &str) -> String {
    let mut key = text.trim().to_lowercase();
    key.retain(|c| c != '\0' && c != char::MAX);
    key.truncate(key.floor_char_boundary(KEY_BYTES_MAX));
    key
}

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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    favourites: Vec<FavouriteRecord>,
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

#[derive(Clone, Serialize, Deserialize)]
struct FavouriteRecord {
    location: LocationId,
    product: ProductId,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl ProfileRecord {
    fn kept(&self) -> Option<&KeptRecord> {
        match self {
            Self::Kept(kept) => Some(kept),
            Self::Erased { .. } => None,
        }
    }

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
            favourites: profile.favourites.iter().map(FavouriteRecord::from).collect(),
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
            favourites: record.favourites.into_iter().map(Favourite::from).collect(),
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

impl From<&Favourite> for FavouriteRecord {
    fn from(favourite: &Favourite) -> Self {
        let Favourite { location, product, options, note } = favourite.clone();
        Self { location, product, options, note }
    }
}

impl From<FavouriteRecord> for Favourite {
    fn from(record: FavouriteRecord) -> Self {
        let FavouriteRecord { location, product, options, note } = record;
        Self { location, product, options, note }
    }
}
