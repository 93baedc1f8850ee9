//! A ticket book as it is stored.

use jiff::civil::Date;
use kernel::LocationId;
use serde::{Deserialize, Serialize};

use crate::domain::{Number, TicketBook};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TicketBookRecord {
    pub(super) location: LocationId,
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
