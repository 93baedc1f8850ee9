//! How somebody wants to be served.

use super::fault::{Fault, Faults};
use super::{Allergen, Diet, Language};

/// How somebody wants to be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The language they want to be addressed in; `None` for the café's own.
    pub language: Option<Language>,
    /// Whether they want mail about their orders.
    pub order_updates: bool,
    /// Whether they want to hear of offers. Nobody does who has not said so.
    pub offers: bool,
    /// What they look for on a menu.
    pub diets: Vec<Diet>,
    /// What they want to be warned of.
    pub allergens: Vec<Allergen>,
}

/// The same as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreferencesInput {
    /// The language.
    pub language: Option<String>,
    /// Whether they want mail about their orders.
    pub order_updates: bool,
    /// Whether they want to hear of offers.
    pub offers: bool,
    /// What they look for on a menu.
    pub diets: Vec<String>,
    /// What they want to be warned of.
    pub allergens: Vec<String>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: None,
            order_updates: true,
            offers: false,
            diets: Vec::new(),
            allergens: Vec::new(),
        }
    }
}

impl PreferencesInput {
    /// The preferences, if nothing is wrong with them.
    ///
    /// # Errors
    /// Every fault of the input.
    pub(super) fn read(&self) -> Result<Preferences, Vec<Fault>> {
        let mut faults = Faults::default();
        let language = self.language.as_deref();
        let preferences = Preferences {
            language: language.and_then(|text| faults.word("/language", text)),
            order_updates: self.order_updates,
            offers: self.offers,
            diets: faults.words("/diets", &self.diets),
            allergens: faults.words("/allergens", &self.allergens),
        };
        faults.unless_any(preferences)
    }
}
