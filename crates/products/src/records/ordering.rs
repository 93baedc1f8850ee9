//! How a location takes orders, as it is stored. What an older record does not say is as usual.

use serde::{Deserialize, Serialize};

use crate::domain::{Fulfilment, Ordering, QrCodes};
use crate::word::Word;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct OrderingRecord {
    fulfilments: Vec<Word<Fulfilment>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open_orders_max: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open_orders_per_customer_max: Option<u32>,
    order_wait_s: u32,
    barista_wait_s: u32,
    handover_wait_s: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    qr_codes: Option<QrCodesRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct QrCodesRecord {
    tokens: u32,
    minutes: u32,
}

impl Default for OrderingRecord {
    fn default() -> Self {
        Self::from(&Ordering::default())
    }
}

impl From<&Ordering> for OrderingRecord {
    fn from(ordering: &Ordering) -> Self {
        let codes = |codes: QrCodes| QrCodesRecord { tokens: codes.tokens, minutes: codes.minutes };
        Self {
            fulfilments: ordering.fulfilments.iter().copied().map(Word).collect(),
            open_orders_max: ordering.open_orders_max,
            open_orders_per_customer_max: ordering.open_orders_per_customer_max,
            order_wait_s: ordering.order_wait_s,
            barista_wait_s: ordering.barista_wait_s,
            handover_wait_s: ordering.handover_wait_s,
            qr_codes: ordering.qr_codes.map(codes),
        }
    }
}

impl From<OrderingRecord> for Ordering {
    fn from(record: OrderingRecord) -> Self {
        let codes = |codes: QrCodesRecord| QrCodes { tokens: codes.tokens, minutes: codes.minutes };
        Self {
            fulfilments: record.fulfilments.into_iter().map(|word| word.0).collect(),
            open_orders_max: record.open_orders_max,
            open_orders_per_customer_max: record.open_orders_per_customer_max,
            order_wait_s: record.order_wait_s,
            barista_wait_s: record.barista_wait_s,
            handover_wait_s: record.handover_wait_s,
            qr_codes: record.qr_codes.map(codes),
        }
    }
}
