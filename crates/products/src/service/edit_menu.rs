//! How every change of a menu is made: read it, edit it, check it whole, commit it.

use std::sync::Arc;

use kernel::LocationId;
use store::{Change, Expected, Outcome, Version, Versioned};

use super::ATTEMPTS;
use super::cache::Cached;
use super::timed_menu::TimedMenu;
use crate::domain::{Fault, Menu, Refusal, check_menu};
use crate::events::menu_changed;
use crate::records::{LOCATIONS, MENUS, MenuRecord};
use crate::{Error, Products};

impl Products {
    /// Edits the menu of a location, if it still has the version `expected` (`None`: whichever it
    /// has). An edit that changes nothing makes no version and says nothing.
    ///
    /// `place` says where in the edited menu the caller's input stands ("/products/3"), so that
    /// faults point into the input and not into the menu.
    pub(super) async fn edit_menu(
        &self,
        id: &LocationId,
        expected: Option<Version>,
        edit: impl Fn(&mut Menu) -> Result<(), Refusal>,
        place: impl Fn(&Menu) -> String,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        for _ in 0..ATTEMPTS {
            let (before, version) = self.stored_menu(id).await?;
            if expected.is_some_and(|expected| expected != version) {
                return Err(Error::ChangedMeanwhile);
            }
            let now = self.now();
            let known = before.clone().seen_at(now);
            let mut after = known.clone();
            edit(&mut after)?;
            let after = after.seen_at(now);
            if after == known {
                return Ok(self.keep_menu(before, version));
            }
            let (location, location_version) = self.stored_location(id).await?;
            let faults = check_menu(&after, &location.tax_rates);
            if !faults.is_empty() {
                return Err(Error::Invalid(relative(faults, &place(&after))));
            }
            let change = Change::of(vec![
                MENUS.replace(&MenuRecord::from(&after), version),
                LOCATIONS.require(id.as_str(), Expected::Version(location_version)),
            ]);
            let said = menu_changed(id, version + 1, now);
            match self.store().commit(change.saying(said)).await.map_err(too_large)? {
                Outcome::Committed => return Ok(self.keep_menu(after, version + 1)),
                Outcome::Conflict { .. } => {}
            }
        }
        Err(Error::ChangedMeanwhile)
    }

    /// A menu as the store has it now.
    pub(super) async fn stored_menu(&self, id: &LocationId) -> Result<(Menu, Version), Error> {
        let found = MENUS.get(self.store(), id.as_str()).await?;
        let Versioned { record, version } =
            found.ok_or_else(|| Error::NoSuchLocation(id.clone()))?;
        Ok((Menu::from(record), version))
    }

    pub(super) fn keep_menu(&self, menu: Menu, version: Version) -> Arc<Cached<Menu>> {
        let id = menu.location.clone();
        let now = self.now();
        let cached = Arc::new(Cached::new(version, TimedMenu::new(menu)));
        let kept = self.parts.menus.keep(&id, cached, now);
        kept.value.at(kept.version, now)
    }
}

/// Turns the store's refusal of a record into one that speaks of the menu.
pub(super) fn too_large(error: store::Error) -> Error {
    match error {
        store::Error::TooLarge { bytes, max, .. } => Error::MenuTooLarge { bytes, max },
        other => Error::Store(other),
    }
}

/// Faults within `place` point into it; faults elsewhere keep their place in their text.
fn relative(faults: Vec<Fault>, place: &str) -> Vec<Fault> {
    let relative = |fault: Fault| match fault.pointer.strip_prefix(place) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => {
            Fault { pointer: rest.to_owned(), detail: fault.detail }
        }
        _ => {
            let detail =
                format!("would leave the menu wrong at {}: {}", fault.pointer, fault.detail);
            Fault { pointer: String::new(), detail }
        }
    };
    faults.into_iter().map(relative).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    #[tokio::test]
    async fn an_edit_that_changes_nothing_makes_no_version_and_says_nothing() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let before = shop.products.read_menu(&here).await.expect("there").version;
        let said = shop.said().await.len();
        let product = samples::id("flat-white");
        shop.products.set_product_available(&here, &product, true, None).await.expect("there");
        assert_eq!(shop.products.read_menu(&here).await.expect("there").version, before);
        assert_eq!(shop.said().await.len(), said);
    }

    #[tokio::test]
    async fn every_new_version_is_said_once_with_its_number() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let product = samples::id("flat-white");
        for available in [false, true] {
            shop.products
                .set_product_available(&here, &product, available, None)
                .await
                .expect("there");
        }
        let said = shop.said().await;
        let ids: Vec<_> = said.iter().map(|message| message.deduplication_id.as_str()).collect();
        assert_eq!(ids, ["menu-loc_here-2", "menu-loc_here-3", "menu-loc_here-4"]);
        let body = "\"data\":{\"location\":\"loc_here\",\"version\":4}";
        assert!(said[2].body.contains(body), "{}", said[2].body);
        assert!(said.iter().all(|message| message.group == "loc_here"));
    }

    #[tokio::test]
    async fn edits_at_the_same_time_are_all_made() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let (first, second) = (samples::id("flat-white"), samples::id("croissant"));
        let (one, two) = tokio::join!(
            shop.products.set_product_available(&here, &first, false, None),
            shop.products.set_product_available(&here, &second, false, None),
        );
        one.expect("made");
        two.expect("made");
        let (menu, _) = shop.products.stored_menu(&here).await.expect("there");
        assert!(menu.products.iter().all(|product| !product.available));
    }

    #[test]
    fn faults_elsewhere_do_not_point_into_the_input() {
        let fault = |pointer: &str| Fault { pointer: pointer.to_owned(), detail: "bad".to_owned() };
        let found = relative(vec![fault("/products/1/name"), fault("/products/11")], "/products/1");
        assert_eq!(found[0].pointer, "/name");
        assert_eq!(found[1].pointer, "");
        assert!(found[1].detail.contains("/products/11"));
    }
}
