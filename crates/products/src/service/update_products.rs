//! Adding, changing, removing and ordering the products of a menu.

use std::sync::Arc;

use kernel::LocationId;
use store::Version;

use super::cache::Cached;
use crate::domain::{CategoryId, Menu, Product, ProductId};
use crate::{Error, Products};

impl Products {
    /// Adds a product at the end of its category.
    pub async fn add_product(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        product: Product,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let place = |menu: &Menu| place(menu, &product.id);
        let add = |menu: &mut Menu| menu.add_product(product.clone());
        self.edit_menu(location, expected, add, place).await
    }

    /// Puts a product in place of the one with its id.
    pub async fn update_product(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        product: Product,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let place = |menu: &Menu| place(menu, &product.id);
        let update = |menu: &mut Menu| menu.update_product(product.clone());
        self.edit_menu(location, expected, update, place).await
    }

    /// Removes a product. Orders that have it keep it.
    pub async fn remove_product(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        id: &ProductId,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let remove = |menu: &mut Menu| menu.remove_product(id);
        self.edit_menu(location, expected, remove, |_| String::new()).await
    }

    /// Puts the products of a category in another order, which names each once.
    pub async fn reorder_products(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        category: &CategoryId,
        order: &[ProductId],
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let reorder = |menu: &mut Menu| menu.reorder_products(category, order);
        self.edit_menu(location, expected, reorder, |_| String::new()).await
    }
}

fn place(menu: &Menu, id: &ProductId) -> String {
    let place = menu.products.iter().position(|product| product.id == *id);
    format!("/products/{}", place.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    #[tokio::test]
    async fn faults_of_a_product_point_into_the_product() {
        let shop = Shop::with_menu().await;
        let mut product = samples::product("tea", "coffee", -1);
        product.station = "The Bar".to_owned();
        let refused = shop.products.add_product(&samples::location_id(), None, product).await;
        let Err(Error::Invalid(faults)) = refused else { panic!("two faults") };
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/station", "/price_minor"]);
    }

    #[tokio::test]
    async fn a_product_is_added_changed_and_removed() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let mut tea = samples::product("tea", "coffee", 250);
        shop.products.add_product(&here, None, tea.clone()).await.expect("new");
        tea.price_minor = 260;
        let menu = shop.products.update_product(&here, None, tea.clone()).await.expect("there");
        assert_eq!(menu.value.product(&tea.id), Some(&tea));
        let version = Some(menu.version);
        let menu = shop.products.remove_product(&here, version, &tea.id).await.expect("there");
        assert_eq!(menu.value, samples::menu());
    }
}
