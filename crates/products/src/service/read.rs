//! Reading a location and its menu.

use std::sync::Arc;

use kernel::{Cursor, Limit, LocationId, Page};

use super::cache::Cached;
use crate::domain::{Location, Menu};
use crate::records::{LOCATIONS, MENUS};
use crate::{Error, Products};

impl Products {
    /// A location, as it was at most a second ago.
    pub async fn read_location(&self, id: &LocationId) -> Result<Arc<Cached<Location>>, Error> {
        let parts = &*self.parts;
        let found = parts.locations.get(&LOCATIONS, self.store(), &*parts.clock, id).await?;
        found.ok_or_else(|| Error::NoSuchLocation(id.clone()))
    }

    /// The menu of a location, as it was at most a second ago. What was sold out until a time that
    /// has passed is there.
    pub async fn read_menu(&self, id: &LocationId) -> Result<Arc<Cached<Menu>>, Error> {
        let parts = &*self.parts;
        let found = parts.menus.get(&MENUS, self.store(), &*parts.clock, id).await?;
        let found = found.ok_or_else(|| Error::NoSuchLocation(id.clone()))?;
        Ok(found.value.at(found.version, self.now()))
    }

    /// A page of all locations, by id. It may lag behind changes.
    pub async fn list_locations(
        &self,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Cached<Location>>, Error> {
        let all = LOCATIONS.select("all", "all").limit(limit.get()).after(after);
        let page = all.page(self.store()).await?;
        Ok(page.map(|found| Cached::new(found.version, Location::from(found.record))))
    }
}
