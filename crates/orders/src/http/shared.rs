//! `GET /v1/orders/{order}/shared`: an order for whoever has its link.
//!
//! The link is a page of the customer's app with the order's id and key in the part of the address
//! that no server is sent; the page asks with the header `Order-Key`. So a key is in no log.

use api::{IfNoneMatch, Path, Problem};
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use kernel::{Currency, LocationId, OrderId, Role, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::line_body::LineBody;
use crate::domain::{Actor, Entry, Fulfilment, Order, What};
use crate::service::Orders;

/// An order as everybody sees it who has its link: what was ordered, where it stands, and the name
/// to call out. Nothing else of people is in it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SharedOrder)]
pub(super) struct SharedOrderBody {
    /// Which order.
    #[schema(value_type = String, example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    id: OrderId,
    /// Where.
    #[schema(value_type = String, example = "loc_demo-cafe")]
    location: LocationId,
    /// Where it stands, as in `Order`.
    #[schema(example = "confirmed")]
    status: &'static str,
    /// The number to call out, once confirmed.
    #[schema(example = "A-042")]
    number: Option<String>,
    /// How it gets to the customer.
    fulfilment: SharedFulfilmentBody,
    /// The name to call out.
    name: Option<String>,
    /// What, with the prices of the moment it was placed. What was wished for is left out.
    lines: Vec<LineBody>,
    /// The currency of all amounts (ISO 4217).
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
    /// What was added for the staff, in minor units.
    #[schema(example = 50)]
    tip_minor: i64,
    /// What is to be paid, in minor units.
    #[schema(example = 490)]
    total_minor: i64,
    /// When it was placed.
    #[schema(value_type = String, format = DateTime)]
    placed_at: Timestamp,
    /// When it was promised to be ready.
    #[schema(value_type = String, format = DateTime)]
    ready_at: Timestamp,
    /// Grows by one with everything that happens to it.
    #[schema(example = 2)]
    version: i64,
    /// Why it could not be made, as a code.
    #[schema(example = "orders.out-of-stock")]
    rejection: Option<String>,
    /// What happened, in order.
    timeline: Vec<SharedEntryBody>,
}

/// How an order gets to its customer, without where they live.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[schema(as = SharedFulfilment)]
enum SharedFulfilmentBody {
    /// Fetched by the customer.
    Pickup {
        /// When; as soon as it is ready unless told.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<String>, format = DateTime)]
        at: Option<Timestamp>,
    },
    /// Brought to a table.
    DineIn {
        /// The table.
        table: String,
    },
    /// Brought to an address.
    Delivery,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SharedEntry)]
struct SharedEntryBody {
    /// The order's version after it.
    version: usize,
    /// What happened, as in `Order`.
    #[schema(example = "ready")]
    event: &'static str,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// In which role somebody did it; absent for the system.
    #[schema(value_type = Option<String>, example = "barista")]
    by: Option<Role>,
}

/// Reads an order by its link. Open to everybody who has its key, which its customer finds in it.
#[utoipa::path(
    get, path = "/v1/orders/{order}/shared", tag = "orders", operation_id = "readSharedOrder",
    params(
        ("order" = String, Path, description = "The order's id"),
        ("Order-Key" = String, Header, description = "The `key` of the order"),
        (
            "If-None-Match" = Option<String>, Header,
            description = "The `ETag` of the order you have",
        ),
    ),
    responses(
        (status = 200, description = "The order; `ETag` names its version", body = SharedOrderBody),
        (status = 304, description = "It is still the order you have"),
    ),
)]
pub(super) async fn get(
    State(orders): State<Orders>,
    Path(id): Path<OrderId>,
    headers: HeaderMap,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let order = orders.shared(&id, order_key(&headers)).await?;
    let body = || SharedOrderBody::from(&order);
    let mut answer = api::unless_known(&known, &api::etag(order.version()), body);
    // No token tells a cache on the way that this is not for everybody who asks for the path.
    let ours_alone = HeaderValue::from_static("private, no-cache");
    answer.headers_mut().insert(header::CACHE_CONTROL, ours_alone);
    answer.headers_mut().insert(header::VARY, HeaderValue::from_static("order-key"));
    Ok(answer)
}

/// The key that was sent. One that is missing opens nothing, like one that is wrong.
pub(super) fn order_key(headers: &HeaderMap) -> &str {
    headers.get("order-key").and_then(|key| key.to_str().ok()).unwrap_or_default()
}

impl From<&Order> for SharedOrderBody {
    fn from(order: &Order) -> Self {
        let placed = &order.placed;
        let lines = placed.lines.iter().zip(order.lines_done());
        let rejection = order.timeline.iter().find_map(|entry| match &entry.what {
            What::Rejected { code, .. } => Some(code.clone()),
            _ => None,
        });
        Self {
            id: placed.id.clone(),
            location: placed.location.clone(),
            status: order.status().word(),
            number: order.number().map(|number| number.to_string()),
            fulfilment: SharedFulfilmentBody::from(&placed.fulfilment),
            // A stream may outlive the wish to be forgotten.
            name: placed.name.clone().filter(|_| !order.is_forgotten()),
            lines: lines.map(|(line, done)| LineBody::of(line, done).without_note()).collect(),
            currency: placed.currency,
            tip_minor: placed.tip_minor,
            total_minor: placed.total_minor,
            placed_at: order.placed_at(),
            ready_at: placed.ready_at,
            version: order.version(),
            rejection,
            timeline: order.timeline.iter().enumerate().map(entry).collect(),
        }
    }
}

impl From<&Fulfilment> for SharedFulfilmentBody {
    fn from(fulfilment: &Fulfilment) -> Self {
        match fulfilment {
            Fulfilment::Pickup { at } => Self::Pickup { at: *at },
            Fulfilment::DineIn { table } => Self::DineIn { table: table.clone() },
            Fulfilment::Delivery { .. } => Self::Delivery,
        }
    }
}

fn entry((place, entry): (usize, &Entry)) -> SharedEntryBody {
    SharedEntryBody {
        version: place + 1,
        event: entry.what.word(),
        at: entry.at,
        by: entry.by.as_ref().map(|Actor { role, .. }| *role),
    }
}
