//! What is stored of an order, and by what it is found.

use jiff::civil::Date;
use kernel::{Currency, LocationId, OrderId, PrincipalId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

use crate::domain::{
    Actor, Choice, Entry, Fulfilment, Line, Number, OptionId, Order, Placed, ProductId, Status,
    StockItemId, Tax, TicketBook, What,
};

/// Orders, found by customer, by status at a location, and by what changed last at a location.
pub(crate) static ORDERS: Collection<OrderRecord> = Collection {
    name: "orders",
    schema: 1,
    upgrade: never_changed,
    id: |order| order.id.to_string(),
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

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OrderRecord {
    id: OrderId,
    location: LocationId,
    customer: PrincipalId,
    fingerprint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    lines: Vec<LineRecord>,
    currency: Currency,
    taxes: Vec<(u32, i64)>,
    total_minor: i64,
    ready_at: Timestamp,
    timeline: Vec<EntryRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct LineRecord {
    product: ProductId,
    name: String,
    quantity: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<ChoiceRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    unit_price_minor: i64,
    tax_basis_points: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stock: Vec<StockItemId>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ChoiceRecord {
    option: OptionId,
    name: String,
    quantity: u32,
    price_difference_minor: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct EntryRecord {
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<(PrincipalId, Role)>,
    #[serde(flatten)]
    what: WhatRecord,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum WhatRecord {
    Placed,
    Confirmed {
        number: u32,
    },
    Rejected {
        code: String,
        detail: String,
    },
    Claimed,
    Released,
    Started,
    Ready,
    Collected,
    Cancelled {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

impl OrderRecord {
    pub(crate) fn entries(&self) -> usize {
        self.timeline.len()
    }

    fn first_at(&self) -> Timestamp {
        self.timeline.first().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }

    fn last_at(&self) -> Timestamp {
        self.timeline.last().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }

    fn status(&self) -> Option<Status> {
        self.timeline.iter().rev().find_map(|entry| match entry.what {
            WhatRecord::Placed => Some(Status::Placed),
            WhatRecord::Confirmed { .. } => Some(Status::Confirmed),
            WhatRecord::Rejected { .. } => Some(Status::Rejected),
            WhatRecord::Started => Some(Status::Preparing),
            WhatRecord::Ready => Some(Status::Ready),
            WhatRecord::Collected => Some(Status::Collected),
            WhatRecord::Cancelled { .. } => Some(Status::Cancelled),
            WhatRecord::Claimed | WhatRecord::Released => None,
        })
    }
}

impl From<&Order> for OrderRecord {
    fn from(order: &Order) -> Self {
        let placed = &order.placed;
        Self {
            id: placed.id.clone(),
            location: placed.location.clone(),
            customer: placed.customer.clone(),
            fingerprint: placed.fingerprint.clone(),
            name: placed.name.clone(),
            note: placed.note.clone(),
            table: match &placed.fulfilment {
                Fulfilment::Pickup => None,
                Fulfilment::DineIn { table } => Some(table.clone()),
            },
            lines: placed.lines.iter().map(LineRecord::from).collect(),
            currency: placed.currency,
            taxes: placed.taxes.iter().map(|t| (t.rate_basis_points, t.amount_minor)).collect(),
            total_minor: placed.total_minor,
            ready_at: placed.ready_at,
            timeline: order.timeline.iter().map(EntryRecord::from).collect(),
        }
    }
}

impl From<OrderRecord> for Order {
    fn from(record: OrderRecord) -> Self {
        let tax = |(rate_basis_points, amount_minor)| Tax { rate_basis_points, amount_minor };
        let placed = Placed {
            id: record.id,
            location: record.location,
            customer: record.customer,
            fingerprint: record.fingerprint,
            name: record.name,
            note: record.note,
            fulfilment: record
                .table
                .map_or(Fulfilment::Pickup, |table| Fulfilment::DineIn { table }),
            lines: record.lines.into_iter().map(Line::from).collect(),
            currency: record.currency,
            taxes: record.taxes.into_iter().map(tax).collect(),
            total_minor: record.total_minor,
            ready_at: record.ready_at,
        };
        Self { placed, timeline: record.timeline.into_iter().map(Entry::from).collect() }
    }
}

impl From<&Line> for LineRecord {
    fn from(line: &Line) -> Self {
        let choice = |choice: &Choice| ChoiceRecord {
            option: choice.option.clone(),
            name: choice.name.clone(),
            quantity: choice.quantity,
            price_difference_minor: choice.price_difference_minor,
        };
        Self {
            product: line.product.clone(),
            name: line.name.clone(),
            quantity: line.quantity,
            options: line.options.iter().map(choice).collect(),
            note: line.note.clone(),
            unit_price_minor: line.unit_price_minor,
            tax_basis_points: line.tax_basis_points,
            stock: line.stock.clone(),
        }
    }
}

impl From<LineRecord> for Line {
    fn from(record: LineRecord) -> Self {
        let choice = |choice: ChoiceRecord| Choice {
            option: choice.option,
            name: choice.name,
            quantity: choice.quantity,
            price_difference_minor: choice.price_difference_minor,
        };
        Self {
            product: record.product,
            name: record.name,
            quantity: record.quantity,
            options: record.options.into_iter().map(choice).collect(),
            note: record.note,
            unit_price_minor: record.unit_price_minor,
            tax_basis_points: record.tax_basis_points,
            stock: record.stock,
        }
    }
}

impl From<&Entry> for EntryRecord {
    fn from(entry: &Entry) -> Self {
        let what = match &entry.what {
            What::Placed => WhatRecord::Placed,
            What::Confirmed { number } => WhatRecord::Confirmed { number: number.ordinal() },
            What::Rejected { code, detail } => {
                WhatRecord::Rejected { code: code.clone(), detail: detail.clone() }
            }
            What::Claimed => WhatRecord::Claimed,
            What::Released => WhatRecord::Released,
            What::Started => WhatRecord::Started,
            What::Ready => WhatRecord::Ready,
            What::Collected => WhatRecord::Collected,
            What::Cancelled { reason } => WhatRecord::Cancelled { reason: reason.clone() },
        };
        let by = entry.by.as_ref().map(|by| (by.id.clone(), by.role));
        Self { at: entry.at, by, what }
    }
}

impl From<EntryRecord> for Entry {
    fn from(record: EntryRecord) -> Self {
        let what = match record.what {
            WhatRecord::Placed => What::Placed,
            WhatRecord::Confirmed { number } => What::Confirmed { number: Number::new(number) },
            WhatRecord::Rejected { code, detail } => What::Rejected { code, detail },
            WhatRecord::Claimed => What::Claimed,
            WhatRecord::Released => What::Released,
            WhatRecord::Started => What::Started,
            WhatRecord::Ready => What::Ready,
            WhatRecord::Collected => What::Collected,
            WhatRecord::Cancelled { reason } => What::Cancelled { reason },
        };
        Self { at: record.at, by: record.by.map(|(id, role)| Actor { id, role }), what }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TicketBookRecord {
    location: LocationId,
    day: Date,
    last: Option<u32>,
}

impl TicketBookRecord {
    pub(crate) fn new(location: LocationId, book: TicketBook) -> Self {
        Self { location, day: book.day, last: book.last.map(Number::ordinal) }
    }
}

impl From<TicketBookRecord> for TicketBook {
    fn from(record: TicketBookRecord) -> Self {
        Self { day: record.day, last: record.last.map(Number::new) }
    }
}
