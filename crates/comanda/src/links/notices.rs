//! `notify` asks what there is to tell of an order; `orders` and `products` in the same process
//! answer.

use async_trait::async_trait;
use kernel::{Money, OrderId, Timestamp};
use notify::domain::{Facts, Handover};
use orders::Orders;
use orders::domain::{Fulfilment, Line, Order};
use products::Products;

/// Answers with what `orders` and `products` know.
pub(crate) struct InProcessOrders {
    orders: Orders,
    products: Products,
    staff_email: Option<String>,
}

impl InProcessOrders {
    /// `staff_email` is where the people of every location read mail.
    pub(crate) fn new(orders: Orders, products: Products, staff_email: Option<String>) -> Self {
        Self { orders, products, staff_email }
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
        let total = Money::new(placed.total_minor, placed.currency);
        Ok(Some(Facts {
            customer: placed.customer.clone(),
            number: order.number().map(|number| number.to_string()),
            location_name: location.name.clone(),
            placed_at: local(order.placed_at()),
            ready_at: Some(local(placed.ready_at)),
            customer_name: placed.name.clone(),
            lines: placed.lines.iter().map(line).collect(),
            total: total.to_string(),
            reason: order.reason().map(ToOwned::to_owned),
            handover: handover(&order),
            email: placed.email.clone(),
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
        Fulfilment::Delivery { address, .. } => Handover::Delivery(address.join(", ")),
    }
}
