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

/// The offers that were read last, one a location.
pub(super) type Offers = Mutex<HashMap<LocationId, Offer>>;

pub(super) struct Offer {
    looked_at: Timestamp,
    out: Vec<StockItemId>,
    /// The menu that says so, as long as it is this one.
    menu: Arc<Cached<Menu>>,
}

impl Products {
    /// The menu of a location with what has run out of it, as it was at most five seconds ago.
    pub async fn read_offer(&self, location: &LocationId) -> Result<Arc<Cached<Menu>>, Error> {
        let menu = self.read_menu(location).await?;
        if menu.value.stock_items.is_empty() {
            return Ok(menu);
        }
        let out = if let Some(out) = self.out_lately(location) {
            out
        } else {
            let levels = self.list_stock(location).await?;
            levels.into_iter().filter(|one| one.level <= 0).map(|one| one.item.id).collect()
        };
        Ok(self.offer(location, &menu, out))
    }

    /// What had run out when it was looked at, unless that is too long ago. Whoever finds that it
    /// is looks anew; until then the others go on with what is known.
    fn out_lately(&self, location: &LocationId) -> Option<Vec<StockItemId>> {
        let now = self.now();
        let mut offers = self.parts.offers.lock().unwrap_or_else(PoisonError::into_inner);
        let offer = offers.get_mut(location)?;
        let fresh = offer.looked_at <= now && now < offer.looked_at + FRESH_FOR;
        offer.looked_at = if fresh { offer.looked_at } else { now };
        fresh.then(|| offer.out.clone())
    }

    /// The menu with what has run out; the same one as long as neither changes, with its answers.
    fn offer(
        &self,
        location: &LocationId,
        menu: &Arc<Cached<Menu>>,
        out: Vec<StockItemId>,
    ) -> Arc<Cached<Menu>> {
        let now = self.now();
        let mut offers = self.parts.offers.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |offer: &&mut Offer| {
            let (before, now) = (&offer.menu, menu);
            (before.version, before.returned) == (now.version, now.returned) && offer.out == out
        };
        if let Some(offer) = offers.get_mut(location).filter(same) {
            return Arc::clone(&offer.menu);
        }
        let offered = if out.is_empty() {
            Arc::clone(menu)
        } else {
            Arc::new(Cached::run_out(menu, out.clone()))
        };
        let looked_at = offers.get(location).map_or(now, |offer| offer.looked_at);
        let offer = Offer { looked_at, out, menu: Arc::clone(&offered) };
        offers.insert(location.clone(), offer);
        offered
    }
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
