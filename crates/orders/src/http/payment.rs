//! `GET /v1/orders/{order}/payment`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::{Currency, OrderId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{Order, Payment, PaymentEntry, PaymentFact};
use crate::service::Orders;

/// What was paid for an order. All amounts are in minor units of `currency`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Payment)]
pub(super) struct PaymentBody {
    /// For which order.
    #[schema(value_type = String, example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    order: OrderId,
    /// Where it stands: `none`, `authorised`, `declined`, `captured`, `voided`, `refunded`.
    #[schema(example = "captured")]
    state: &'static str,
    /// The currency of all amounts (ISO 4217).
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
    /// What was held.
    #[schema(example = 440)]
    authorised_minor: i64,
    /// What was taken of it.
    #[schema(example = 440)]
    captured_minor: i64,
    /// What went back after it was taken.
    #[schema(example = 0)]
    refunded_minor: i64,
    /// What could still go back.
    #[schema(example = 440)]
    refundable_minor: i64,
    /// What happened, in order.
    entries: Vec<PaymentEntryBody>,
}

/// One thing that happened to a payment.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PaymentEntry)]
pub(super) struct PaymentEntryBody {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// What: `authorised`, `declined`, `captured`, `voided`, `refunded`.
    #[schema(example = "captured")]
    event: &'static str,
    /// How much, in minor units.
    #[schema(example = 440)]
    amount_minor: Option<i64>,
    /// Why it was declined.
    code: Option<&'static str>,
    /// Why it was refunded.
    reason: Option<String>,
}

impl PaymentBody {
    pub(super) fn of(order: &Order, payment: Option<Payment>) -> Self {
        let placed = &order.placed;
        let none = || Payment::of(placed.id.clone(), None, None);
        let payment = payment.unwrap_or_else(none);
        Self {
            state: payment.state().word(),
            currency: payment.currency.unwrap_or(placed.currency),
            authorised_minor: payment.hold().map_or(0, |hold| hold.amount.minor),
            captured_minor: payment.captured_minor(),
            refunded_minor: payment.refunded_minor(),
            refundable_minor: payment.refundable_minor(),
            entries: payment.entries.into_iter().map(PaymentEntryBody::from).collect(),
            order: payment.order,
        }
    }
}

impl From<PaymentEntry> for PaymentEntryBody {
    fn from(entry: PaymentEntry) -> Self {
        let (event, amount_minor, code, reason) = match entry.what {
            PaymentFact::Authorised { amount_minor, .. } => {
                ("authorised", Some(amount_minor), None, None)
            }
            PaymentFact::Declined(why) => ("declined", None, Some(why.code()), None),
            PaymentFact::Captured { amount_minor } => ("captured", Some(amount_minor), None, None),
            PaymentFact::Voided => ("voided", None, None, None),
            PaymentFact::Refunded { amount_minor, reason, .. } => {
                ("refunded", Some(amount_minor), None, reason)
            }
        };
        Self { at: entry.at, event, amount_minor, code, reason }
    }
}

/// Reads what was paid for an order: the customer's own, or one of a location the caller works at.
#[utoipa::path(
    get, path = "/v1/orders/{order}/payment", tag = "orders", operation_id = "readPayment",
    security(("bearer" = [])),
    params(("order" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The payment", body = PaymentBody)),
)]
pub(super) async fn payment(
    State(orders): State<Orders>,
    caller: Caller,
    Path(id): Path<OrderId>,
) -> Result<Json<PaymentBody>, Problem> {
    let order = orders.get(&id, &caller.0).await?;
    let payment = orders.payment(&id).await?;
    Ok(Json(PaymentBody::of(&order, payment)))
}
