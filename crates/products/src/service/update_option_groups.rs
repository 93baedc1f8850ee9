//! Adding, changing and removing the option groups of a menu.

use std::sync::Arc;

use kernel::LocationId;
use store::Version;

use super::cache::Cached;
use crate::domain::{Menu, OptionGroup, OptionGroupId};
use crate::{Error, Products};

impl Products {
    /// Adds an option group; no product asks it yet.
    pub async fn add_option_group(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        group: OptionGroup,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let place = |menu: &Menu| place(menu, &group.id);
        let add = |menu: &mut Menu| menu.add_option_group(group.clone());
        self.edit_menu(location, expected, add, place).await
    }

    /// Puts an option group in place of the one with its id, for every product that asks it.
    pub async fn update_option_group(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        group: OptionGroup,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let place = |menu: &Menu| place(menu, &group.id);
        let update = |menu: &mut Menu| menu.update_option_group(group.clone());
        self.edit_menu(location, expected, update, place).await
    }

    /// Removes an option group that no product asks.
    pub async fn remove_option_group(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        id: &OptionGroupId,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let remove = |menu: &mut Menu| menu.remove_option_group(id);
        self.edit_menu(location, expected, remove, |_| String::new()).await
    }
}

fn place(menu: &Menu, id: &OptionGroupId) -> String {
    let place = menu.option_groups.iter().position(|group| group.id == *id);
    format!("/option_groups/{}", place.unwrap_or_default())
}
