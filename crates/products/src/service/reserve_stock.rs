//! Holding stock for an order.

use std::collections::BTreeMap;

use kernel::{LocationId, OrderId};
use store::{Change, Outcome, Write};

use crate::domain::StockItemId;
use crate::records::{
    RESERVATIONS, ReservationRecord, ReservationState, ReservedItem, stock_counter,
};
use crate::{Error, Products};

impl Products {
    /// Holds stock for an order, all of it or none, in one write. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`Error::OutOfStock`] names what is missing. [`Error::ReservationReleased`] when the order
    /// was released before: a late duplicate must not hold stock nobody would give back.
    pub async fn reserve_stock(
        &self,
        order: &OrderId,
        location: &LocationId,
        items: &[(StockItemId, u32)],
    ) -> Result<(), Error> {
        let mut wanted = BTreeMap::<&StockItemId, u32>::new();
        for (item, quantity) in items.iter().filter(|(_, quantity)| *quantity > 0) {
            let sum = wanted.entry(item).or_default();
            *sum = sum.saturating_add(*quantity);
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let reserved = |(item, quantity): (&&StockItemId, &u32)| ReservedItem {
            stock_item: (*item).clone(),
            quantity: *quantity,
        };
        let reservation = ReservationRecord {
            order: order.clone(),
            location: Some(location.clone()),
            items: wanted.iter().map(reserved).collect(),
            state: ReservationState::Held,
        };
        let mut change = Change::of(vec![RESERVATIONS.insert(&reservation)]);
        for (item, quantity) in &wanted {
            let counter = stock_counter(location, item);
            let delta = -i64::from(*quantity);
            change = change.and(Write::Adjust { counter, delta, at_least: Some(0) });
        }
        let Outcome::Conflict { write } = self.store().commit(change).await? else {
            return Ok(());
        };
        let before = RESERVATIONS.get(self.store(), order.as_str()).await?;
        match before.map(|found| found.record.state) {
            Some(ReservationState::Held | ReservationState::Used) => Ok(()),
            Some(ReservationState::Released) => Err(Error::ReservationReleased),
            None => Err(self.out_of_stock(location, &reservation.items, write).await?),
        }
    }

    /// Names every item of which too little is there now, and at least the one that was refused.
    async fn out_of_stock(
        &self,
        location: &LocationId,
        items: &[ReservedItem],
        refused: usize,
    ) -> Result<Error, Error> {
        let mut missing = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let level = self.store().counter(&stock_counter(location, &item.stock_item)).await?;
            // The first write is the reservation, so the items begin at 1.
            if level < i64::from(item.quantity) || place + 1 == refused {
                missing.push(item.stock_item.clone());
            }
        }
        Ok(Error::OutOfStock(missing))
    }
}

#[cfg(test)]
#[path = "stock_tests.rs"]
mod tests;
