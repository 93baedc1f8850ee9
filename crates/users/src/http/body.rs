//! A profile on the wire.

use kernel::{PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::favourites::FavouriteBody;
use crate::domain::{Address, AddressId, AddressInput, Consent, Preferences, Profile};
use crate::service::Found;

/// What is kept of whoever calls.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Profile)]
pub(super) struct ProfileBody {
    /// Who they are, as their tokens say.
    #[schema(value_type = String, example = "usr_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    id: PrincipalId,
    /// What they are called.
    #[schema(example = "Anna")]
    name: Option<String>,
    /// Where they read mail.
    #[schema(example = "anna@example.org")]
    email: Option<String>,
    /// Whether mail to that address has been shown to arrive.
    email_verified: bool,
    /// Where they answer a telephone.
    #[schema(example = "+49 30 1234")]
    phone: Option<String>,
    /// Where they have things brought, in the order they were added; 10 at most.
    addresses: Vec<AddressBody>,
    /// How they want to be served.
    preferences: PreferencesBody,
    /// What they like to have again, in their order; 50 at most.
    favourites: Vec<FavouriteBody>,
    /// Since when something is kept; absent as long as nothing is.
    #[schema(value_type = Option<String>, format = DateTime)]
    registered_at: Option<Timestamp>,
    /// The version that `ETag` names; 0 as long as nothing is kept.
    version: i64,
}

/// An address as it is kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Address)]
pub(super) struct AddressBody {
    /// Which address.
    #[schema(value_type = String, example = "adr_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    id: AddressId,
    /// What its owner calls it.
    #[schema(example = "Home")]
    label: Option<String>,
    /// Street and number, and what comes before it.
    lines: Vec<String>,
    /// The postcode.
    #[schema(example = "10999")]
    postcode: Option<String>,
    /// The town.
    #[schema(example = "Berlin")]
    city: String,
    /// The country, as ISO 3166-1 alpha-2 writes it.
    #[schema(example = "DE")]
    country: String,
    /// How to find the door.
    delivery_note: Option<String>,
    /// Whether it is the one to be filled in unless told.
    default: bool,
}

/// An address as its owner writes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AddressInput)]
pub(super) struct AddressInputBody {
    /// What to call it, 1 to 40 characters.
    #[schema(example = "Home")]
    label: Option<String>,
    /// Street and number, and what comes before it: 1 to 4 lines of 1 to 60 characters.
    lines: Vec<String>,
    /// The postcode, 1 to 16 characters.
    #[schema(example = "10999")]
    postcode: Option<String>,
    /// The town, 1 to 60 characters.
    #[schema(example = "Berlin")]
    city: String,
    /// The country, as ISO 3166-1 alpha-2 writes it.
    #[schema(example = "DE")]
    country: String,
    /// How to find the door, 1 to 140 characters.
    delivery_note: Option<String>,
    /// Whether it is to be the one that is filled in unless told. One always is, at first the
    /// first; `false` takes nothing away, another one does.
    #[serde(default)]
    default: bool,
}

/// How somebody wants to be served.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Preferences)]
pub(super) struct PreferencesBody {
    /// The language to be addressed in (BCP 47): `en`, `de` or `es`; absent for the café's own.
    #[schema(example = "de")]
    pub(super) language: Option<String>,
    /// What to be told.
    pub(super) notifications: NotificationsBody,
    /// What to look for: `vegan`, `vegetarian`, `gluten-free`, `lactose-free`, `sugar-free`,
    /// `decaffeinated`, `halal`, `kosher`, `organic`.
    pub(super) diets: Vec<String>,
    /// What to be warned of, the fourteen of Regulation (EU) No 1169/2011: `gluten`,
    /// `crustaceans`, `eggs`, `fish`, `peanuts`, `soya`, `milk`, `nuts`, `celery`, `mustard`,
    /// `sesame`, `sulphites`, `lupin`, `molluscs`.
    pub(super) allergens: Vec<String>,
}

/// What somebody wants to be told.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NotificationPreferences)]
pub(super) struct NotificationsBody {
    /// Mail about their orders. On unless told.
    pub(super) order_updates: bool,
    /// Offers. Off unless told.
    pub(super) offers: bool,
}

/// What somebody decided about a version of a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Consent)]
pub(super) struct ConsentBody {
    /// Which document.
    #[schema(example = "terms")]
    document: String,
    /// Which version of it they were shown.
    #[schema(example = "2026-11")]
    version: String,
    /// `given` or `withdrawn`.
    #[schema(example = "given")]
    decision: &'static str,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<&Found> for ProfileBody {
    fn from(found: &Found) -> Self {
        let Profile { user, contact, preferences, registered_at, .. } = &found.profile;
        Self {
            id: user.clone(),
            name: contact.name.clone(),
            email: contact.email.clone(),
            email_verified: contact.email_verified,
            phone: contact.phone.clone(),
            addresses: AddressBody::all(&found.profile),
            preferences: PreferencesBody::from(preferences),
            favourites: FavouriteBody::all(&found.profile),
            registered_at: *registered_at,
            version: found.version,
        }
    }
}

impl AddressBody {
    /// All addresses of a profile.
    pub(super) fn all(profile: &Profile) -> Vec<Self> {
        profile.addresses.list().iter().map(|address| Self::of(address, profile)).collect()
    }

    /// One address of a profile.
    pub(super) fn of(address: &Address, profile: &Profile) -> Self {
        Self {
            id: address.id.clone(),
            label: address.label.clone(),
            lines: address.lines.clone(),
            postcode: address.postcode.clone(),
            city: address.city.clone(),
            country: address.country.clone(),
            delivery_note: address.delivery_note.clone(),
            default: profile.addresses.default_id() == Some(&address.id),
        }
    }
}

impl From<AddressInputBody> for AddressInput {
    fn from(body: AddressInputBody) -> Self {
        let AddressInputBody { label, lines, postcode, city, country, delivery_note, default } =
            body;
        Self { label, lines, postcode, city, country, delivery_note, default }
    }
}

impl From<&Preferences> for PreferencesBody {
    fn from(preferences: &Preferences) -> Self {
        let Preferences { language, order_updates, offers, diets, allergens } = preferences;
        Self {
            language: language.map(|language| language.as_str().to_owned()),
            notifications: NotificationsBody { order_updates: *order_updates, offers: *offers },
            diets: diets.iter().map(|diet| diet.as_str().to_owned()).collect(),
            allergens: allergens.iter().map(|one| one.as_str().to_owned()).collect(),
        }
    }
}

impl ConsentBody {
    /// The whole record of a profile.
    pub(super) fn all(profile: &Profile) -> Vec<Self> {
        let body = |consent: &Consent| Self {
            document: consent.document.clone(),
            version: consent.version.clone(),
            decision: consent.decision.as_str(),
            at: consent.at,
        };
        profile.consents.iter().map(body).collect()
    }
}
