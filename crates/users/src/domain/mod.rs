//! The rules, pure: no await, no IO, no clock. Time and identity are arguments.

mod address;
mod consent;
mod contact;
mod country;
mod fault;
mod favourite;
mod preferences;
mod profile;
#[cfg(test)]
mod profile_tests;
mod words;

pub use address::{ADDRESSES_MAX, Address, AddressId, AddressInput, Addresses};
pub use consent::{CONSENTS_MAX, Consent, ConsentInput, Decision};
pub use contact::{Contact, ContactInput};
pub use fault::Fault;
pub use favourite::{FAVOURITES_MAX, Favourite, OptionId, ProductId};
pub use preferences::{Preferences, PreferencesInput};
pub use profile::{Profile, Refusal};
pub use words::{Allergen, Diet, Language};
