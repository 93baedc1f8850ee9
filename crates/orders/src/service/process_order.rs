//! The processor: it takes the orders of a location one after another, holds what each needs, gives
//! the ticket its number, and confirms; or rejects with a reason. Every step may run twice.

use kernel::OrderId;
use store::Outcome;

use super::quote::needs;
use super::{Orders, settle_stock};
use crate::domain::{Command, Order, Status, TicketBook};
use crate::error::Error;
use crate::ports::Reserved;
use crate::records::{TICKET_BOOKS, TicketBookRecord};

/// How often to begin again when somebody else changed the order or the book meanwhile.
const TRIES: usize = 5;

impl Orders {
    /// Confirms or rejects an order that is placed. Anything else is left as it is, with its stock
    /// settled.
    ///
    /// # Errors
    /// [`Error::Contended`], and failures of store and catalogue: worth trying again.
    pub async fn process(&self, id: &OrderId) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some(order) = self.load(id).await? else {
                tracing::warn!(order = %id, "an order was announced that is not there");
                return Ok(());
            };
            if order.status() != Status::Placed {
                return settle_stock::settle(&self.parts, &order).await;
            }
            if self.decide_placed(&order).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    async fn decide_placed(&self, order: &Order) -> Result<Outcome, Error> {
        let (placed, now) = (&order.placed, self.parts.clock.now());
        let needs = needs(&placed.lines);
        let held = if needs.is_empty() {
            Reserved::Held
        } else {
            self.parts.catalog.reserve(&placed.id, &placed.location, &needs).await?
        };
        let (command, others) = match held {
            Reserved::Held => {
                let at = &placed.location;
                let (shop, _) = self.shop(at, now).await?;
                let found = TICKET_BOOKS.get(&*self.parts.store, at.as_str()).await?;
                let today = now.to_zoned(shop.zone.clone()).date();
                let before = found.as_ref().map(|book| book.version);
                let book = found.map_or(TicketBook::starting(today), |book| book.record.into());
                let (book, number) = book.give(today);
                let record = TicketBookRecord::new(at.clone(), book);
                (Command::Confirm(number), vec![TICKET_BOOKS.put(&record, before)])
            }
            Reserved::OutOfStock(items) => {
                let error = Error::OutOfStock(items);
                (Command::reject(&error), Vec::new())
            }
            // Cancelled between our reading and holding: begin again and see.
            Reserved::Released => return Ok(Outcome::Conflict { write: 0 }),
        };
        match order.decide(command, None, now)? {
            Some(next) => {
                let outcome = self.commit(&next, others).await?;
                if outcome == Outcome::Committed {
                    let number = next.number().map(|number| number.to_string());
                    let status = next.status().word();
                    tracing::info!(order = %placed.id, number, "order {status}");
                }
                Ok(outcome)
            }
            None => Ok(Outcome::Committed),
        }
    }
}

impl Command {
    fn reject(error: &Error) -> Self {
        use kernel::Coded;
        Self::Reject { code: error.code().to_owned(), detail: error.to_string() }
    }
}
