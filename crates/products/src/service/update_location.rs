//! Changes of what is true of a shop, and opening and closing it by hand.

use std::sync::Arc;

use kernel::LocationId;
use store::{Change, Expected, Outcome, Version, Versioned};

use super::ATTEMPTS;
use super::cache::Cached;
use super::edit_menu::too_large;
use crate::domain::{Fault, Location, Menu, Switch, check_location, check_menu};
use crate::events::menu_changed;
use crate::records::{LOCATIONS, LocationRecord, MENUS, MenuRecord};
use crate::{Error, Products};

impl Products {
    /// Puts a location in place of the one with its id, if that still has the version `expected`.
    /// The currency stays, so does every tax class a product uses, and so do switch and pace.
    pub async fn update_location(
        &self,
        expected: Option<Version>,
        location: Location,
    ) -> Result<Arc<Cached<Location>>, Error> {
        let faults = check_location(&location);
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        let id = location.id.clone();
        let with_old_switch = |before: &Location| {
            let (switch, pace) = (before.switch.clone(), before.pace);
            Location { switch, pace, ..location.clone() }
        };
        self.change_location(&id, expected, with_old_switch).await
    }

    /// Opens or closes a location by hand, or lets it follow its hours again.
    pub async fn switch_location(
        &self,
        id: &LocationId,
        switch: Switch,
    ) -> Result<Arc<Cached<Location>>, Error> {
        let with_switch = |before: &Location| Location { switch: switch.clone(), ..before.clone() };
        self.change_location(id, None, with_switch).await
    }

    pub(super) async fn change_location(
        &self,
        id: &LocationId,
        expected: Option<Version>,
        change: impl Fn(&Location) -> Location,
    ) -> Result<Arc<Cached<Location>>, Error> {
        for _ in 0..ATTEMPTS {
            let (before, version) = self.stored_location(id).await?;
            if expected.is_some_and(|expected| expected != version) {
                return Err(Error::ChangedMeanwhile);
            }
            let after = change(&before);
            if after == before {
                return Ok(self.keep_location(after, version));
            }
            if after.currency != before.currency {
                return Err(Error::CurrencyFixed(id.clone()));
            }
            let mut change =
                Change::of(vec![LOCATIONS.replace(&LocationRecord::from(&after), version)]);
            let mut new_menu = None;
            if after.language != before.language {
                let (mut menu, menu_version) = self.stored_menu(id).await?;
                menu.language = after.language;
                must_fit(&menu, &after)?;
                change.writes.push(MENUS.replace(&MenuRecord::from(&menu), menu_version));
                change = change.saying(menu_changed(id, menu_version + 1, self.now()));
                new_menu = Some((menu, menu_version + 1));
            } else if after.tax_rates != before.tax_rates {
                let (menu, menu_version) = self.stored_menu(id).await?;
                must_fit(&menu, &after)?;
                change.writes.push(MENUS.require(id.as_str(), Expected::Version(menu_version)));
            }
            match self.store().commit(change).await.map_err(too_large)? {
                Outcome::Committed => {
                    if let Some((menu, menu_version)) = new_menu {
                        self.keep_menu(menu, menu_version);
                    }
                    return Ok(self.keep_location(after, version + 1));
                }
                Outcome::Conflict { .. } => {}
            }
        }
        Err(Error::ChangedMeanwhile)
    }

    /// A location as the store has it now.
    pub(super) async fn stored_location(
        &self,
        id: &LocationId,
    ) -> Result<(Location, Version), Error> {
        let found = LOCATIONS.get(self.store(), id.as_str()).await?;
        let Versioned { record, version } =
            found.ok_or_else(|| Error::NoSuchLocation(id.clone()))?;
        Ok((Location::from(record), version))
    }

    pub(super) fn keep_location(
        &self,
        location: Location,
        version: Version,
    ) -> Arc<Cached<Location>> {
        let id = location.id.clone();
        let cached = Arc::new(Cached::new(version, location));
        self.parts.locations.keep(&id, cached, self.now())
    }
}

