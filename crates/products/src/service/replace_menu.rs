//! A whole menu in place of another.

use std::sync::Arc;

use kernel::LocationId;
use store::Version;

use super::cache::Cached;
use crate::domain::Menu;
use crate::{Error, Products};

impl Products {
    /// Puts a whole menu in place of the one a location has. Every fault of it is found at once.
    /// Whose menu it is, its currency and its language are the location's, whatever `menu` says.
    pub async fn replace_menu(
        &self,
        location: &LocationId,
        expected: Option<Version>,
        menu: Menu,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let replace = |before: &mut Menu| {
            let Menu { location, currency, language, .. } = before.clone();
            *before = Menu { location, currency, language, ..menu.clone() };
            Ok(())
        };
        self.edit_menu(location, expected, replace, |_| String::new()).await
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    #[tokio::test]
    async fn every_fault_is_told_at_once_and_nothing_is_changed() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let mut menu = samples::menu();
        menu.products[0].name.clear();
        menu.products[1].tax_class = "none".to_owned();
        match shop.products.replace_menu(&here, None, menu).await {
            Err(Error::Invalid(faults)) => {
                let pointers: Vec<_> = faults.iter().map(|f| f.pointer.as_str()).collect();
                assert_eq!(pointers, ["/products/0/name", "/products/1/tax_class"]);
            }
            other => panic!("{:?}", other.map(|menu| menu.version)),
        }
        assert_eq!(shop.products.stored_menu(&here).await.expect("there").0, samples::menu());
    }

    #[tokio::test]
    async fn a_menu_larger_than_a_record_is_refused_with_its_size() {
        let shop = Shop::with_menu().await;
        let mut menu = samples::menu();
        menu.products = (0..600)
            .map(|number| {
                let mut product = samples::product(&format!("p-{number}"), "coffee", 100);
                product.description = "x".repeat(500);
                product
            })
            .collect();
        match shop.products.replace_menu(&samples::location_id(), None, menu).await {
            Err(Error::MenuTooLarge { bytes, max: 390_000 }) => assert!(bytes > 390_000),
            other => panic!("{:?}", other.map(|menu| menu.version)),
        }
    }

    #[tokio::test]
    async fn a_menu_somebody_else_has_changed_is_not_overwritten() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let refused = shop.products.replace_menu(&here, Some(1), samples::menu()).await;
        assert!(matches!(refused, Err(Error::ChangedMeanwhile)));
    }
}
