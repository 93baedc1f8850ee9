//! What happened to the orders of a location, step by step.

use kernel::{LocationId, Timestamp};

use crate::domain::Order;
use crate::error::Error;
use crate::service::Orders;

/// The order after each thing that happened to it and was not told: after the version `told`, which
/// is 0 for an order of which nothing was told. Of such an order, what happened before `since` is
/// left out, but never the last thing: it was heard just now, even if it was decided by a clock
/// that is behind.
pub(super) fn steps(order: &Order, told: i64, since: Timestamp) -> impl Iterator<Item = Order> {
    let last = order.version();
    let first = if told > 0 {
        told.saturating_add(1)
    } else {
        let before = order.timeline.iter().take_while(|entry| entry.at < since).count();
        i64::try_from(before).unwrap_or(last).min(last - 1) + 1
    };
    (first..=last).map(|version| order.as_of(version))
}

/// In the order in which they happened.
pub(super) fn by_time(order: &Order) -> (Timestamp, i64) {
    (order.changed_at(), order.version())
}

/// All orders of a location that have changed at `from` or later.
pub(super) async fn read_since(
    orders: &Orders,
    location: &LocationId,
    from: Timestamp,
) -> Result<Vec<Order>, Error> {
    let (mut changed, mut after) = (Vec::new(), None);
    loop {
        let page = orders.changed_since(location, from, after).await?;
        changed.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok(changed);
        }
    }
}
