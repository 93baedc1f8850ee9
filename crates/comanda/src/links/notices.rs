//! `notify` asks what there is to tell of an order; `orders` and `products` in the same process
//! answer, and `users` says whether its customer wants to be told by mail, and in which language.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Money, OrderId, Timestamp};
use notify::domain::{Facts, Handover, Language};
use orders::Orders;
use orders::domain::{Fulfilment, Line, Order};
use products::Products;
use store::Store;
use users::Users;

/// Answers with what `orders` and `products` know.
pub(crate) struct InProcessOrders {
    store: Arc<dyn Store>,
    orders: Orders,
    products: Products,
    staff_email: Option<String>,
}

impl InProcessOrders {
    /// `staff_email` is where the people of every location read mail.
    pub(crate) fn new(
        store: Arc<dyn Store>,
        orders: Orders,
        products: Products,
        staff_email: Option<String>,
    ) -> Self {
        Self { store, orders, products, staff_email }
    }

    /// Where the customer of an order is told of it by mail: as the order says, unless they do not
    /// want mail, or to be known any more.
    async fn email(&self, order: &Order) -> Result<Option<String>, notify::Error> {
        let placed = &order.placed;
        let Some(email) = &placed.email else { return Ok(None) };
        let wants = Users::wants_order_updates(&*self.store, &placed.customer).await;
        let tells = wants.map_err(notify::Error::orders)? && !order.is_forgotten();
        Ok(tells.then(|| email.clone()))
    }

    /// What the customer of an order reads, if they have said so.
    async fn language(&self, order: &Order) -> Result<Option<Language>, notify::Error> {
        let language = Users::language(&*self.store, &order.placed.customer).await;
        let language = language.map_err(notify::Error::orders)?;
        Ok(language.and_then(|language| Language::parse(language.as_str())))
    }
}

#[async_trait]
impl notify::ports::Orders for InProcessOrders {
    async fn facts(&self, order: &OrderId) -> Result<Option<Facts>, notify::Error> {
        let Some(order) = self.orders.find(order).await.map_err(notify::Error::orders)? else {
            return Ok(None);
        };
        let location = self.products.read_location(&order.placed.location).await;
        let location = &location.map_err(notify::Error::orders)?.value;
        let local =
            |at: Timestamp| at.to_zoned(location.time_zone.clone()).strftime("%H:%M").to_string();
        let placed = &order.placed;
        let staff_language = Language::parse(location.language.as_str()).unwrap_or_default();
        let total = Money::new(placed.total_minor, placed.currency);
        Ok(Some(Facts {
            customer: placed.customer.clone(),
            walk_in: placed.walk_in,
            number: order.number().map(|number| number.to_string()),
            location_name: location.name.clone(),
            placed_at: local(order.placed_at()),
            ready_at: Some(local(placed.ready_at)),
            customer_name: placed.name.clone().filter(|_| !order.is_forgotten()),
            lines: placed.lines.iter().map(line).collect(),
            total: total.to_string(),
            reason: order.reason().map(ToOwned::to_owned),
            handover: handover(&order),
            language: self.language(&order).await?.unwrap_or(staff_language),
            staff_language,
            email: self.email(&order).await?,
            staff_email: self.staff_email.clone(),
        }))
    }
}

/// "2 × Flat white, oat milk".
fn line(line: &Line) -> String {
    let choices = line.options.iter().map(|choice| match choice.quantity {
        1 => format!(", {}", choice.name),
        times => format!(", {times} × {}", choice.name),
    });
    format!("{} × {}{}", line.quantity, line.name, choices.collect::<String>())
}

fn handover(order: &Order) -> Handover {
    match &order.placed.fulfilment {
        Fulfilment::Pickup { .. } => Handover::Pickup,
        Fulfilment::DineIn { table } => Handover::Table(table.clone()),
        // What is told is kept, and somebody who is forgotten is not to be found in it.
        Fulfilment::Delivery { .. } if order.is_forgotten() => {
            Handover::Delivery("the address on the ticket".to_owned())
        }
        Fulfilment::Delivery { address, .. } => Handover::Delivery(address.join(", ")),
    }
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
