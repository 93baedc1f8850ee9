//! What a location sold: reads the orders of the days asked for, and what was paid for them.
//!
//! It costs as much as there are orders: the index by status is read for each of eleven statuses,
//! in pages of a hundred, and for each page the payments of its orders in one question. A month of
//! a busy café, 500 orders a day, is some 16,000 orders and 320 questions. Nothing is kept of it
//! but the sums, one number for each order that was ready, and which orders were under way: those
//! go on while the statuses are read one after the other, and are met once more.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::{Currency, LocationId, OrderId};

use super::{Orders, checked};
use crate::domain::{Order, Payment, Sales, SalesReport, Status};
use crate::error::Error;
use crate::records::{ORDERS, PAYMENTS, instant, status_partition};

/// Most days of one report.
const DAYS_MAX: i32 = 31;
/// Orders read at once, and payments, which the store gives a hundred of at most.
const PAGE: usize = 100;

impl Orders {
    /// What a location sold on the days from `from` to `to`, both included, as its own clocks
    /// showed them; and the currency of the amounts.
    ///
    /// # Errors
    /// [`Error::BadPeriod`] for no day or more than 31, [`Error::UnknownLocation`], failures of the
    /// store.
    pub async fn sales(
        &self,
        location: &LocationId,
        from: Date,
        to: Date,
    ) -> Result<(Currency, SalesReport), Error> {
        if to < from {
            return Err(Error::BadPeriod("`to` is a day before `from`: swap them"));
        }
        if from.until(to).map_or(true, |span| span.get_days() >= DAYS_MAX) {
            return Err(Error::BadPeriod("these are more than 31 days: ask for them in parts"));
        }
        let (shop, _) = self.shop(location, self.now()).await?;
        let mut sales = Sales::new(shop.zone.clone(), from, to);
        for status in Status::ALL {
            self.add_all(&mut sales, location, status).await?;
        }
        Ok((shop.currency, sales.finish()))
    }

    async fn add_all(
        &self,
        sales: &mut Sales,
        location: &LocationId,
        status: Status,
    ) -> Result<(), Error> {
        let (begins, ends) = sales.period();
        let mut after = None;
        loop {
            let select = ORDERS.select("by_status", status_partition(location, status));
            let select = select.from(instant(begins)).until(instant(ends)).limit(PAGE);
            let page = select.after(after).page(&*self.parts.store).await?;
            let orders = page.items.into_iter().map(|found| Order::from(checked(found)));
            // An index may show for a moment where an order stood before: it is counted once.
            let orders: Vec<Order> = orders.filter(|order| order.status() == status).collect();
            let payments = self.payments_of(&orders).await?;
            for order in &orders {
                sales.add(order, payments.get(&order.placed.id));
            }
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// What was paid for those of these orders that were paid beforehand.
    async fn payments_of(&self, orders: &[Order]) -> Result<HashMap<OrderId, Payment>, Error> {
        let paid = orders.iter().filter(|order| order.placed.payment_source.is_some());
        let ids: Vec<String> = paid.map(|order| order.placed.id.to_string()).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = PAYMENTS.get_many(&*self.parts.store, &ids).await?;
        let payments = found.into_iter().flatten().map(|found| Payment::from(found.record));
        Ok(payments.map(|payment| (payment.order.clone(), payment)).collect())
    }
}
