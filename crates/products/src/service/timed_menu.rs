//! A menu that changes by itself as the time goes by: what was sold out until a time is there
//! again.
//!
//! The store knows nothing of it. A menu is kept as it is stored, with the times at which it
//! changes; each reading asks how many of them have passed. That number stands beside the version
//! in what names a menu (its `ETag`), so whoever has the menu of before is sent the one of now.

use std::sync::{Arc, PoisonError, RwLock};

use kernel::Timestamp;
use store::Version;

use super::cache::Cached;
use crate::domain::Menu;
use crate::records::MenuRecord;

/// A menu as it is stored.
pub(super) struct TimedMenu {
    menu: Menu,
    /// The times at which something is there again, in their order.
    returns: Vec<Timestamp>,
    /// The menu as it was read last.
    view: RwLock<Option<Arc<Cached<Menu>>>>,
}

impl TimedMenu {
    pub(super) fn new(menu: Menu) -> Self {
        Self { returns: menu.returns(), menu, view: RwLock::default() }
    }

    /// The menu at `now`. Nothing is made anew until a time has passed.
    pub(super) fn at(&self, version: Version, now: Timestamp) -> Arc<Cached<Menu>> {
        let returned = self.returns.partition_point(|time| *time <= now);
        let view = self.view.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(view) = view.filter(|view| view.returned == returned) {
            return view;
        }
        let menu = self.menu.clone().seen_at(now);
        let menu = Arc::new(Cached::returned(version, menu, returned));
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&menu));
        menu
    }
}

impl From<MenuRecord> for TimedMenu {
    fn from(record: MenuRecord) -> Self {
        Self::new(record.into())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    const MINUTE: Duration = Duration::from_mins(1);

    #[tokio::test]
    async fn what_has_sold_out_until_a_time_is_there_again_with_nobody_doing_anything() {
        let shop = Shop::with_menu().await;
        let other = shop.another_replica();
        let here = samples::location_id();
        let white = samples::id("flat-white");
        let until = Some(Timestamp::UNIX_EPOCH + MINUTE);
        let set = shop.products.set_product_available(&here, &white, false, until);
        let version = set.await.expect("there").version;
        let available = async |shop: &Shop| {
            let menu = shop.products.read_menu(&here).await.expect("there");
            let product = menu.value.product(&white).expect("on the menu").clone();
            (menu.version, menu.returned, product.available, product.sold_out_until)
        };
        let before = (version, 0, false, until);
        assert_eq!((available(&shop).await, available(&other).await), (before, before));
        shop.clock.advance(MINUTE);
        let after = (version, 1, true, None);
        assert_eq!((available(&shop).await, available(&other).await), (after, after));
    }

    #[tokio::test]
    async fn a_menu_is_made_once_for_all_who_read_it_between_two_changes() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let oat = samples::id("oat-milk");
        let until = Some(Timestamp::UNIX_EPOCH + MINUTE);
        shop.products.set_option_available(&here, &oat, false, until).await.expect("there");
        let read = async || shop.products.read_menu(&here).await.expect("there");
        let sold_out = read().await;
        assert!(Arc::ptr_eq(&sold_out, &read().await));
        shop.clock.advance(MINUTE);
        let there = read().await;
        assert!(!Arc::ptr_eq(&sold_out, &there));
        assert!(Arc::ptr_eq(&there, &read().await));
    }

    #[tokio::test]
    async fn an_edit_after_the_time_writes_down_that_it_is_there() {
        let shop = Shop::with_menu().await;
        let here = samples::location_id();
        let white = samples::id("flat-white");
        let until = Some(Timestamp::UNIX_EPOCH + MINUTE);
        let set = shop.products.set_product_available(&here, &white, false, until);
        let version = set.await.expect("there").version;
        shop.clock.advance(MINUTE);
        let said = shop.products.set_product_available(&here, &white, true, None).await;
        assert_eq!(said.expect("there").version, version, "it is there already: nothing to do");
        let other = samples::id("croissant");
        let edited = shop.products.set_product_available(&here, &other, false, None).await;
        let edited = edited.expect("there");
        assert_eq!((edited.version, edited.returned), (version + 1, 0));
        let (stored, _) = shop.products.stored_menu(&here).await.expect("there");
        assert_eq!(stored.product(&white).expect("there").sold_out_until, None);
    }
}
