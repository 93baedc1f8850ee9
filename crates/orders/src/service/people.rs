//! What an order does when its customer changes: a guest gets an account, or somebody wants to be
//! forgotten. Both go through all orders of a person, and may run twice.

use kernel::{OrderId, PrincipalId, Timestamp};
use store::{Outcome, Write};

use super::{Orders, TRIES, checked};
use crate::domain::{Order, Redemption};
use crate::error::Error;
use crate::records::{ORDERS, REDEMPTIONS, RedemptionRecord};

/// Orders asked for at once.
const PAGE: usize = 100;

impl Orders {
    /// Makes the orders of a guest those of the account `to`, and says how many they were. Whoever
    /// is no guest keeps theirs.
    ///
    /// # Errors
    /// [`Error::Contended`], failures of the store.
    pub async fn take_over(&self, guest: &PrincipalId, to: &PrincipalId) -> Result<u64, Error> {
        if !guest.is_guest() || to.is_guest() {
            return Ok(0);
        }
        self.change_all_of(guest, |order, now| order.taken_over(to, now)).await
    }

    /// Forgets a customer in all their orders, and says how many they were. What the books need
    /// stays; an order under way keeps how to reach them until it ends.
    ///
    /// # Errors
    /// [`Error::Contended`], failures of the store.
    pub async fn forget(&self, customer: &PrincipalId) -> Result<u64, Error> {
        self.change_all_of(customer, Order::forgotten).await
    }

    /// Whether an order of a customer has not ended yet. A hint: one that was placed a moment ago
    /// may be overlooked.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn is_any_under_way(&self, customer: &PrincipalId) -> Result<bool, Error> {
        let mut after = None;
        loop {
            let select = ORDERS.select("by_customer", customer.as_str()).descending();
            let page = select.limit(PAGE).after(after).page(&*self.parts.store).await?;
            for found in page.items {
                let seen = Order::from(checked(found));
                if seen.status().is_final() {
                    continue;
                }
                // What an index shows may be of some time ago.
                let order = self.load(&seen.placed.id).await?;
                let theirs = order.filter(|order| order.placed.customer == *customer);
                if theirs.is_some_and(|order| !order.status().is_final()) {
                    return Ok(true);
                }
            }
            after = page.next;
            if after.is_none() {
                return Ok(false);
            }
        }
    }

    /// Changes every order that is a customer's, until no more are found: an index lags, and shows
    /// late what was placed last.
    async fn change_all_of(
        &self,
        customer: &PrincipalId,
        change: impl Fn(&Order, Timestamp) -> Option<Order>,
    ) -> Result<u64, Error> {
        let mut changed = 0;
        loop {
            let (mut now, mut after) = (0, None);
            loop {
                let select = ORDERS.select("by_customer", customer.as_str());
                let page = select.limit(PAGE).after(after).page(&*self.parts.store).await?;
                for found in page.items {
                    let id = Order::from(checked(found)).placed.id;
                    now += u64::from(self.change_one_of(customer, &id, &change).await?);
                }
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            changed += now;
            if now == 0 {
                return Ok(changed);
            }
        }
    }

    /// Changes an order if it still is this customer's.
    async fn change_one_of(
        &self,
        customer: &PrincipalId,
        id: &OrderId,
        change: impl Fn(&Order, Timestamp) -> Option<Order>,
    ) -> Result<bool, Error> {
        for _ in 0..TRIES {
            let Some(order) = self.load(id).await? else { return Ok(false) };
            if order.placed.customer != *customer {
                return Ok(false);
            }
            let Some(next) = change(&order, self.now()) else { return Ok(false) };
            let with_it = self.redemption_of(&next).await?;
            if self.commit(&next, with_it.into_iter().collect()).await? == Outcome::Committed {
                let event = next.timeline.last().map_or("changed", |entry| entry.what.word());
                tracing::info!(order = %id, "order {event}");
                return Ok(true);
            }
        }
        Err(Error::Contended)
    }

    /// The write that makes the redemption an order began with that of its customer.
    async fn redemption_of(&self, order: &Order) -> Result<Option<Write>, Error> {
        if !order.placed.redeemed {
            return Ok(None);
        }
        let found = REDEMPTIONS.get(&*self.parts.store, order.placed.id.as_str()).await?;
        Ok(found.map(|found| {
            let customer = order.placed.customer.clone();
            let theirs = Redemption { customer, ..Redemption::from(found.record) };
            REDEMPTIONS.replace(&RedemptionRecord::from(&theirs), found.version)
        }))
    }
}
