//! Holding a part of a location's capacity for an order, and giving it back. Checked and held in
//! one write, so that however many ask at once the cap holds.

use kernel::{LocationId, OrderId, PrincipalId};
use store::{Change, Write};

use super::{Decided, Orders};
use crate::domain;
use crate::error::Error;
use crate::records::{
    CAPACITY_HOLDS, CapacityHoldRecord, HoldState, customer_counter, location_counter,
};

impl Orders {
    /// Holds a place among the open orders of a location and of a customer there, unless the
    /// order is nobody's; `None` is no cap, and without any nothing is held. Repeating it changes
    /// nothing. What was freed before holds nothing any more.
    ///
    /// # Errors
    /// [`Error::LocationBusy`], [`Error::TooManyOpenOrders`], failures of the store.
    pub async fn hold_capacity(
        &self,
        order: &OrderId,
        location: &LocationId,
        customer: &PrincipalId,
        open_orders_max: Option<u32>,
        per_customer_max: Option<u32>,
    ) -> Result<Decided<()>, Error> {
        if open_orders_max.is_none() && per_customer_max.is_none() {
            return Ok(Decided::already(()));
        }
        if CAPACITY_HOLDS.get(&*self.parts.store, order.as_str()).await?.is_some() {
            return Ok(Decided::already(()));
        }
        let at_location = location_counter(location);
        // A counter for each nobody would stay for ever, and count to one.
        let customer = (*customer != domain::nobody(order)).then(|| customer.clone());
        let of_customer = customer.as_ref().map(|customer| customer_counter(location, customer));
        if self.is_full(&at_location, open_orders_max).await? {
            return Err(Error::LocationBusy);
        }
        if let Some(of_customer) = &of_customer
            && self.is_full(of_customer, per_customer_max).await?
        {
            return Err(Error::TooManyOpenOrders);
        }
        let state = HoldState::Held { location: location.clone(), customer };
        let hold = CapacityHoldRecord { order: order.clone(), state };
        // Whoever comes in between is stopped by the floor: what is held counts downwards.
        let take = |counter, most: Option<u32>| Write::Adjust {
            counter,
            delta: -1,
            at_least: most.map(|most| -i64::from(most)),
        };
        let mut writes = vec![CAPACITY_HOLDS.insert(&hold), take(at_location, open_orders_max)];
        writes.extend(of_customer.map(|counter| take(counter, per_customer_max)));
        Ok(Decided::by((), Change::of(writes)))
    }

    /// Gives back what an order holds and, where there is a cap, keeps it from holding anything any
    /// more. Repeating it changes nothing.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn free_capacity(
        &self,
        order: &OrderId,
        is_capped: bool,
    ) -> Result<Decided<()>, Error> {
        let freed = CapacityHoldRecord { order: order.clone(), state: HoldState::Freed };
        let found = CAPACITY_HOLDS.get(&*self.parts.store, order.as_str()).await?;
        let Some(found) = found else {
            let writes = is_capped.then(|| CAPACITY_HOLDS.insert(&freed));
            return Ok(Decided::by((), Change::of(writes.into_iter().collect())));
        };
        let HoldState::Held { location, customer } = found.record.state else {
            return Ok(Decided::already(()));
        };
        let give = |counter| Write::Adjust { counter, delta: 1, at_least: None };
        let mut writes =
            vec![CAPACITY_HOLDS.replace(&freed, found.version), give(location_counter(&location))];
        writes.extend(customer.map(|customer| give(customer_counter(&location, &customer))));
        Ok(Decided::by((), Change::of(writes)))
    }

    /// Whether a counter has come down to its floor.
    async fn is_full(&self, counter: &str, most: Option<u32>) -> Result<bool, Error> {
        let Some(most) = most else { return Ok(false) };
        Ok(self.parts.store.counter(counter).await? <= -i64::from(most))
    }
}

#[cfg(test)]
#[path = "capacity_tests.rs"]
mod tests;
