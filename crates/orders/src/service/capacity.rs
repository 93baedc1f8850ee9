//! Holding a part of a location's capacity for an order, and giving it back. Checked and held in
//! one write, so that however many ask at once the cap holds.

use kernel::{LocationId, OrderId, PrincipalId};
use store::{Change, Outcome, Write};

use super::{Orders, TRIES};
use crate::error::Error;
use crate::records::{
    CAPACITY_HOLDS, CapacityHoldRecord, HoldState, customer_counter, location_counter,
};

impl Orders {
    /// Holds a place among the open orders of a location and of a customer there; `None` is no cap.
    /// Repeating it changes nothing. What was freed before holds nothing any more.
    ///
    /// # Errors
    /// [`Error::LocationBusy`], [`Error::TooManyOpenOrders`].
    pub async fn hold_capacity(
        &self,
        order: &OrderId,
        location: &LocationId,
        customer: &PrincipalId,
        open_orders_max: Option<u32>,
        per_customer_max: Option<u32>,
    ) -> Result<(), Error> {
        let state = HoldState::Held { location: location.clone(), customer: customer.clone() };
        let hold = CapacityHoldRecord { order: order.clone(), state };
        // A store knows only floors, so what is held counts downwards.
        let take = |counter, most: Option<u32>| Write::Adjust {
            counter,
            delta: -1,
            at_least: most.map(|most| -i64::from(most)),
        };
        let change = Change::of(vec![
            CAPACITY_HOLDS.insert(&hold),
            take(location_counter(location), open_orders_max),
            take(customer_counter(location, customer), per_customer_max),
        ]);
        match self.parts.store.commit(change).await? {
            // It is held, or was freed: both stand.
            Outcome::Committed | Outcome::Conflict { write: 0 } => Ok(()),
            Outcome::Conflict { write: 1 } => Err(Error::LocationBusy),
            Outcome::Conflict { .. } => Err(Error::TooManyOpenOrders),
        }
    }

    /// Gives back what an order holds, and keeps it from holding anything any more. Repeating it
    /// changes nothing.
    ///
    /// # Errors
    /// [`Error::Contended`], failures of the store.
    pub async fn free_capacity(&self, order: &OrderId) -> Result<(), Error> {
        let freed = CapacityHoldRecord { order: order.clone(), state: HoldState::Freed };
        for _ in 0..TRIES {
            let found = CAPACITY_HOLDS.get(&*self.parts.store, order.as_str()).await?;
            let before = found.as_ref().map(|found| found.version);
            let mut change = Change::of(vec![CAPACITY_HOLDS.put(&freed, before)]);
            match found.map(|found| found.record.state) {
                Some(HoldState::Freed) => return Ok(()),
                Some(HoldState::Held { location, customer }) => {
                    let give = |counter| Write::Adjust { counter, delta: 1, at_least: None };
                    change = change
                        .and(give(location_counter(&location)))
                        .and(give(customer_counter(&location, &customer)));
                }
                None => {}
            }
            if self.parts.store.commit(change).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    /// How many orders of a location are open.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn open_orders(&self, location: &LocationId) -> Result<i64, Error> {
        let counted = self.parts.store.counter(&location_counter(location)).await?;
        Ok(-counted)
    }
}

#[cfg(test)]
#[path = "capacity_tests.rs"]
mod tests;
