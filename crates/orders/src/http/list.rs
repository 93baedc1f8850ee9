//! `GET /v1/orders` and `GET /v1/locations/{location}/orders`

use api::{Caller, IfNoneMatch, Path, Problem, Query};
use axum::extract::State;
use axum::response::Response;
use kernel::{Cursor, Limit, LocationId, Page, PrincipalId, Role, Timestamp, derive_suffix};
use serde::Deserialize;
use utoipa::IntoParams;

use super::order_body::{OrderBody, OrderListBody};
use crate::domain::{self, Order, Status};
use crate::error::Error;
use crate::service::{Filter, Orders, Search};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
    /// `next` of the page before.
    after: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AtLocation {
    /// Only orders with this status, oldest first. Without it: all, what changed last first.
    status: Option<String>,
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
    /// `next` of the page before.
    after: Option<String>,
    /// Only orders of this customer, by the id of who placed them. With this, `q`, `from` or `to`
    /// the newest comes first, a page may be short, and `next` says whether there is more.
    #[param(example = "usr_0123456789abcdef0123456789abcdef")]
    customer: Option<String>,
    /// For managers: only orders with this number (`A-042` or `42`), this in the name, or this id.
    q: Option<String>,
    /// For managers: only orders placed then or later.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// For managers: only orders placed before.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<Timestamp>,
}

/// The caller's own orders, newest first.
#[utoipa::path(
    get, path = "/v1/orders", tag = "orders", operation_id = "listMyOrders",
    security(("bearer" = [])),
    params(
        Paging,
        (
            "If-None-Match" = Option<String>, Header,
            description = "The `ETag` of the page you have",
        ),
    ),
    responses(
        (status = 200, description = "A page of orders", body = OrderListBody),
        (status = 304, description = "It is still the page you have"),
    ),
)]
pub(super) async fn mine(
    State(orders): State<Orders>,
    caller: Caller,
    Query(query): Query<Paging>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let (limit, after) = page(query.limit, query.after)?;
    let page = orders.of_customer(&caller.0.id, limit, after).await?;
    Ok(answer(&known, page, OrderBody::of_customer))
}

/// The orders of a location. For baristas of the location and above; only managers search them by
/// text and time.
#[utoipa::path(
    get, path = "/v1/locations/{location}/orders", tag = "kitchen",
    operation_id = "listLocationOrders",
    security(("bearer" = [])),
    params(
        ("location" = String, Path, description = "The location's id"),
        AtLocation,
        (
            "If-None-Match" = Option<String>, Header,
            description = "The `ETag` of the page you have",
        ),
    ),
    responses(
        (status = 200, description = "A page of orders", body = OrderListBody),
        (status = 304, description = "It is still the page you have"),
    ),
)]
pub(super) async fn at_location(
    State(orders): State<Orders>,
    caller: Caller,
    Path(location): Path<LocationId>,
    Query(query): Query<AtLocation>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let (limit, after) = page(query.limit, query.after)?;
    let status = query.status.as_deref().map(status).transpose()?;
    let (text, customer) = (text(query.q)?, customer(query.customer)?);
    if text.is_some() || query.from.is_some() || query.to.is_some() {
        caller.must_be(Role::Manager, &location)?;
    }
    let search = Search { text, status, customer, from: query.from, to: query.to };
    let page = if (Search { status: None, ..search.clone() }) == Search::default() {
        let filter = status.map_or(Filter::LastChanged, Filter::Status);
        orders.of_location(&location, filter, limit, after).await?
    } else {
        orders.search(&location, &search, limit, after).await?
    };
    Ok(answer(&known, page, |order| OrderBody::from(order)))
}

fn answer(known: &IfNoneMatch, page: Page<Order>, body: fn(&Order) -> OrderBody) -> Response {
    let tag = tag(&page);
    api::unless_known(known, &tag, || OrderListBody::of(page, body))
}

/// What is looked for, unless it is too long; nothing but spaces is nothing.
fn text(q: Option<String>) -> Result<Option<String>, Error> {
    match domain::too_long("/q", q.as_deref(), domain::NAME_CHARS_MAX) {
        None => Ok(q.filter(|text| !text.trim().is_empty())),
        Some(flaw) => Err(Error::Flawed(vec![flaw])),
    }
}

/// Whose orders are looked for, unless nobody can be called so.
fn customer(id: Option<String>) -> Result<Option<PrincipalId>, Error> {
    match domain::bad_customer("/customer", id.as_deref()) {
        None => Ok(id.map(|id| PrincipalId::new(&id))),
        Some(flaw) => Err(Error::Flawed(vec![flaw])),
    }
}

/// Follows from which orders a page has, in which version, and where it goes on.
fn tag(page: &Page<Order>) -> String {
    let mut parts: Vec<String> = Vec::with_capacity(page.items.len() * 2 + 1);
    for order in &page.items {
        parts.extend([order.placed.id.to_string(), order.version().to_string()]);
    }
    parts.extend(page.next.as_ref().map(ToString::to_string));
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    format!("\"{}\"", derive_suffix(&parts))
}

fn page(limit: Option<u32>, after: Option<String>) -> Result<(Limit, Option<Cursor>), Error> {
    let after = after.map(|text| text.parse()).transpose()?;
    Ok((limit.map_or_else(Limit::default, Limit::clamped), after))
}

fn status(word: &str) -> Result<Status, Error> {
    let known = Status::ALL.into_iter().find(|status| status.word() == word);
    known.ok_or_else(|| Error::UnknownStatus(word.chars().take(40).collect()))
}
