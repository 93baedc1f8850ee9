//! What happened to an order, as it is stored.

use kernel::{PrincipalId, Role, Timestamp};
use serde::{Deserialize, Serialize};

use crate::domain::{Actor, Entry, Number, Status, What};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct EntryRecord {
    pub(super) at: Timestamp,
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
    LineDone {
        line: u32,
    },
    LineUndone {
        line: u32,
    },
    Rushed,
    RushEnded,
    Recalled {
        to: BackTo,
    },
    Dispatched,
    Collected,
    Delivered,
    NoShow,
    Undeliverable {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Cancelled {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    TakenOver,
    Forgotten,
}

/// Where a recalled order stands again.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BackTo {
    Confirmed,
    Preparing,
}

impl From<BackTo> for Status {
    fn from(to: BackTo) -> Self {
        match to {
            BackTo::Confirmed => Self::Confirmed,
            BackTo::Preparing => Self::Preparing,
        }
    }
}

impl EntryRecord {
    /// The status the order has from here on, if it is another one.
    pub(super) fn status(&self) -> Option<Status> {
        match self.what {
            WhatRecord::Placed => Some(Status::Placed),
            WhatRecord::Confirmed { .. } => Some(Status::Confirmed),
            WhatRecord::Rejected { .. } => Some(Status::Rejected),
            WhatRecord::Started => Some(Status::Preparing),
            WhatRecord::Ready => Some(Status::Ready),
            WhatRecord::Recalled { to } => Some(to.into()),
            WhatRecord::Dispatched => Some(Status::OutForDelivery),
            WhatRecord::Collected => Some(Status::Collected),
            WhatRecord::Delivered => Some(Status::Delivered),
            WhatRecord::NoShow => Some(Status::NoShow),
            WhatRecord::Undeliverable { .. } => Some(Status::Undeliverable),
            WhatRecord::Cancelled { .. } => Some(Status::Cancelled),
            WhatRecord::Claimed
            | WhatRecord::Released
            | WhatRecord::LineDone { .. }
            | WhatRecord::LineUndone { .. }
            | WhatRecord::Rushed
            | WhatRecord::RushEnded
            | WhatRecord::TakenOver
            | WhatRecord::Forgotten => None,
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
            What::LineDone { line } => WhatRecord::LineDone { line: *line },
            What::LineUndone { line } => WhatRecord::LineUndone { line: *line },
            What::Rushed => WhatRecord::Rushed,
            What::RushEnded => WhatRecord::RushEnded,
            What::Recalled { to: Status::Confirmed } => {
                WhatRecord::Recalled { to: BackTo::Confirmed }
            }
            What::Recalled { .. } => WhatRecord::Recalled { to: BackTo::Preparing },
            What::Dispatched => WhatRecord::Dispatched,
            What::Collected => WhatRecord::Collected,
            What::Delivered => WhatRecord::Delivered,
            What::NoShow => WhatRecord::NoShow,
            What::Undeliverable { reason } => WhatRecord::Undeliverable { reason: reason.clone() },
            What::Cancelled { reason } => WhatRecord::Cancelled { reason: reason.clone() },
            What::TakenOver => WhatRecord::TakenOver,
            What::Forgotten => WhatRecord::Forgotten,
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
            WhatRecord::LineDone { line } => What::LineDone { line },
            WhatRecord::LineUndone { line } => What::LineUndone { line },
            WhatRecord::Rushed => What::Rushed,
            WhatRecord::RushEnded => What::RushEnded,
            WhatRecord::Recalled { to } => What::Recalled { to: to.into() },
            WhatRecord::Dispatched => What::Dispatched,
            WhatRecord::Collected => What::Collected,
            WhatRecord::Delivered => What::Delivered,
            WhatRecord::NoShow => What::NoShow,
            WhatRecord::Undeliverable { reason } => What::Undeliverable { reason },
            WhatRecord::Cancelled { reason } => What::Cancelled { reason },
            WhatRecord::TakenOver => What::TakenOver,
            WhatRecord::Forgotten => What::Forgotten,
        };
        Self { at: record.at, by: record.by.map(|(id, role)| Actor { id, role }), what }
    }
}
