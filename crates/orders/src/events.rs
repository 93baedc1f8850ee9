//! What this context says, and the shape it says it in.

use kernel::{Envelope, LocationId, OrderId, PrincipalId, Timestamp, Topic};
use serde::{Deserialize, Serialize};
use store::{Destination, Outgoing};

use crate::domain::{Order, Redemption, What};

/// An order is durable and has its place in the queue.
pub const ORDER_PLACED: Topic = "orders.order-placed.v1";
/// Stock is held and the ticket has its number.
pub const ORDER_CONFIRMED: Topic = "orders.order-confirmed.v1";
/// An order cannot be made.
pub const ORDER_REJECTED: Topic = "orders.order-rejected.v1";
/// A barista took a ticket.
pub const ORDER_CLAIMED: Topic = "orders.order-claimed.v1";
/// A barista gave a ticket back.
pub const ORDER_RELEASED: Topic = "orders.order-released.v1";
/// An order is being made.
pub const ORDER_STARTED: Topic = "orders.order-started.v1";
/// An order can be fetched, or taken along.
pub const ORDER_READY: Topic = "orders.order-ready.v1";
/// A line of an order is made.
pub const ORDER_LINE_DONE: Topic = "orders.order-line-done.v1";
/// A line of an order is not made after all.
pub const ORDER_LINE_UNDONE: Topic = "orders.order-line-undone.v1";
/// An order is to be made before others.
pub const ORDER_RUSHED: Topic = "orders.order-rushed.v1";
/// An order waits its turn again.
pub const ORDER_RUSH_ENDED: Topic = "orders.order-rush-ended.v1";
/// An order went one step back: it is being made again, or confirmed and not begun.
pub const ORDER_RECALLED: Topic = "orders.order-recalled.v1";
/// An order left for its customer's address.
pub const ORDER_DISPATCHED: Topic = "orders.order-dispatched.v1";
/// The customer has fetched the order.
pub const ORDER_COLLECTED: Topic = "orders.order-collected.v1";
/// An order was brought to its customer's address.
pub const ORDER_DELIVERED: Topic = "orders.order-delivered.v1";
/// Nobody came for an order.
pub const ORDER_MISSED: Topic = "orders.order-missed.v1";
/// An order could not be brought to its customer's address.
pub const ORDER_UNDELIVERABLE: Topic = "orders.order-undeliverable.v1";
/// An order is no longer wanted.
pub const ORDER_CANCELLED: Topic = "orders.order-cancelled.v1";
/// The order of a guest is that of an account now.
pub const ORDER_TAKEN_OVER: Topic = "orders.order-taken-over.v1";
/// An order no longer tells who its customer was, or will not once it has ended.
pub const ORDER_FORGOTTEN: Topic = "orders.order-forgotten.v1";

/// A customer scanned a code and may place an order.
pub const QR_CODE_REDEEMED: Topic = "orders.qr-code-redeemed.v1";
/// A customer gave back what scanning a code had got them.
pub const QR_CODE_RETURNED: Topic = "orders.qr-code-returned.v1";

/// Everything this context says.
pub const TOPICS: [Topic; 22] = [
    ORDER_PLACED,
    ORDER_CONFIRMED,
    ORDER_REJECTED,
    ORDER_CLAIMED,
    ORDER_RELEASED,
    ORDER_STARTED,
    ORDER_READY,
    ORDER_LINE_DONE,
    ORDER_LINE_UNDONE,
    ORDER_RUSHED,
    ORDER_RUSH_ENDED,
    ORDER_RECALLED,
    ORDER_DISPATCHED,
    ORDER_COLLECTED,
    ORDER_DELIVERED,
    ORDER_MISSED,
    ORDER_UNDELIVERABLE,
    ORDER_CANCELLED,
    ORDER_TAKEN_OVER,
    ORDER_FORGOTTEN,
    QR_CODE_REDEEMED,
    QR_CODE_RETURNED,
];

/// The data of every event of this context: which order, and the little that most listeners need.
/// Who needs more asks for the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEvent {
    /// Which order.
    pub order: OrderId,
    /// Where.
    pub location: LocationId,
    /// Whose.
    pub customer: PrincipalId,
    /// The order's version after what happened.
    pub version: i64,
    /// The ticket's number, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

fn topic(what: &What) -> Topic {
    match what {
        What::Placed => ORDER_PLACED,
        What::Confirmed { .. } => ORDER_CONFIRMED,
        What::Rejected { .. } => ORDER_REJECTED,
        What::Claimed => ORDER_CLAIMED,
        What::Released => ORDER_RELEASED,
        What::Started => ORDER_STARTED,
        What::Ready => ORDER_READY,
        What::LineDone { .. } => ORDER_LINE_DONE,
        What::LineUndone { .. } => ORDER_LINE_UNDONE,
        What::Rushed => ORDER_RUSHED,
        What::RushEnded => ORDER_RUSH_ENDED,
        What::Recalled { .. } => ORDER_RECALLED,
        What::Dispatched => ORDER_DISPATCHED,
        What::Collected => ORDER_COLLECTED,
        What::Delivered => ORDER_DELIVERED,
        What::NoShow => ORDER_MISSED,
        What::Undeliverable { .. } => ORDER_UNDELIVERABLE,
        What::Cancelled { .. } => ORDER_CANCELLED,
        What::TakenOver => ORDER_TAKEN_OVER,
        What::Forgotten => ORDER_FORGOTTEN,
    }
}

/// The message that tells the last thing that happened to an order, in its location's group, so
/// that everything at one location is heard in the order it happened.
pub(crate) fn tell(order: &Order) -> Outgoing {
    let (at, topic) = order
        .timeline
        .last()
        .map_or((order.changed_at(), ORDER_PLACED), |entry| (entry.at, topic(&entry.what)));
    let data = OrderEvent {
        order: order.placed.id.clone(),
        location: order.placed.location.clone(),
        customer: order.placed.customer.clone(),
        version: order.version(),
        number: order.number().map(|number| number.to_string()),
    };
    let envelope = Envelope { topic: topic.to_owned(), at, data };
    Outgoing {
        to: Destination::Topic(topic.to_owned()),
        group: order.placed.location.to_string(),
        deduplication_id: format!("{}-{}", order.placed.id, order.version()),
        body: serde_json::to_string(&envelope).expect("an event is plain data"),
    }
}

/// The data of what is said about a redemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedemptionEvent {
    /// The order it may become.
    pub order: OrderId,
    /// Where.
    pub location: LocationId,
    /// Whose.
    pub customer: PrincipalId,
}

/// The message that tells what became of a redemption, in its location's group.
pub(crate) fn tell_redemption(topic: Topic, redemption: &Redemption, at: Timestamp) -> Outgoing {
    let data = RedemptionEvent {
        order: redemption.order.clone(),
        location: redemption.location.clone(),
        customer: redemption.customer.clone(),
    };
    let envelope = Envelope { topic: topic.to_owned(), at, data };
    Outgoing {
        to: Destination::Topic(topic.to_owned()),
        group: redemption.location.to_string(),
        // A redemption opens once and is returned once at most.
        deduplication_id: format!("{}-{topic}", redemption.order),
        body: serde_json::to_string(&envelope).expect("an event is plain data"),
    }
}
