//! An order on the wire. Money is in minor units of the document's one `currency`.

use kernel::{Currency, LocationId, OrderId, PrincipalId, Role, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::line_body::{LineBody, TaxBody};
use super::request_body::FulfilmentBody;
use crate::domain::{Actor, Entry, Order, What};

/// An order.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Order)]
pub struct OrderBody {
    /// Which order.
    #[schema(value_type = String, example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    pub id: OrderId,
    /// Where.
    #[schema(value_type = String, example = "loc_demo-cafe")]
    pub location: LocationId,
    /// Where it stands: `placed`, `confirmed`, `rejected`, `preparing`, `ready`,
    /// `out-for-delivery`, `collected`, `delivered`, `no-show`, `undeliverable`, `cancelled`.
    #[schema(example = "confirmed")]
    pub status: &'static str,
    /// The number to call out, once confirmed.
    #[schema(example = "A-042")]
    pub number: Option<String>,
    /// How it gets to the customer.
    pub fulfilment: FulfilmentBody,
    /// The name to call out.
    pub name: Option<String>,
    /// A wish to the kitchen.
    pub note: Option<String>,
    /// Where news about it is sent.
    pub email: Option<String>,
    /// What, with the prices of the moment it was placed.
    pub lines: Vec<LineBody>,
    /// The currency of all amounts (ISO 4217).
    #[schema(value_type = String, example = "EUR")]
    pub currency: Currency,
    /// What is to be paid, in minor units.
    #[schema(example = 440)]
    pub total_minor: i64,
    /// The tax of each rate.
    pub taxes: Vec<TaxBody>,
    /// When it was placed.
    #[schema(value_type = String, format = DateTime)]
    pub placed_at: Timestamp,
    /// When it was promised to be ready.
    #[schema(value_type = String, format = DateTime)]
    pub ready_at: Timestamp,
    /// Grows by one with everything that happens to it.
    #[schema(example = 2)]
    pub version: i64,
    /// Who has the ticket.
    #[schema(value_type = Option<String>)]
    pub barista: Option<PrincipalId>,
    /// Why it could not be made.
    pub rejection: Option<RejectionBody>,
    /// Who cancelled it, and why.
    pub cancellation: Option<CancellationBody>,
    /// Who could not deliver it, and why.
    pub non_delivery: Option<NonDeliveryBody>,
    /// What happened, in order.
    pub timeline: Vec<EntryBody>,
}

/// Why an order could not be made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RejectionBody {
    /// The reason as a code.
    #[schema(example = "orders.out-of-stock")]
    pub code: String,
    /// The reason in words.
    pub detail: String,
}

/// Who cancelled an order, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CancellationBody {
    /// Who.
    pub by: Option<ActorBody>,
    /// Why, in their words.
    pub reason: Option<String>,
}

/// Who could not deliver an order, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NonDeliveryBody {
    /// Who.
    pub by: Option<ActorBody>,
    /// Why, in their words.
    pub reason: Option<String>,
}

/// Who did something.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActorBody {
    /// In which role.
    #[schema(value_type = String, example = "barista")]
    pub role: Role,
    /// Who.
    #[schema(value_type = String, example = "ben")]
    pub id: PrincipalId,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntryBody {
    /// The order's version after it.
    pub version: usize,
    /// What happened.
    #[schema(example = "claimed")]
    pub event: &'static str,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who did it; absent for the system.
    pub by: Option<ActorBody>,
}

/// A page of orders.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderList)]
pub struct OrderListBody {
    /// The orders.
    pub items: Vec<OrderBody>,
    /// Give this back as `after` to read on; absent on the last page.
    pub next: Option<String>,
}

impl From<&Order> for OrderBody {
    fn from(order: &Order) -> Self {
        let placed = &order.placed;
        let mut body = Self {
            id: placed.id.clone(),
            location: placed.location.clone(),
            status: order.status().word(),
            number: order.number().map(|number| number.to_string()),
            fulfilment: FulfilmentBody::from(&placed.fulfilment),
            name: placed.name.clone(),
            note: placed.note.clone(),
            email: placed.email.clone(),
            lines: placed.lines.iter().map(LineBody::from).collect(),
            currency: placed.currency,
            total_minor: placed.total_minor,
            taxes: placed.taxes.iter().map(TaxBody::from).collect(),
            placed_at: order.placed_at(),
            ready_at: placed.ready_at,
            version: order.version(),
            barista: order.barista().cloned(),
            rejection: None,
            cancellation: None,
            non_delivery: None,
            timeline: order.timeline.iter().enumerate().map(entry).collect(),
        };
        match order.ended_by() {
            Some(Entry { what: What::Rejected { code, detail }, .. }) => {
                let (code, detail) = (code.clone(), detail.clone());
                body.rejection = Some(RejectionBody { code, detail });
            }
            Some(Entry { what: What::Cancelled { reason }, by, .. }) => {
                let by = by.as_ref().map(ActorBody::from);
                body.cancellation = Some(CancellationBody { by, reason: reason.clone() });
            }
            Some(Entry { what: What::Undeliverable { reason }, by, .. }) => {
                let by = by.as_ref().map(ActorBody::from);
                body.non_delivery = Some(NonDeliveryBody { by, reason: reason.clone() });
            }
            _ => {}
        }
        body
    }
}

impl From<kernel::Page<Order>> for OrderListBody {
    fn from(page: kernel::Page<Order>) -> Self {
        let items = page.items.iter().map(OrderBody::from).collect();
        Self { items, next: page.next.map(|cursor| cursor.to_string()) }
    }
}

impl From<&Actor> for ActorBody {
    fn from(actor: &Actor) -> Self {
        Self { role: actor.role, id: actor.id.clone() }
    }
}

fn entry((place, entry): (usize, &Entry)) -> EntryBody {
    EntryBody {
        version: place + 1,
        event: entry.what.word(),
        at: entry.at,
        by: entry.by.as_ref().map(ActorBody::from),
    }
}
