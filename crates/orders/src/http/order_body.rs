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
    /// What is added for the staff, in minor units; untaxed, and contained in the total.
    #[schema(example = 0)]
    pub tip_minor: i64,
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
    /// Whether it is to be made before others.
    pub rush: bool,
    /// Whether staff took it for somebody at the counter. It is nobody's.
    pub walk_in: bool,
    /// Who has the ticket.
    #[schema(value_type = Option<String>)]
    pub barista: Option<PrincipalId>,
    /// Why it could not be made.
    pub rejection: Option<RejectionBody>,
    /// Who cancelled it, and why.
    pub cancellation: Option<CancellationBody>,
    /// Who could not deliver it, and why.
    pub non_delivery: Option<NonDeliveryBody>,
    /// Opens the order's link, with which others can look at it without signing in. Only its
    /// customer reads it; it is gone once they are forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "5f0c1e8a9b7d4c3e2f1a0b9c8d7e6f5a")]
    pub key: Option<String>,
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
    /// Which line, counted from 1, if it happened to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1)]
    pub line: Option<u32>,
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
        let lines = placed.lines.iter().zip(order.lines_done());
        let mut body = Self {
            id: placed.id.clone(),
            location: placed.location.clone(),
            status: order.status().word(),
            number: order.number().map(|number| number.to_string()),
            fulfilment: FulfilmentBody::from(&placed.fulfilment),
            name: placed.name.clone(),
            note: placed.note.clone(),
            email: placed.email.clone(),
            lines: lines.map(|(line, done)| LineBody::of(line, done)).collect(),
            currency: placed.currency,
            tip_minor: placed.tip_minor,
            total_minor: placed.total_minor,
            taxes: placed.taxes.iter().map(TaxBody::from).collect(),
            placed_at: order.placed_at(),
            ready_at: placed.ready_at,
            version: order.version(),
            rush: order.is_rushed(),
            walk_in: placed.walk_in,
            barista: order.barista().cloned(),
            rejection: None,
            cancellation: None,
            non_delivery: None,
            key: None,
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

impl OrderBody {
    /// The order as its customer reads it.
    pub fn of_customer(order: &Order) -> Self {
        let key = order.placed.key.as_ref().map(|key| key.as_str().to_owned());
        Self { key, ..Self::from(order) }
    }
}

impl OrderListBody {
    /// A page, each order as `body` shows it.
    pub(super) fn of(page: kernel::Page<Order>, body: fn(&Order) -> OrderBody) -> Self {
        let items = page.items.iter().map(body).collect();
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
        line: match entry.what {
            What::LineDone { line } | What::LineUndone { line } => Some(line),
            _ => None,
        },
    }
}
