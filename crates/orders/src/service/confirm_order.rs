//! From placed to confirmed: the location is open, the order can be made, and its ticket gets its
//! number. Each of these may run twice.

use kernel::{LocationId, OrderId};

use super::quote::{needs, taken};
use super::{Decided, Orders};
use crate::domain::{Command, Number, Order, Payment, Placed, Refusal, Status, TicketBook};
use crate::error::Error;
use crate::ports::Need;
use crate::records::{TICKET_BOOKS, TicketBookRecord};

/// What an order needs, as its workflow has to know it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The order.
    pub order: Order,
    /// What it takes from stock.
    pub needs: Vec<Need>,
}

impl Orders {
    /// Refuses if the location takes no orders: now, or when the order was placed if there is one
    /// already. A scheduled order is for another hour, which was looked at when it was placed.
    ///
    /// # Errors
    /// [`Error::LocationClosed`], [`Error::LocationPaused`], [`Error::UnknownLocation`].
    pub async fn check_location(&self, id: &OrderId, location: &LocationId) -> Result<(), Error> {
        let order = self.load(id).await?;
        if order.as_ref().is_some_and(|order| order.placed.fire_at.is_some()) {
            return Ok(());
        }
        let walk_in = order.as_ref().is_some_and(|order| order.placed.walk_in);
        let at = order.map_or_else(|| self.now(), |order| order.placed_at());
        let (shop, openness) = self.shop(location, at).await?;
        taken(&shop, openness.towards(walk_in))
    }

    /// Looks whether an order is still wanted, and says what it needs. It stays what it was when
    /// it was placed, at the price of that moment, whatever has become of the menu since.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if it is not wanted any more.
    pub async fn check_order(&self, id: &OrderId) -> Result<Checked, Error> {
        let order = self.load(id).await?.ok_or(Error::NotFound)?;
        if matches!(order.status(), Status::Cancelled | Status::Rejected) {
            return Err(Error::Cancelled);
        }
        let needs = needs(&order.placed.lines);
        Ok(Checked { order, needs })
    }

    /// Has the money for an order held, from what its customer named.
    ///
    /// # Errors
    /// Those of [`Orders::authorise_payment`].
    pub async fn authorise_order(&self, id: &OrderId) -> Result<Payment, Error> {
        let order = self.load(id).await?.ok_or(Error::NotFound)?;
        let Placed { currency, total_minor, payment_source, .. } = &order.placed;
        let source = payment_source.as_deref().unwrap_or_default();
        self.authorise_payment(id, *currency, *total_minor, source).await
    }

    /// Confirms an order: its ticket gets the next number of its location and day. Order and
    /// ticket book change together.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if it is not wanted any more.
    pub async fn confirm(&self, id: &OrderId) -> Result<Decided<Number>, Error> {
        let order = self.load(id).await?.ok_or(Error::NotFound)?;
        if order.status() == Status::Cancelled {
            return Err(Error::Cancelled);
        }
        if let Some(number) = order.number() {
            return Ok(Decided::already(number));
        }
        let (at, now) = (&order.placed.location, self.now());
        let (shop, _) = self.shop(at, now).await?;
        let found = TICKET_BOOKS.get(&*self.parts.store, at.as_str()).await?;
        let today = now.to_zoned(shop.zone.clone()).date();
        let before = found.as_ref().map(|book| book.version);
        let book = found.map_or(TicketBook::starting(today), |book| book.record.into());
        let (book, number) = book.give(today);
        let next = match order.decide(Command::Confirm(number), None, now) {
            Ok(Some(next)) => next,
            Ok(None) | Err(Refusal::WrongStatus(_)) => return Err(Error::Cancelled),
            Err(refusal) => return Err(refusal.into()),
        };
        let book = TICKET_BOOKS.put(&TicketBookRecord::new(at.clone(), book), before);
        let change = Self::change_of(&next, vec![book]);
        Ok(Decided { value: number, change, order: Some(next) })
    }
}
