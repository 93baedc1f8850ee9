//! The sandbox's books: what it holds, took and gave back.

use kernel::{Money, derive_suffix};
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

/// Payments at the sandbox, by their reference.
pub(crate) static SANDBOX_PAYMENTS: Collection<BookRecord> = Collection {
    name: "sandbox_payments",
    schema: 1,
    upgrade: never_changed,
    id: |book| book.reference.clone(),
    expires: None,
    indexes: &[],
};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct BookRecord {
    pub(super) reference: String,
    pub(super) state: BookState,
    /// What went back, by the key of each refund.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) refunds: Vec<(String, i64)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(super) enum BookState {
    Authorised { amount: Money, source: String },
    Declined { source: String },
    Captured { amount: Money },
    Voided,
}

impl BookRecord {
    pub(super) fn new(reference: String, state: BookState) -> Self {
        Self { reference, state, refunds: Vec::new() }
    }

    /// What can still go back of what was captured, in minor units.
    pub(super) fn refundable_minor(&self) -> i64 {
        let BookState::Captured { amount } = self.state else { return 0 };
        amount.minor - self.refunds.iter().map(|(_, minor)| minor).sum::<i64>()
    }
}

const PREFIX: &str = "sbx_";

/// The reference of what was asked for with `key`; a reference stays as it is.
pub(super) fn reference(key: &str) -> String {
    if key.starts_with(PREFIX) {
        return key.to_owned();
    }
    format!("{PREFIX}{}", derive_suffix(&["sandbox", key]))
}
