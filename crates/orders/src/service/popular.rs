//! What is ordered most often: anybody may ask, so it is worked out once for many.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel::{LocationId, Timestamp};

use super::{Orders, checked};
use crate::domain::{self, Order, ProductId};
use crate::error::Error;
use crate::records::{ORDERS, instant};

/// How long it is good for.
const KEPT: Duration = Duration::from_mins(15);
/// How far back an order counts.
const COUNTS: Duration = Duration::from_hours(24 * 30);
/// How long whoever finds an answer too old has to look anew; until then others hear the old one.
const RETRY: Duration = Duration::from_secs(10);
/// Most orders that are looked at: those that changed last.
const LOOKED_AT_MAX: usize = 500;
/// Orders read at once.
const CHUNK: usize = 100;

/// What this process has worked out of each location.
pub(super) type Known = Arc<Mutex<HashMap<LocationId, Popular>>>;

/// What is ordered most often at a location.
#[derive(Debug, Clone, Default)]
pub struct Popular {
    /// Most first; none while too few orders tell, or while nobody has looked yet.
    pub products: Vec<ProductId>,
    /// Until when it is good.
    pub until: Timestamp,
}

impl Orders {
    /// The products of a location that were ordered most often lately. Nobody waits for somebody
    /// else who looks: until it is known anew, or when that fails, the old answer is good for some
    /// seconds more.
    ///
    /// # Errors
    /// [`Error::UnknownLocation`], failures of the store.
    pub async fn popular(&self, location: &LocationId) -> Result<Popular, Error> {
        let now = self.now();
        let (shop, _) = self.shop(location, now).await?;
        {
            let mut known = self.known();
            let old = known.entry(location.clone()).or_default();
            if now < old.until {
                return Ok(old.clone());
            }
            old.until = now + RETRY;
        }
        let products = domain::popular(&self.latest(location, now).await?, &shop);
        let popular = Popular { products, until: now + KEPT };
        self.known().insert(location.clone(), popular.clone());
        Ok(popular)
    }

    /// Never held while anything is waited for.
    fn known(&self) -> MutexGuard<'_, HashMap<LocationId, Popular>> {
        self.popular.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of the orders of a location that changed last, those that were placed within thirty days.
    async fn latest(&self, location: &LocationId, now: Timestamp) -> Result<Vec<Order>, Error> {
        let since = now.checked_sub(COUNTS).unwrap_or(Timestamp::UNIX_EPOCH);
        let (mut orders, mut after) = (Vec::new(), None);
        for _ in 0..LOOKED_AT_MAX / CHUNK {
            // Whatever was placed since has changed since.
            let select = ORDERS.select("by_change", location.as_str()).from(instant(since));
            let select = select.descending().limit(CHUNK).after(after);
            let page = select.page(&*self.parts.store).await?;
            orders.extend(page.items.into_iter().map(|found| Order::from(checked(found))));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        orders.retain(|order| order.placed_at() >= since);
        Ok(orders)
    }
}

#[cfg(test)]
#[path = "popular_tests.rs"]
mod tests;
