//! Giving held stock back, or using it up for good.

use kernel::OrderId;
use store::{Change, Outcome, Version, Write};

use super::ATTEMPTS;
use crate::records::{RESERVATIONS, ReservationRecord, ReservationState, stock_counter};
use crate::{Error, Products};

impl Products {
    /// Gives back what is held for an order. Doing it again changes nothing, and neither does
    /// releasing what was used up. Releasing an order that never reserved keeps it from doing so.
    pub async fn release_stock(&self, order: &OrderId) -> Result<(), Error> {
        // Each conflict means that the reservation took a step towards an end it never leaves.
        for _ in 0..ATTEMPTS {
            let change = match self.reservation(order).await? {
                None => Change::of(vec![RESERVATIONS.insert(&ReservationRecord {
                    order: order.clone(),
                    location: None,
                    items: Vec::new(),
                    state: ReservationState::Released,
                })]),
                Some((reservation, version)) => match reservation.state {
                    ReservationState::Released | ReservationState::Used => return Ok(()),
                    ReservationState::Held => give_back(reservation, version),
                },
            };
            match self.store().commit(change).await? {
                Outcome::Committed => return Ok(()),
                Outcome::Conflict { .. } => {}
            }
        }
        Err(Error::ChangedMeanwhile)
    }

    /// Marks what is held for an order as gone for good. Doing it again changes nothing, and
    /// neither does it for an order that holds nothing.
    ///
    /// # Errors
    /// [`Error::ReservationReleased`] when it was given back before.
    pub async fn use_up_stock(&self, order: &OrderId) -> Result<(), Error> {
        for _ in 0..ATTEMPTS {
            let Some((mut reservation, version)) = self.reservation(order).await? else {
                return Ok(());
            };
            match reservation.state {
                ReservationState::Used => return Ok(()),
                ReservationState::Released => return Err(Error::ReservationReleased),
                ReservationState::Held => reservation.state = ReservationState::Used,
            }
            let change = Change::of(vec![RESERVATIONS.replace(&reservation, version)]);
            match self.store().commit(change).await? {
                Outcome::Committed => return Ok(()),
                Outcome::Conflict { .. } => {}
            }
        }
        Err(Error::ChangedMeanwhile)
    }

    async fn reservation(
        &self,
        order: &OrderId,
    ) -> Result<Option<(ReservationRecord, Version)>, Error> {
        let found = RESERVATIONS.get(self.store(), order.as_str()).await?;
        Ok(found.map(|found| (found.record, found.version)))
    }
}

fn give_back(mut reservation: ReservationRecord, version: Version) -> Change {
    reservation.state = ReservationState::Released;
    let mut change = Change::of(vec![RESERVATIONS.replace(&reservation, version)]);
    if let Some(location) = &reservation.location {
        for item in &reservation.items {
            let counter = stock_counter(location, &item.stock_item);
            let delta = i64::from(item.quantity);
            change = change.and(Write::Adjust { counter, delta, at_least: None });
        }
    }
    change
}
