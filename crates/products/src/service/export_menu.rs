//! A location as a file.

use std::collections::BTreeMap;

use kernel::LocationId;

use crate::import::{write_menu_file, write_products};
use crate::records::stock_counter;
use crate::{Error, Products};

impl Products {
    /// A location, its menu and its levels as TOML that imports as the same.
    pub async fn export_menu(&self, id: &LocationId) -> Result<String, Error> {
        let (location, _) = self.stored_location(id).await?;
        let (menu, _) = self.stored_menu(id).await?;
        let menu = menu.seen_at(self.now());
        let mut levels = BTreeMap::new();
        for item in &menu.stock_items {
            let level = self.store().counter(&stock_counter(id, &item.id)).await?;
            levels.insert(item.id.clone(), level.max(0));
        }
        Ok(write_menu_file(&location, &menu, &levels))
    }

    /// The products of a menu as CSV that imports as the same.
    pub async fn export_products(&self, id: &LocationId) -> Result<String, Error> {
        let (menu, _) = self.stored_menu(id).await?;
        Ok(write_products(&menu.seen_at(self.now())))
    }
}
