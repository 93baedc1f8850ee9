//! Changes of what is true of a shop, and opening and closing it by hand.

use std::sync::Arc;

use kernel::LocationId;
use store::{Change, Expected, Outcome, Version, Versioned};

use super::ATTEMPTS;
use super::cache::Cached;
use crate::domain::{Fault, Location, Menu, Switch, check_location, check_menu};
use crate::records::{LOCATIONS, LocationRecord, MENUS};
use crate::{Error, Products};

impl Products {
    /// Puts a location in place of the one with its id, if that still has the version `expected`.
    /// The currency stays, so does every tax class a product uses, and so does the switch.
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
        let with_old_switch =
            |before: &Location| Location { switch: before.switch.clone(), ..location.clone() };
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

    async fn change_location(
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
            let mut writes = vec![LOCATIONS.replace(&LocationRecord::from(&after), version)];
            if after.tax_rates != before.tax_rates {
                let (menu, menu_version) = self.stored_menu(id).await?;
                must_tax_every_product(&menu, &after)?;
                writes.push(MENUS.require(id.as_str(), Expected::Version(menu_version)));
            }
            match self.store().commit(Change::of(writes)).await? {
                Outcome::Committed => return Ok(self.keep_location(after, version + 1)),
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

/// The menu's faults after a change of tax rates can only be classes that are gone.
fn must_tax_every_product(menu: &Menu, location: &Location) -> Result<(), Error> {
    let faults = check_menu(menu, &location.tax_rates);
    match faults.first() {
        None => Ok(()),
        Some(fault) => {
            let detail = format!("leaves the menu without a rate: {}", fault.detail);
            Err(Error::Invalid(vec![Fault { pointer: "/tax_rates".to_owned(), detail }]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

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
