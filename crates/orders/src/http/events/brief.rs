//! Streams that end: everything that is new, and where to go on.

use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use kernel::{LocationId, OrderId, Timestamp};

use super::super::view::View;
use super::follow::event;
use super::position::{Position, before};
use super::steps::{by_time, read_since, steps};
use crate::domain::Order;
use crate::error::Error;
use crate::service::Orders;

/// After how long a client should ask again.
const RETRY: Duration = Duration::from_secs(2);
/// Events in one answer at most. The largest orders have 25 KB each, and a function's answer may
/// have 6 MB; what is left comes with the next answer.
const EVENTS_MAX: usize = 200;

/// What happened to an order since the version `told`.
pub(super) fn of_order(order: &Order, view: View, told: i64) -> Response {
    let versions = told.saturating_add(1)..=order.version();
    answer(versions.map(|version| event(&order.as_of(version), view, version.to_string())))
}

/// What happened at a location since `position`; without one, where to begin.
pub(super) async fn of_location(
    orders: &Orders,
    location: &LocationId,
    position: Option<Position>,
) -> Result<Response, Error> {
    let until = before(orders.now());
    let Some(position) = position else {
        let begin = Position { from: until, told: Vec::new() };
        return Ok(answer([Event::default().id(begin.id())]));
    };
    let changed = read_since(orders, location, position.from).await?;
    let (told, next) = news(&changed, &position, until);
    let events = told.iter().map(|order| event(order, View::Staff, Position::of_event(order)));
    Ok(answer(events.chain([Event::default().id(next.id())])))
}

/// What is to be told of the orders that have `changed`, and where to go on: at `until`, or earlier
/// when there is more than one answer takes.
fn news(changed: &[Order], position: &Position, until: Timestamp) -> (Vec<Order>, Position) {
    let mut versions: HashMap<OrderId, i64> = position.told.iter().cloned().collect();
    let untold = |order| steps(order, versions.get(id(order)).copied().unwrap_or(0), position.from);
    let mut told: Vec<Order> = changed.iter().flat_map(untold).collect();
    told.sort_by_key(by_time);
    let from = match told.get(EVENTS_MAX - 1) {
        Some(last) if told.len() > EVENTS_MAX => last.changed_at(),
        // Never back: a clock may be behind another's.
        _ => until.max(position.from),
    };
    told.truncate(EVENTS_MAX);
    versions.extend(told.iter().map(|order| (id(order).clone(), order.version())));
    let mut known: Vec<_> = changed
        .iter()
        .filter_map(|order| Some(order.as_of(*versions.get(id(order))?)))
        .filter(|known| known.changed_at() >= from)
        .collect();
    known.sort_by_key(by_time);
    let known = known.iter().map(|order| (id(order).clone(), order.version())).collect();
    (told, Position { from, told: known })
}

fn id(order: &Order) -> &OrderId {
    &order.placed.id
}

/// A whole stream, that says when to ask again.
fn answer(events: impl IntoIterator<Item = Event>) -> Response {
    let retry = Event::default().retry(RETRY);
    let frames: Vec<_> = [retry].into_iter().chain(events).map(Ok::<_, Infallible>).collect();
    Sse::new(stream::iter(frames)).into_response()
}
