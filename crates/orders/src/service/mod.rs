//! The verbs of this context, one a file. They read, let the domain decide, and commit.

mod capacity;
mod change_order;
mod close_order;
mod confirm_order;
mod decided;
mod list_orders;
mod live;
mod payments;
mod place_order;
mod qr_codes;
mod quote;
mod redemptions;
#[cfg(test)]
pub(crate) mod testing;
mod waits;

use std::sync::Arc;

use kernel::{LocationId, OrderId, Principal, Timestamp};
use store::{Change, Outcome, Versioned, Write};

pub use self::confirm_order::Checked;
pub use self::decided::Decided;
pub use self::list_orders::Filter;
pub use self::live::{Changes, Live, Watch};
pub use self::payments::{Refund, Refunded};
pub use self::place_order::{PlaceOrder, Placement};
pub use self::qr_codes::{Display, Redeemed};
pub use self::quote::Quote;
use crate::domain::{Limits, Order};
use crate::error::Error;
use crate::events;
use crate::ports::Parts;
use crate::records::{ORDERS, OrderRecord};

/// How often to read again when somebody else changed what is to be changed.
const TRIES: usize = 5;

/// The verbs of this context. Cheap to clone.
#[derive(Clone)]
pub struct Orders {
    parts: Arc<Parts>,
    live: Live,
}

impl Orders {
    /// The verbs, working with `parts` and telling `live` what they did.
    pub fn new(parts: Parts, live: Live) -> Self {
        Self { parts: Arc::new(parts), live }
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

    async fn load(&self, id: &OrderId) -> Result<Option<Order>, Error> {
        let found = ORDERS.get(&*self.parts.store, id.as_str()).await?;
        Ok(found.map(|found| checked(found).into()))
    }

    /// The change that keeps the order's last timeline entry, with what else belongs to it.
    fn change_of(order: &Order, others: Vec<Write>) -> Change {
        let record = OrderRecord::from(order);
        let before = order.version() - 1;
        let write = ORDERS.put(&record, (before > 0).then_some(before));
        let mut change = Change::of(vec![write]).saying(events::tell(order));
        change.writes.extend(others);
        change
    }

    /// Commits the order's last timeline entry with what else belongs to it, and tells everybody.
    async fn commit(&self, order: &Order, others: Vec<Write>) -> Result<Outcome, Error> {
        let outcome = self.parts.store.commit(Self::change_of(order, others)).await?;
        if outcome == Outcome::Committed {
            self.live.tell(order);
        }
        Ok(outcome)
    }
}

/// An order's version is the number of its entries, so the store's must agree.
fn checked(found: Versioned<OrderRecord>) -> OrderRecord {
    debug_assert_eq!(
        usize::try_from(found.version).ok(),
        Some(found.record.entries()),
        "each commit of an order adds one entry"
    );
    found.record
}
