//! A new shop, with an empty menu.

use std::sync::Arc;

use store::{Change, Outcome};

use super::cache::Cached;
use crate::domain::{Entry, Location, Menu, check_location};
use crate::records::{LOCATIONS, LocationRecord, MENUS, MenuRecord};
use crate::{Error, Products};

impl Products {
    /// Makes a location with an empty menu; its id must be new.
    pub async fn create_location(
        &self,
        location: Location,
    ) -> Result<Arc<Cached<Location>>, Error> {
        let faults = check_location(&location);
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        let menu = Menu::empty(location.id.clone(), location.currency, location.language);
        let change = Change::of(vec![
            LOCATIONS.insert(&LocationRecord::from(&location)),
            MENUS.insert(&MenuRecord::from(&menu)),
        ]);
        match self.store().commit(change).await? {
            Outcome::Committed => Ok(self.keep_location(location, 1)),
            Outcome::Conflict { .. } => {
                let id = location.id.to_string();
                Err(Error::Exists(Entry { what: "location", id }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    #[tokio::test]
    async fn a_location_is_made_once_and_begins_with_an_empty_menu() {
        let shop = Shop::empty();
        shop.products.create_location(samples::location()).await.expect("new");
        let menu = shop.products.read_menu(&samples::location_id()).await.expect("made with it");
        assert_eq!((menu.version, menu.value.products.len()), (1, 0));
        let again = shop.products.create_location(samples::location()).await;
        assert!(matches!(again, Err(Error::Exists(_))));
    }

    #[tokio::test]
    async fn a_location_that_is_wrong_is_refused_with_every_fault() {
        let shop = Shop::empty();
        let mut location = samples::location();
        location.name.clear();
        location.preparation_minutes = 1_000;
        match shop.products.create_location(location).await {
            Err(Error::Invalid(faults)) => assert_eq!(faults.len(), 2),
            other => panic!("{:?}", other.map(|made| made.version)),
        }
    }
}
