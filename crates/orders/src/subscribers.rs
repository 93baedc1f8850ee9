//! Events this context hears, and what they make it do. Each may come twice.

use kernel::Envelope;

use crate::error::Error;
use crate::events::{ORDER_CANCELLED, ORDER_COLLECTED, ORDER_PLACED, ORDER_REJECTED, OrderEvent};
use crate::service::Orders;

/// What this context wants to hear.
pub const HEARD: [kernel::Topic; 4] =
    [ORDER_PLACED, ORDER_REJECTED, ORDER_CANCELLED, ORDER_COLLECTED];

/// Does what an event makes us do.
///
/// # Errors
/// What the verb fails with; [`kernel::Class::is_worth_retrying`] says whether to try again.
pub async fn hear(orders: &Orders, event: &Envelope<OrderEvent>) -> Result<(), Error> {
    match event.topic.as_str() {
        ORDER_PLACED => orders.process(&event.data.order).await,
        ORDER_REJECTED | ORDER_CANCELLED | ORDER_COLLECTED => {
            orders.settle(&event.data.order).await
        }
        _ => Ok(()),
    }
}
