//! Saying that something has sold out, or is there again.

use std::sync::Arc;

use kernel::LocationId;

use super::cache::Cached;
use crate::domain::{Menu, OptionId, ProductId};
use crate::{Error, Products};

impl Products {
    /// Says whether a product can be ordered.
    pub async fn set_product_available(
        &self,
        location: &LocationId,
        id: &ProductId,
        available: bool,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let set = |menu: &mut Menu| menu.set_product_available(id, available);
        self.edit_menu(location, None, set, |_| String::new()).await
    }

    /// Says whether an option can be chosen.
    pub async fn set_option_available(
        &self,
        location: &LocationId,
        id: &OptionId,
        available: bool,
    ) -> Result<Arc<Cached<Menu>>, Error> {
        let set = |menu: &mut Menu| menu.set_option_available(id, available);
        self.edit_menu(location, None, set, |_| String::new()).await
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use crate::domain::samples;

    #[tokio::test]
    async fn an_option_sells_out_and_one_that_is_not_there_is_named() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let oat = samples::id("oat-milk");
        let menu = shop.products.set_option_available(&here, &oat, false).await.expect("there");
        assert!(!menu.value.option(&oat).expect("there").1.available);
        let hemp = samples::id("hemp-milk");
        let refused = shop.products.set_option_available(&here, &hemp, false).await;
        let refusal = refused.err().map(|error| error.to_string());
        assert_eq!(refusal.as_deref(), Some("the menu has no option opt_hemp-milk"));
    }
}
