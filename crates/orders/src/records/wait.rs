//! What the workflow of an order waits for.

use std::fmt;

use kernel::OrderId;
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

use crate::domain::WaitFor;

/// Waits, by the order they are for: one at a time, and the last one stays.
pub(crate) static ORDER_WAITS: Collection<WaitRecord> = Collection {
    name: "order_waits",
    schema: 1,
    upgrade: never_changed,
    id: |wait| wait.order.to_string(),
    expires: None,
    indexes: &[],
};

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct WaitRecord {
    pub(crate) order: OrderId,
    what: WhatRecord,
    /// How often its workflow has waited for *ready* before; `None` for a workflow that does not
    /// know that an order may be recalled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<u32>,
    /// Lets its holder answer for the order: it is never shown.
    pub(crate) token: String,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WhatRecord {
    Order,
    FireTime,
    Ready,
    Dispatch,
    Handover,
}

impl WaitRecord {
    pub(crate) fn new(order: OrderId, wait: WaitFor, round: Option<u32>, token: String) -> Self {
        let what = match wait {
            WaitFor::Order => WhatRecord::Order,
            WaitFor::FireTime => WhatRecord::FireTime,
            WaitFor::Ready => WhatRecord::Ready,
            WaitFor::Dispatch => WhatRecord::Dispatch,
            WaitFor::Handover => WhatRecord::Handover,
        };
        Self { order, what, round, token }
    }

    /// Where it stands in the order's life, which is longer when the order was recalled.
    pub(crate) fn place(&self) -> (u32, WaitFor) {
        (self.round.unwrap_or(0), self.wait())
    }

    /// Whether its workflow can go back to waiting for *ready*.
    pub(crate) fn can_go_back(&self) -> bool {
        self.round.is_some()
    }

    pub(crate) fn wait(&self) -> WaitFor {
        match self.what {
            WhatRecord::Order => WaitFor::Order,
            WhatRecord::FireTime => WaitFor::FireTime,
            WhatRecord::Ready => WaitFor::Ready,
            WhatRecord::Dispatch => WaitFor::Dispatch,
            WhatRecord::Handover => WaitFor::Handover,
        }
    }
}

impl fmt::Debug for WaitRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("WaitRecord");
        shown.field("order", &self.order).field("what", &self.what);
        shown.field("round", &self.round).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_printed() {
        let order = OrderId::derived(&["anna"]);
        let wait = WaitRecord::new(order, WaitFor::Ready, None, "hunter2".to_owned());
        assert!(!format!("{wait:?}").contains("hunter2"));
    }
}
