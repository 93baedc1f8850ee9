//! What a location offers: its menu, and which of it has run out.
//!
//! Stock is counted beside the menu and changes with each order, so a menu that named levels would
//! never stay the same. It names what has run out, which changes seldom. That is a hint, for people
//! who choose: the order that reserves stock decides.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::{LocationId, Timestamp};

use super::cache::Cached;
use crate::domain::{Menu, StockItemId};
use crate::{Error, Products};

/// How long what has run out is believed without asking: it costs a read for each stock item.
const FRESH_FOR: Duration = Duration::from_secs(5);

/// What was offered last, one for each location that has stock.
pub(super) type Offers = Mutex<HashMap<LocationId, Arc<Offer>>>;

#[derive(Default)]
pub(super) struct Offer {
    /// Whoever counts what is left; who comes meanwhile takes what they find.
    counting: tokio::sync::Mutex<()>,
    /// What had run out, and when that was looked at.
    out: Mutex<Option<(Timestamp, Vec<StockItemId>)>>,
    /// The menu that says so, as long as neither changes.
    menu: Mutex<Option<Arc<Cached<Menu>>>>,
}

impl Products {
    /// The menu of a location with what has run out of it, as it was at most five seconds ago.
    pub async fn read_offer(&self, location: &LocationId) -> Result<Arc<Cached<Menu>>, Error> {
        let menu = self.read_menu(location).await?;
        if menu.value.stock_items.is_empty() {
            return Ok(menu);
        }
        let offer = Arc::clone(held(&self.parts.offers).entry(location.clone()).or_default());
        let out = self.run_out(location, &offer).await?;
        Ok(offer.of(&menu, out))
    }

    async fn run_out(
        &self,
        location: &LocationId,
        offer: &Offer,
    ) -> Result<Vec<StockItemId>, Error> {
        if let Some(out) = offer.fresh(self.now()) {
            return Ok(out);
        }
        let _turn = offer.counting.lock().await;
        let now = self.now();
        if let Some(out) = offer.fresh(now) {
            return Ok(out);
        }
        let levels = self.list_stock(location).await?.into_iter();
        let out: Vec<_> = levels.filter(|one| one.level <= 0).map(|one| one.item.id).collect();
        *held(&offer.out) = Some((now, out.clone()));
        Ok(out)
    }
}

impl Offer {
    fn fresh(&self, now: Timestamp) -> Option<Vec<StockItemId>> {
        let out = held(&self.out);
        let (at, out) = out.as_ref()?;
        (*at <= now && now < *at + FRESH_FOR).then(|| out.clone())
    }

    /// The menu with what has run out; the same one, with its answers, until either changes.
    fn of(&self, menu: &Arc<Cached<Menu>>, out: Vec<StockItemId>) -> Arc<Cached<Menu>> {
        let mut last = held(&self.menu);
        let as_now = |last: &&Arc<Cached<Menu>>| {
            (last.version, last.returned) == (menu.version, menu.returned) && last.out == out
        };
        if let Some(last) = last.as_ref().filter(as_now) {
            return Arc::clone(last);
        }
        let menu =
            if out.is_empty() { Arc::clone(menu) } else { Arc::new(Cached::run_out(menu, out)) };
        *last = Some(Arc::clone(&menu));
        menu
    }
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shop;
    use super::*;
    use crate::domain::samples;

    async fn out(shop: &Shop) -> Vec<StockItemId> {
        let offer = shop.products.read_offer(&samples::location_id()).await.expect("there");
        offer.out.clone()
    }

    #[tokio::test]
    async fn what_has_run_out_is_named_and_is_not_when_it_is_there_again() {
        let shop = Shop::with_menu().await;
        let (here, croissant) = (samples::location_id(), samples::id("croissant"));
        let stocked = out(&shop).await;
        assert!(!stocked.contains(&croissant), "{stocked:?}");
        shop.products.set_level(&here, &croissant, 0).await.expect("counted");
        assert_eq!(out(&shop).await, stocked, "it is believed for five seconds");
        shop.clock.advance(FRESH_FOR);
        assert!(out(&shop).await.contains(&croissant));
        shop.products.set_level(&here, &croissant, 1).await.expect("counted");
        shop.clock.advance(FRESH_FOR);
        assert_eq!(out(&shop).await, stocked);
    }

    #[tokio::test]
    async fn what_had_run_out_last_night_is_not_what_the_first_two_see_in_the_morning() {
        let shop = Shop::with_menu().await;
        let (here, croissant) = (samples::location_id(), samples::id("croissant"));
        shop.products.set_level(&here, &croissant, 0).await.expect("counted");
        assert!(out(&shop).await.contains(&croissant));
        shop.products.set_level(&here, &croissant, 10).await.expect("baked");
        shop.clock.advance(Duration::from_hours(9));
        let (one, other) = tokio::join!(out(&shop), out(&shop));
        assert!(!one.contains(&croissant) && !other.contains(&croissant), "{one:?} {other:?}");
    }

    #[tokio::test]
    async fn an_offer_is_made_once_until_menu_or_stock_changes() {
        let shop = Shop::with_menu().await;
        let (here, croissant) = (samples::location_id(), samples::id("croissant"));
        shop.products.set_level(&here, &croissant, 0).await.expect("counted");
        let offer = async || shop.products.read_offer(&here).await.expect("there");
        let first = offer().await;
        shop.clock.advance(FRESH_FOR);
        assert!(Arc::ptr_eq(&first, &offer().await), "nothing has changed");
        let product = samples::id("flat-white");
        let sold_out = shop.products.set_product_available(&here, &product, false, None).await;
        sold_out.expect("sold out");
        let second = offer().await;
        assert_eq!(second.version, first.version + 1);
        assert_eq!(second.out, first.out);
    }
}
