//! What is stored of this context, and by what it is found.

mod capacity;
mod fulfilment;
mod line;
mod order;
mod payment;
mod qr_code;
mod ticket_book;
mod timeline;
mod wait;

use kernel::{LocationId, Timestamp};
use store::{Collection, Index, Key, never_changed};

pub(crate) use self::capacity::{
    CAPACITY_HOLDS, CapacityHoldRecord, HoldState, customer_counter, location_counter,
};
pub(crate) use self::order::OrderRecord;
pub(crate) use self::payment::{PAYMENTS, PaymentRecord};
pub(crate) use self::qr_code::{
    QR_CODES, QR_WINDOWS, QrCodeRecord, QrWindowRecord, REDEMPTIONS, RedemptionRecord,
    token_counter,
};
pub(crate) use self::ticket_book::TicketBookRecord;
pub(crate) use self::wait::{ORDER_WAITS, WaitRecord};
use crate::domain::Status;

/// Orders, found by customer, by status at a location, and by what changed last at a location.
pub(crate) static ORDERS: Collection<OrderRecord> = Collection {
    name: "orders",
    schema: 1,
    upgrade: never_changed,
    id: |order| order.id.to_string(),
    expires: None,
    indexes: &[
        Index {
            name: "by_customer",
            key: |order| Some(Key::new(order.customer.as_str(), instant(order.first_at()))),
        },
        Index {
            name: "by_status",
            key: |order| {
                let partition = status_partition(&order.location, order.status()?);
                Some(Key::new(partition, instant(order.first_at())))
            },
        },
        Index {
            name: "by_change",
            key: |order| Some(Key::new(order.location.as_str(), instant(order.last_at()))),
        },
    ],
};

/// Where each location has got to with its numbers.
pub(crate) static TICKET_BOOKS: Collection<TicketBookRecord> = Collection {
    name: "ticket_books",
    schema: 1,
    upgrade: never_changed,
    id: |book| book.location.to_string(),
    expires: None,
    indexes: &[],
};

/// An instant as a sort key: microseconds since 1970 with 16 digits.
pub(crate) fn instant(at: Timestamp) -> String {
    format!("{:016}", at.as_microsecond().max(0))
}

/// The partition of one status at one location.
pub(crate) fn status_partition(location: &LocationId, status: Status) -> String {
    format!("{location}/{}", status.word())
}
