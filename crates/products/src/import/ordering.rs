//! How a location takes orders, from its table of a TOML file.

use super::fields::Fields;
use crate::domain::{Ordering, QrCodes};

/// Reads `[location.ordering]`; what it leaves out is as usual.
pub(super) fn ordering_of(fields: &mut Fields<'_, '_>) -> Ordering {
    let usual = Ordering::default();
    let ordering = Ordering {
        fulfilments: fields
            .optional_words("fulfilments")
            .map_or(usual.fulfilments, |words| words.into_iter().collect()),
        open_orders_max: fields.number("open_orders_max"),
        open_orders_per_customer_max: fields.number("open_orders_per_customer_max"),
        order_wait_s: fields.number("order_wait_s").unwrap_or(usual.order_wait_s),
        barista_wait_s: fields.number("barista_wait_s").unwrap_or(usual.barista_wait_s),
        handover_wait_s: fields.number("handover_wait_s").unwrap_or(usual.handover_wait_s),
        qr_codes: fields.table("qr_codes", qr_codes_of),
    };
    fields.finish();
    ordering
}

fn qr_codes_of(fields: &mut Fields<'_, '_>) -> QrCodes {
    let usual = QrCodes::default();
    let codes = QrCodes {
        tokens: fields.number("tokens").unwrap_or(usual.tokens),
        minutes: fields.number("minutes").unwrap_or(usual.minutes),
    };
    fields.finish();
    codes
}
