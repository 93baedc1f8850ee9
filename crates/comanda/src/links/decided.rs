//! The sequence of a location's orders, where starting an execution waits for nothing.
//!
//! Step Functions answers a start as soon as it has written it down, and runs executions side by
//! side. If the message that an order was placed counted as handled then, the next order of its
//! location could ask for stock before it, and get the lower number. So the message is kept until
//! the order is decided: the queue hands out nothing else of that location meanwhile.

use std::time::Duration;

use kernel::OrderId;
use orders::Orders;
use orders::domain::Status;
use tokio::time::{Instant, sleep};

/// How long the orders behind one of the same location wait for it. Deciding takes three functions,
/// a message and its answer, about a second when everything is at hand. What takes longer (a
/// payment, functions that have to start, another try) leaves the sequence, and nobody waits for
/// it. Ten messages of one location that a function is handed at once take half a minute at the
/// very worst, and so long it must be allowed to run.
const PATIENCE: Duration = Duration::from_secs(3);
/// How soon to look again at first, and at last: twice as late each time.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(250)];

/// Waits until an order is no longer undecided, or for three seconds. It looks at the order itself,
/// which costs one strongly consistent read each time; the execution is not asked, because that may
/// lag and is metered for the whole account.
///
/// # Errors
/// Those of the store.
pub(super) async fn until_decided(orders: &Orders, order: &OrderId) -> Result<(), orders::Error> {
    let end = Instant::now() + PATIENCE;
    let [mut pause, longest] = PAUSES;
    while is_undecided(orders, order).await? {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            let order = order.as_str();
            tracing::info!(order, "it takes its time, and those behind it may be faster");
            break;
        }
        sleep(pause.min(left)).await;
        pause = (pause * 2).min(longest);
    }
    Ok(())
}

async fn is_undecided(orders: &Orders, order: &OrderId) -> Result<bool, orders::Error> {
    let found = orders.find(order).await?;
    Ok(found.is_some_and(|order| order.status() == Status::Placed))
}
