//! The two operations: of one order, and of everything at a location.

use std::convert::Infallible;

use api::{Caller, Path, Problem};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use http::{HeaderMap, StatusCode};
use kernel::{LocationId, OrderId, Role};

use super::super::order_body::OrderBody;
use super::super::shared::{SharedOrderBody, order_key};
use super::super::view::View;
use super::brief;
use super::held_location::HeldLocation;
use super::held_order::HeldOrder;
use super::position::Position;
use crate::domain::Order;
use crate::service::{Orders, Watch};

/// Follows one order until nothing can happen to it any more. The event id is the order's version.
///
/// Where a connection cannot be held open, the answer ends after what is new. Connect again with
/// `Last-Event-ID` after as many milliseconds as `retry` says; an `EventSource` does so by itself.
#[utoipa::path(
    get, path = "/v1/orders/{order}/events", tag = "orders", operation_id = "followOrder",
    security(("bearer" = [])),
    params(
        ("order" = String, Path, description = "The order's id"),
        ("Last-Event-ID" = Option<String>, Header, description = "The last event you have"),
    ),
    responses(
        (
            status = 200, body = OrderBody, content_type = "text/event-stream",
            description = "The order after each thing that happened to it",
        ),
        (status = 204, description = "You have everything, and nothing more will come"),
    ),
)]
pub(in crate::http) async fn of_order(
    State(orders): State<Orders>,
    caller: Caller,
    Path(id): Path<OrderId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // Begun before reading, so that nothing is missed in between.
    let watch = (!orders.live().is_brief()).then(|| orders.live().watch(&id));
    let order = orders.get(&id, &caller.0).await?;
    let view = View::of(&order, &caller);
    Ok(follow(&orders, order, view, watch, &headers))
}

/// Follows an order by its link until nothing can happen to it any more, as `followOrder` does.
#[utoipa::path(
    get, path = "/v1/orders/{order}/shared/events", tag = "orders",
    operation_id = "followSharedOrder",
    params(
        ("order" = String, Path, description = "The order's id"),
        ("Order-Key" = String, Header, description = "The `key` of the order"),
        ("Last-Event-ID" = Option<String>, Header, description = "The last event you have"),
    ),
    responses(
        (
            status = 200, body = SharedOrderBody, content_type = "text/event-stream",
            description = "The order after each thing that happened to it",
        ),
        (status = 204, description = "You have everything, and nothing more will come"),
    ),
)]
pub(in crate::http) async fn of_shared_order(
    State(orders): State<Orders>,
    Path(id): Path<OrderId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // Watched only once the key is known to be right: a guess must not cost memory. What happens
    // in between is read again.
    orders.shared(&id, order_key(&headers)).await?;
    let watch = (!orders.live().is_brief()).then(|| orders.live().watch(&id));
    let order = orders.shared(&id, order_key(&headers)).await?;
    Ok(follow(&orders, order, View::Link, watch, &headers))
}

fn follow(
    orders: &Orders,
    order: Order,
    view: View,
    watch: Option<Watch>,
    headers: &HeaderMap,
) -> Response {
    let last = last_event_id(headers).and_then(|id| id.parse().ok()).unwrap_or(0).max(0);
    if order.status().is_final() && last >= order.version() {
        // An answer without content tells a browser not to connect again (HTML, 9.2).
        return StatusCode::NO_CONTENT.into_response();
    }
    let Some(watch) = watch else { return brief::of_order(&order, view, last) };
    let follow = HeldOrder::new(order, view, last, watch, orders.live().closing());
    held(stream::unfold(follow, HeldOrder::next))
}

/// Follows everything that happens at one location. For baristas of the location and above.
///
/// Where a connection cannot be held open, the answer ends after what is new. Connect again with
/// `Last-Event-ID` after as many milliseconds as `retry` says; an `EventSource` does so by itself.
/// The last id may then be one without an event, and an event may come again within three seconds:
/// order and version tell.
#[utoipa::path(
    get, path = "/v1/locations/{location}/orders/events", tag = "kitchen",
    operation_id = "followLocation",
    security(("bearer" = [])),
    params(
        ("location" = String, Path, description = "The location's id"),
        ("Last-Event-ID" = Option<String>, Header, description = "The last event you have"),
    ),
    responses((
        status = 200, body = OrderBody, content_type = "text/event-stream",
        description = "Each order after each thing that happened to it",
    )),
)]
pub(in crate::http) async fn of_location(
    State(orders): State<Orders>,
    caller: Caller,
    Path(location): Path<LocationId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let position = last_event_id(&headers).and_then(Position::read);
    if orders.live().is_brief() {
        return Ok(brief::of_location(&orders, &location, position).await?);
    }
    let follow = HeldLocation::begin(orders, location, position).await?;
    Ok(held(stream::unfold(follow, HeldLocation::next)))
}

fn held(events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

fn last_event_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("last-event-id")?.to_str().ok()
}

/// An event with the order as it was then, as it is seen by whoever follows.
pub(super) fn event(order: &Order, view: View, id: String) -> Event {
    let word = order.timeline.last().map_or("placed", |entry| entry.what.word());
    Event::default().id(id).event(word).data(view.json(order))
}
