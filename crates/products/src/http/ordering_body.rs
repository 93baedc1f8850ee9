//! How a location takes orders, on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Fulfilment, Ordering, QrCodes};

/// How a location takes orders: how they get to their customers, how many at once, and how long
/// each may wait.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OrderingBody {
    /// How orders get to their customers there: at least one of `pickup`, `dine-in` and `delivery`.
    /// All of them unless told.
    #[schema(
        min_items = 1,
        example = json!(["pickup", "dine-in", "delivery"]),
    )]
    fulfilments: Vec<FulfilmentBody>,
    /// Most orders that are not ready yet, 1 to 10,000. Any number unless told.
    #[schema(minimum = 1, maximum = 10_000)]
    open_orders_max: Option<u32>,
    /// Most such orders of one customer, 1 to 100. Any number unless told.
    #[schema(minimum = 1, maximum = 100)]
    open_orders_per_customer_max: Option<u32>,
    /// How long somebody who scanned a code may take to order, in seconds.
    #[schema(minimum = 60, maximum = 3_600, default = 300)]
    order_wait_s: u32,
    /// How long an order may wait for somebody to make it, in seconds; then it is cancelled.
    #[schema(minimum = 60, maximum = 86_400, default = 900)]
    barista_wait_s: u32,
    /// How long an order that is ready may wait for its customer, in seconds.
    #[schema(minimum = 300, maximum = 604_800, default = 14_400)]
    handover_wait_s: u32,
    /// Where orders begin with a scanned code, as at an event.
    qr_codes: Option<QrCodesBody>,
}

/// A way in which orders get to their customers.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = FulfilmentName)]
pub(super) enum FulfilmentBody {
    Pickup,
    DineIn,
    Delivery,
}

/// The codes that are scanned to order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = QrCodeRules)]
pub(super) struct QrCodesBody {
    /// How many orders one code is good for.
    #[schema(minimum = 1, maximum = 1_000, default = 10)]
    tokens: u32,
    /// How long a code is shown, in minutes.
    #[schema(minimum = 1, maximum = 1_440, default = 5)]
    minutes: u32,
}

impl Default for OrderingBody {
    fn default() -> Self {
        Self::from(&Ordering::default())
    }
}

impl From<Fulfilment> for FulfilmentBody {
    fn from(fulfilment: Fulfilment) -> Self {
        match fulfilment {
            Fulfilment::Pickup => Self::Pickup,
            Fulfilment::DineIn => Self::DineIn,
            Fulfilment::Delivery => Self::Delivery,
        }
    }
}

impl From<FulfilmentBody> for Fulfilment {
    fn from(body: FulfilmentBody) -> Self {
        match body {
            FulfilmentBody::Pickup => Self::Pickup,
            FulfilmentBody::DineIn => Self::DineIn,
            FulfilmentBody::Delivery => Self::Delivery,
        }
    }
}

impl Default for QrCodesBody {
    fn default() -> Self {
        Self::from(QrCodes::default())
    }
}

impl From<QrCodes> for QrCodesBody {
    fn from(codes: QrCodes) -> Self {
        Self { tokens: codes.tokens, minutes: codes.minutes }
    }
}

impl From<&Ordering> for OrderingBody {
    fn from(ordering: &Ordering) -> Self {
        Self {
            fulfilments: ordering.fulfilments.iter().copied().map(FulfilmentBody::from).collect(),
            open_orders_max: ordering.open_orders_max,
            open_orders_per_customer_max: ordering.open_orders_per_customer_max,
            order_wait_s: ordering.order_wait_s,
            barista_wait_s: ordering.barista_wait_s,
            handover_wait_s: ordering.handover_wait_s,
            qr_codes: ordering.qr_codes.map(QrCodesBody::from),
        }
    }
}

impl From<OrderingBody> for Ordering {
    fn from(body: OrderingBody) -> Self {
        let codes = |codes: QrCodesBody| QrCodes { tokens: codes.tokens, minutes: codes.minutes };
        Self {
            fulfilments: body.fulfilments.into_iter().map(Fulfilment::from).collect(),
            open_orders_max: body.open_orders_max,
            open_orders_per_customer_max: body.open_orders_per_customer_max,
            order_wait_s: body.order_wait_s,
            barista_wait_s: body.barista_wait_s,
            handover_wait_s: body.handover_wait_s,
            qr_codes: body.qr_codes.map(codes),
        }
    }
}
