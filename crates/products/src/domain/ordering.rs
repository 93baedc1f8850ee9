//! How a location takes orders: how they get to their customers, how many at once, how long each
//! may wait, and whether with codes.

use std::collections::BTreeSet;

use super::fault::Faults;
use super::words::Fulfilment;

/// How a location takes orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordering {
    /// How orders get to their customers there; at least one.
    pub fulfilments: BTreeSet<Fulfilment>,
    /// Most orders that are not ready yet, 1 to 10,000; `None` for any number.
    pub open_orders_max: Option<u32>,
    /// Most such orders of one customer, 1 to 100; `None` for any number.
    pub open_orders_per_customer_max: Option<u32>,
    /// How long somebody who scanned a code may take to order, in seconds: 60 to 3,600.
    pub order_wait_s: u32,
    /// How long an order may wait for somebody to make it, in seconds: 60 to 86,400.
    pub barista_wait_s: u32,
    /// How long an order that is ready may wait for its customer, in seconds: 300 to 604,800.
    pub handover_wait_s: u32,
    /// How orders begin with a scanned code, as at an event; `None` where they do not.
    pub qr_codes: Option<QrCodes>,
}

/// The codes that are scanned to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QrCodes {
    /// How many orders one code is good for: 1 to 1,000.
    pub tokens: u32,
    /// How long a code is shown, in minutes: 1 to 1,440.
    pub minutes: u32,
}

impl Default for Ordering {
    fn default() -> Self {
        Self {
            fulfilments: Fulfilment::ALL.iter().copied().collect(),
            open_orders_max: None,
            open_orders_per_customer_max: None,
            order_wait_s: 300,
            barista_wait_s: 900,
            handover_wait_s: 14_400,
            qr_codes: None,
        }
    }
}

impl Default for QrCodes {
    fn default() -> Self {
        Self { tokens: 10, minutes: 5 }
    }
}

impl Ordering {
    /// Notes every fault of it.
    pub(super) fn check(&self, faults: &mut Faults) {
        if self.fulfilments.is_empty() {
            let all: Vec<_> = Fulfilment::ALL.iter().map(|one| one.as_str()).collect();
            let all = all.join(", ");
            faults.add("fulfilments", format!("is empty: expected at least one of {all}"));
        }
        if let Some(max) = self.open_orders_max {
            faults.number("open_orders_max", max, 1..=10_000);
        }
        if let Some(max) = self.open_orders_per_customer_max {
            faults.number("open_orders_per_customer_max", max, 1..=100);
        }
        faults.number("order_wait_s", self.order_wait_s, 60..=3_600);
        faults.number("barista_wait_s", self.barista_wait_s, 60..=86_400);
        faults.number("handover_wait_s", self.handover_wait_s, 300..=604_800);
        if let Some(codes) = &self.qr_codes {
            faults.within("qr_codes", |faults| {
                faults.number("tokens", codes.tokens, 1..=1_000);
                faults.number("minutes", codes.minutes, 1..=1_440);
            });
        }
    }
}