/// The menu's faults after a change of its location can only be tax classes that are gone and
/// texts that are translated into what is now its own language.
fn must_fit(menu: &Menu, location: &Location) -> Result<(), Error> {
    let faults = check_menu(menu, &location.tax_rates);
    let Some(Fault { pointer, detail }) = faults.first() else { return Ok(()) };
    let (field, detail) = if pointer.ends_with("/tax_class") {
        ("/tax_rates", format!("leaves the menu without a rate: {detail}"))
    } else {
        ("/language", format!("leaves the menu wrong at {pointer}: {detail}"))
    };
    Err(Error::Invalid(vec![Fault { pointer: field.to_owned(), detail }]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::{Language, samples};

    #[tokio::test]
    async fn a_change_of_an_old_version_is_refused() {
        let shop = Shop::with_menu().await;
        let mut location = samples::location();
        location.name = "There".to_owned();
        let changed = shop.products.update_location(Some(1), location.clone()).await;
        assert_eq!(changed.expect("the version it has").version, 2);
        location.name = "Nowhere".to_owned();
        let refused = shop.products.update_location(Some(1), location).await;
        assert!(matches!(refused, Err(Error::ChangedMeanwhile)));
    }

    #[tokio::test]
    async fn a_tax_class_in_use_and_the_currency_stay() {
        let shop = Shop::with_menu().await;
        let mut location = samples::location();
        location.tax_rates.remove("standard");
        let refused = shop.products.update_location(None, location).await;
        let Err(Error::Invalid(faults)) = refused else { panic!("a product uses it") };
        assert_eq!(faults[0].pointer, "/tax_rates");

        let mut location = samples::location();
        location.tax_rates.remove("reduced");
        shop.products.update_location(None, location.clone()).await.expect("nobody uses it");
        location.currency = "CHF".parse().expect("francs");
        let refused = shop.products.update_location(None, location).await;
        assert!(matches!(refused, Err(Error::CurrencyFixed(_))));
    }

    #[tokio::test]
    async fn the_menu_is_in_the_language_of_its_location_unless_it_is_translated_into_that() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let version = shop.products.read_menu(&here).await.expect("there").version;
        let in_language = |language| Location { language, ..samples::location() };
        let changed = shop.products.update_location(None, in_language(Language::German)).await;
        changed.expect("nothing is translated");
        let other = shop.another_replica();
        for products in [&shop.products, &other.products] {
            let menu = products.read_menu(&here).await.expect("there");
            assert_eq!((menu.version, menu.value.language), (version + 1, Language::German));
        }
        assert_eq!(shop.said().await.len(), 2, "a new menu is told");

        let mut menu = samples::translated_menu();
        menu.categories.iter_mut().for_each(|category| category.translations.clear());
        for entry in &mut menu.products {
            entry.translations.remove(&Language::German);
        }
        menu.option_groups = samples::menu().option_groups;
        shop.products.replace_menu(&here, None, menu).await.expect("into French only");
        let refused = shop.products.update_location(None, in_language(Language::French)).await;
        let Err(Error::Invalid(faults)) = refused else { panic!("it has French translations") };
        assert_eq!(faults[0].pointer, "/language");
    }

    #[tokio::test]
    async fn a_location_is_closed_by_hand_and_follows_its_hours_again() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let now = kernel::Timestamp::UNIX_EPOCH;
        let closed = Switch::Closed { until: None };
        let state = shop.products.switch_location(&here, closed).await.expect("there");
        assert!(!state.value.open_state(now).is_open());
        let renamed = Location { name: "There".to_owned(), ..samples::location() };
        let state = shop.products.update_location(None, renamed).await.expect("there");
        assert!(!state.value.open_state(now).is_open(), "a change of the rest opens nothing");
        let state = shop.products.switch_location(&here, Switch::Auto).await.expect("there");
        assert!(state.value.open_state(now).is_open());
    }
}
