//! What is ordered most often: anybody may ask, so it is worked out once for many.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use kernel::{LocationId, Timestamp};
use tokio::sync::Mutex;

use super::{Orders, checked};
use crate::domain::{self, Order, ProductId};
use crate::error::Error;
use crate::records::{ORDERS, instant};

/// How long it is good for.
const KEPT: Duration = Duration::from_mins(15);
/// How far back an order counts.
const COUNTS: Duration = Duration::from_hours(24 * 30);
/// Most orders that are looked at: those that changed last.
const LOOKED_AT_MAX: usize = 500;
/// Orders read at once.
const CHUNK: usize = 100;

/// What this process has worked out, and when. Whoever asks meanwhile waits for it.
pub(super) type Popular = Arc<Mutex<HashMap<LocationId, (Timestamp, Vec<ProductId>)>>>;

impl Orders {
    /// The products of a location that were ordered most often lately, most first; none while too
    /// few orders tell. As of a quarter of an hour ago at most.
    ///
    /// # Errors
    /// [`Error::UnknownLocation`], failures of the store.
    pub async fn popular(&self, location: &LocationId) -> Result<Vec<ProductId>, Error> {
        let now = self.now();
        let (shop, _) = self.shop(location, now).await?;
        let mut known = self.popular.lock().await;
        if let Some((at, products)) = known.get(location)
            && now.duration_since(*at).unsigned_abs() < KEPT
        {
            return Ok(products.clone());
        }
        let products = domain::popular(&self.latest(location, now).await?, &shop);
        known.insert(location.clone(), (now, products.clone()));
        Ok(products)
    }

    /// The last orders of a location that were placed within thirty days.
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
