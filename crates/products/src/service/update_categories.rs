//! Adding, changing, removing and ordering the categories of a menu.

use std::sync::Arc;

use kernel::LocationId;
use store::Version;

use super::cache::Cached;
use crate::domain::{Category, CategoryId, Menu};
use crate::{Error, Products};

impl Products {
    /// Adds a category at the end.
    pub async fn add_category(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        category: Category,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let place = |menu: &Menu| place(menu, &category.id);
        let add = |menu: &mut Menu| menu.add_category(category.clone());
        self.edit_menu(location, expected, add, place).await
    }

    /// Puts a category in place of the one with its id.
    pub async fn update_category(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        category: Category,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let place = |menu: &Menu| place(menu, &category.id);
        let update = |menu: &mut Menu| menu.update_category(category.clone());
        self.edit_menu(location, expected, update, place).await
    }

    /// Removes a category that has no products.
    pub async fn remove_category(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        id: &CategoryId,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let remove = |menu: &mut Menu| menu.remove_category(id);
        self.edit_menu(location, expected, remove, |_| String::new()).await
    }

    /// Puts the categories in another order, which names each once.
    pub async fn reorder_categories(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        order: &[CategoryId],
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let reorder = |menu: &mut Menu| menu.reorder_categories(order);
        self.edit_menu(location, expected, reorder, |_| String::new()).await
    }
}

fn place(menu: &Menu, id: &CategoryId) -> String {
    let place = menu.categories.iter().position(|category| category.id == *id);
    format!("/categories/{}", place.unwrap_or_default())
}
