//! The state machines of this program.

use workflow::{Kind, Machine};

/// The life of an order, from placed to handed over.
pub(crate) const ORDER_FULFILMENT: &str = "order-fulfilment";

/// Every state machine that can be started.
pub(crate) fn machines() -> Vec<Machine> {
    vec![Machine {
        name: ORDER_FULFILMENT.to_owned(),
        kind: Kind::Standard,
        text: include_str!("../../../orders/workflows/order-fulfilment.asl.json").to_owned(),
    }]
}
