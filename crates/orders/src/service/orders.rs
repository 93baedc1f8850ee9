//! What every verb works with: reading an order, and committing what was decided about one.

use std::sync::Arc;

use kernel::{LocationId, OrderId, Principal, Timestamp};
use store::{Change, Outcome, Versioned, Write};

use super::Live;
use super::popular::Known;
use crate::domain::{Limits, Order};
use crate::error::Error;
use crate::events;
use crate::ports::Parts;
use crate::records::{ORDERS, OrderRecord};

/// The verbs of this context. Cheap to clone.
#[derive(Clone)]
pub struct Orders {
    pub(super) parts: Arc<Parts>,
    pub(super) live: Live,
    pub(super) popular: Known,
}

impl Orders {
    /// The verbs, working with `parts` and telling `live` what they did.
    pub fn new(parts: Parts, live: Live) -> Self {
        Self { parts: Arc::new(parts), live, popular: Known::default() }
    }

    /// Where one can wait for changes.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The time, as this context reckons it.
    pub fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }

    /// Reads an order that `who` may see: their own, or one of a location they work at.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for somebody else's order.
    pub async fn get(&self, id: &OrderId, who: &Principal) -> Result<Order, Error> {
        let order = self.load(id).await?.ok_or(Error::NotFound)?;
        let placed = &order.placed;
        if placed.customer == who.id || who.is_staff_of(&placed.location) {
            return Ok(order);
        }
        Err(Error::NotFound)
    }

    /// Reads an order for whoever has its link.
    ///
    /// # Errors
    /// [`Error::NotFound`], also when the key is another one, and when its customer is forgotten.
    pub async fn shared(&self, id: &OrderId, key: &str) -> Result<Order, Error> {
        let order = self.load(id).await?.ok_or(Error::NotFound)?;
        let opens = order.placed.key.as_ref().is_some_and(|its| its.is(key));
        if opens && !order.is_forgotten() { Ok(order) } else { Err(Error::NotFound) }
    }

    /// Reads an order for another part of the program, which answers for who may see it.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn find(&self, id: &OrderId) -> Result<Option<Order>, Error> {
        self.load(id).await
    }

    /// Whether an order began with a scanned code.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn began_with_qr_code(&self, id: &OrderId) -> Result<bool, Error> {
        Ok(self.load(id).await?.is_some_and(|order| order.placed.redeemed))
    }

    /// The rules of a location as they are now.
    ///
    /// # Errors
    /// [`Error::UnknownLocation`].
    pub async fn limits_of(&self, location: &LocationId) -> Result<Limits, Error> {
        let (shop, _) = self.shop(location, self.now()).await?;
        Ok(shop.limits)
    }

    pub(super) async fn load(&self, id: &OrderId) -> Result<Option<Order>, Error> {
        let found = ORDERS.get(&*self.parts.store, id.as_str()).await?;
        Ok(found.map(|found| checked(found).into()))
    }

    /// The change that keeps the order's last timeline entry, with what else belongs to it.
    pub(super) fn change_of(order: &Order, others: Vec<Write>) -> Change {
        let record = OrderRecord::from(order);
        let before = order.version() - 1;
        let write = ORDERS.put(&record, (before > 0).then_some(before));
        let mut change = Change::of(vec![write]).saying(events::tell(order));
        change.writes.extend(others);
        change
    }

    /// Commits the order's last timeline entry with what else belongs to it, and tells everybody.
    pub(super) async fn commit(&self, order: &Order, others: Vec<Write>) -> Result<Outcome, Error> {
        let outcome = self.parts.store.commit(Self::change_of(order, others)).await?;
        if outcome == Outcome::Committed {
            self.live.tell(order);
        }
        Ok(outcome)
    }
}

/// An order's version is the number of its entries, so the store's must agree.
pub(super) fn checked(found: Versioned<OrderRecord>) -> OrderRecord {
    debug_assert_eq!(
        usize::try_from(found.version).ok(),
        Some(found.record.entries()),
        "each commit of an order adds one entry"
    );
    found.record
}
