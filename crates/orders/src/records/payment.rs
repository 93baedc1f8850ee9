//! The ledger of an order's payment.

use kernel::{Currency, OrderId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

use crate::domain::{Decline, Payment, PaymentEntry, PaymentFact};

/// Payments, by the order they are for.
pub(crate) static PAYMENTS: Collection<PaymentRecord> = Collection {
    name: "payments",
    schema: 1,
    upgrade: never_changed,
    id: |payment| payment.order.to_string(),
    expires: None,
    indexes: &[],
};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PaymentRecord {
    order: OrderId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<Currency>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    entries: Vec<EntryRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct EntryRecord {
    at: Timestamp,
    #[serde(flatten)]
    what: FactRecord,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum FactRecord {
    Authorised {
        amount_minor: i64,
        reference: String,
    },
    Declined {
        why: DeclineRecord,
    },
    Captured {
        amount_minor: i64,
    },
    Voided,
    Refunded {
        amount_minor: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        key: String,
    },
}

/// Why a provider gave no money, as stored.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DeclineRecord {
    Declined,
    InsufficientFunds,
}

impl From<Decline> for DeclineRecord {
    fn from(why: Decline) -> Self {
        match why {
            Decline::Declined => Self::Declined,
            Decline::InsufficientFunds => Self::InsufficientFunds,
        }
    }
}

impl From<DeclineRecord> for Decline {
    fn from(why: DeclineRecord) -> Self {
        match why {
            DeclineRecord::Declined => Self::Declined,
            DeclineRecord::InsufficientFunds => Self::InsufficientFunds,
        }
    }
}

impl From<&Payment> for PaymentRecord {
    fn from(payment: &Payment) -> Self {
        Self {
            order: payment.order.clone(),
            currency: payment.currency,
            source: payment.source.clone(),
            entries: payment.entries.iter().map(EntryRecord::from).collect(),
        }
    }
}

impl From<PaymentRecord> for Payment {
    fn from(record: PaymentRecord) -> Self {
        Self {
            order: record.order,
            currency: record.currency,
            source: record.source,
            entries: record.entries.into_iter().map(PaymentEntry::from).collect(),
        }
    }
}

impl From<&PaymentEntry> for EntryRecord {
    fn from(entry: &PaymentEntry) -> Self {
        let what = match entry.what.clone() {
            PaymentFact::Authorised { amount_minor, reference } => {
                FactRecord::Authorised { amount_minor, reference }
            }
            PaymentFact::Declined(why) => FactRecord::Declined { why: why.into() },
            PaymentFact::Captured { amount_minor } => FactRecord::Captured { amount_minor },
            PaymentFact::Voided => FactRecord::Voided,
            PaymentFact::Refunded { amount_minor, reason, key } => {
                FactRecord::Refunded { amount_minor, reason, key }
            }
        };
        Self { at: entry.at, what }
    }
}

impl From<EntryRecord> for PaymentEntry {
    fn from(record: EntryRecord) -> Self {
        let what = match record.what {
            FactRecord::Authorised { amount_minor, reference } => {
                PaymentFact::Authorised { amount_minor, reference }
            }
            FactRecord::Declined { why } => PaymentFact::Declined(why.into()),
            FactRecord::Captured { amount_minor } => PaymentFact::Captured { amount_minor },
            FactRecord::Voided => PaymentFact::Voided,
            FactRecord::Refunded { amount_minor, reason, key } => {
                PaymentFact::Refunded { amount_minor, reason, key }
            }
        };
        Self { at: record.at, what }
    }
}
