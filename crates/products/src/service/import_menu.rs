//! Taking over a file: everything in it, or nothing.

use kernel::LocationId;
use store::{Change, Expected, Outcome, Version, Write};

use super::ATTEMPTS;
use super::edit_menu::too_large;
use crate::domain::{Location, Menu, StockItemId};
use crate::events::menu_changed;
use crate::import::{FileFault, MenuFile, read_menu_file, read_products};
use crate::records::{LOCATIONS, LocationRecord, MENUS, MenuRecord, stock_counter};
use crate::{Error, Products};

/// Most levels one import sets: they are written together with the menu.
const NEW_LEVELS_MAX: usize = 90;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Whose file it was.
    pub location: LocationId,
    /// Whether the location is new.
    pub created: bool,
    /// Whether anything of the location or its menu is different now.
    pub changed: bool,
    /// How many products the menu has.
    pub products: usize,
    /// How many stock items were new and got the level of the file.
    pub levels_set: usize,
}

impl Products {
    /// Makes a location and its menu what a TOML file says, or changes nothing and says why, line
    /// by line. Importing a file twice changes nothing the second time.
    ///
    /// Levels are set for stock items the menu did not have, so that importing a new menu does not
    /// undo a day's sales. Whether the location was closed by hand stays as it is, and so does its
    /// pace.
    pub async fn import_menu(&self, text: &str) -> Result<Imported, Error> {
        let mut file = read_menu_file(text).map_err(Error::ImportRefused)?;
        file.menu = file.menu.seen_at(self.now());
        let id = file.location.id.clone();
        for _ in 0..ATTEMPTS {
            let before = self.before(&id).await?;
            let plan = self.plan(&file, before).await?;
            if plan.change.writes.is_empty() {
                return Ok(plan.imported);
            }
            match self.store().commit(plan.change).await.map_err(too_large)? {
                Outcome::Committed => {
                    self.keep_location(plan.location, plan.location_version);
                    if plan.writes_menu {
                        self.keep_menu(file.menu.clone(), plan.menu_version);
                    }
                    return Ok(plan.imported);
                }
                Outcome::Conflict { .. } => {}
            }
        }
        Err(Error::ChangedMeanwhile)
    }

    /// Puts the products of a CSV file in place of a menu's, or changes nothing and says why.
    pub async fn import_products(&self, id: &LocationId, text: &str) -> Result<Imported, Error> {
        let (menu, version) = self.stored_menu(id).await?;
        let (products, places) =
            read_products(text, menu.currency).map_err(Error::ImportRefused)?;
        let replace = |menu: &mut Menu| {
            let mut products = products.clone();
            for product in &mut products {
                // What the file has no column for stays.
                let Some(before) = menu.product(&product.id) else { continue };
                product.translations.clone_from(&before.translations);
                let stays_sold_out = !product.available;
                product.sold_out_until = before.sold_out_until.filter(|_| stays_sold_out);
            }
            menu.products = products;
            Ok(())
        };
        let edited = self.edit_menu(id, None, replace, |_| String::new()).await;
        let edited = edited.map_err(|error| match error {
            Error::Invalid(faults) => Error::ImportRefused(places.merge(Vec::new(), &faults)),
            other => other,
        })?;
        Ok(Imported {
            location: id.clone(),
            created: false,
            changed: edited.version != version,
            products: edited.value.products.len(),
            levels_set: 0,
        })
    }

    async fn before(&self, id: &LocationId) -> Result<Option<Before>, Error> {
        let location = match self.stored_location(id).await {
            Err(Error::NoSuchLocation(_)) => return Ok(None),
            found => found?,
        };
        let menu = self.stored_menu(id).await?;
        Ok(Some(Before { location, menu }))
    }

    async fn plan(&self, file: &MenuFile, before: Option<Before>) -> Result<Plan, Error> {
        let id = &file.location.id;
        let mut location = file.location.clone();
        let imported = Imported {
            location: id.clone(),
            created: before.is_none(),
            changed: true,
            products: file.menu.products.len(),
            levels_set: 0,
        };
        let Some(Before { location: (old, old_version), menu: (old_menu, old_menu_version) }) =
            before
        else {
            let mut plan = Plan {
                change: Change::of(vec![
                    LOCATIONS.insert(&LocationRecord::from(&location)),
                    MENUS.insert(&MenuRecord::from(&file.menu)),
                ]),
                location,
                location_version: 1,
                menu_version: 1,
                writes_menu: true,
                imported,
            };
            self.say(&mut plan);
            self.set_levels(&mut plan, file, None).await?;
            return Ok(plan);
        };
        location.switch = old.switch.clone();
        location.pace = old.pace;
        if location.currency != old.currency {
            return Err(Error::CurrencyFixed(id.clone()));
        }
        let (same_location, same_menu) =
            (location == old, file.menu == old_menu.clone().seen_at(self.now()));
        let mut plan = Plan {
            change: Change::default(),
            location,
            location_version: old_version + Version::from(!same_location),
            menu_version: old_menu_version + Version::from(!same_menu),
            writes_menu: !same_menu,
            imported: Imported { changed: !(same_location && same_menu), ..imported },
        };
        if same_location && same_menu {
            return Ok(plan);
        }
        plan.change.writes.push(if same_location {
            LOCATIONS.require(id.as_str(), Expected::Version(old_version))
        } else {
            LOCATIONS.replace(&LocationRecord::from(&plan.location), old_version)
        });
        if same_menu {
            plan.change
                .writes
                .push(MENUS.require(id.as_str(), Expected::Version(old_menu_version)));
        } else {
            plan.change.writes.push(MENUS.replace(&MenuRecord::from(&file.menu), old_menu_version));
            self.say(&mut plan);
            self.set_levels(&mut plan, file, Some(&old_menu)).await?;
        }
        Ok(plan)
    }

    fn say(&self, plan: &mut Plan) {
        let now = self.now();
        plan.change.messages.push(menu_changed(&plan.location.id, plan.menu_version, now));
    }

    /// Sets the levels of items `old_menu` did not have.
    async fn set_levels(
        &self,
        plan: &mut Plan,
        file: &MenuFile,
        old_menu: Option<&Menu>,
    ) -> Result<(), Error> {
        let is_new = |item: &StockItemId| old_menu.is_none_or(|old| old.stock_item(item).is_none());
        let mut adjustments = Vec::new();
        for (item, level) in file.levels.iter().filter(|(item, _)| is_new(item)) {
            plan.imported.levels_set += 1;
            let counter = stock_counter(&plan.location.id, item);
            let delta = level - self.store().counter(&counter).await?;
            if delta != 0 {
                adjustments.push(Write::Adjust { counter, delta, at_least: Some(0) });
            }
        }
        if adjustments.len() > NEW_LEVELS_MAX {
            let detail = format!(
                "has {} new items with a level: expected at most {NEW_LEVELS_MAX} in one import; \
                 leave the levels of the others out and count them afterwards",
                adjustments.len()
            );
            let field = "stock_items".to_owned();
            return Err(Error::ImportRefused(vec![FileFault { line: 1, field, detail }]));
        }
        plan.change.writes.extend(adjustments);
        Ok(())
    }
}

struct Before {
    location: (Location, Version),
    menu: (Menu, Version),
}

struct Plan {
    change: Change,
    location: Location,
    location_version: Version,
    menu_version: Version,
    /// Whether the menu of the file is written; otherwise the one that is stored means the same.
    writes_menu: bool,
    imported: Imported,
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
