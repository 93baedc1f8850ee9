//! Server-sent events: `GET /v1/orders/{order}/events` and
//! `GET /v1/locations/{location}/orders/events`.
//!
//! Each event carries the order as it was right after what happened. A client that reconnects with
//! `Last-Event-ID` gets everything since, at least once; the pair of order and version tells
//! repeats.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use api::{Caller, Path, Problem};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use http::{HeaderMap, StatusCode};
use kernel::{LocationId, OrderId, Role, Timestamp};
use tokio::sync::{broadcast::error::RecvError, watch};

use super::order_body::OrderBody;
use crate::domain::Order;
use crate::error::Error;
use crate::service::{Changes, Orders, Watch};

/// Orders whose versions a location's stream remembers; older ones may be told again.
const REMEMBERED: usize = 10_000;
/// How far before the last event, or the stream, to look again, for changes that were slow to be
/// seen.
const OVERLAP: Duration = Duration::from_secs(3);

/// Follows one order until nothing can happen to it any more. The event id is the order's version.
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
pub(super) async fn of_order(
    State(orders): State<Orders>,
    caller: Caller,
    Path(id): Path<OrderId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let watch = orders.live().watch(&id);
    let order = orders.get(&id, &caller.0).await?;
    let last = last_event_id(&headers).and_then(|id| id.parse().ok()).unwrap_or(0);
    if order.status().is_final() && last >= order.version() {
        // An answer without content tells a browser not to connect again (HTML, 9.2).
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let closing = orders.live().closing();
    let follow = OneOrder { order: Arc::new(order), told: last, watch, closing };
    Ok(sse(stream::unfold(follow, OneOrder::next)))
}

/// Follows everything that happens at one location. For baristas of the location and above.
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
pub(super) async fn of_location(
    State(orders): State<Orders>,
    caller: Caller,
    Path(location): Path<LocationId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let changes = orders.live().changes(&location);
    let closing = orders.live().closing();
    let now = orders.now();
    let mut follow = OneLocation {
        since: now.checked_sub(OVERLAP).unwrap_or(now),
        until: now,
        orders,
        location,
        changes,
        closing,
        told: HashMap::new(),
        waiting: VecDeque::new(),
    };
    if let Some((at, id, version)) = last_event_id(&headers).and_then(cursor) {
        follow.told.insert(id, version);
        follow.read_since(at).await?;
    }
    Ok(sse(stream::unfold(follow, OneLocation::next)))
}

fn sse(events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

fn last_event_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("last-event-id")?.to_str().ok()
}

/// `MICROSECONDS-ORDER-VERSION`, the id of an event of a location.
fn cursor(id: &str) -> Option<(Timestamp, OrderId, i64)> {
    let (at, rest) = id.split_once('-')?;
    let (order, version) = rest.rsplit_once('-')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some((at, order.parse().ok()?, version.parse().ok()?))
}

fn event(order: &Order, id: String) -> Event {
    let word = order.timeline.last().map_or("placed", |entry| entry.what.word());
    let data = serde_json::to_string(&OrderBody::from(order)).unwrap_or_default();
    Event::default().id(id).event(word).data(data)
}

/// Follows one order.
struct OneOrder {
    order: Arc<Order>,
    told: i64,
    watch: Watch,
    closing: watch::Receiver<bool>,
}

impl OneOrder {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        while self.told >= self.order.version() {
            if self.order.status().is_final() || *self.closing.borrow() {
                return None;
            }
            tokio::select! {
                _ = self.closing.changed() => {}
                changed = self.watch.changed() => changed.ok()?,
            }
            if let Some(order) = self.watch.borrow_and_update().clone()
                && order.version() > self.order.version()
            {
                self.order = order;
            }
        }
        self.told += 1;
        let event = event(&self.order.as_of(self.told), self.told.to_string());
        Some((Ok(event), self))
    }
}

/// Follows one location.
struct OneLocation {
    orders: Orders,
    location: LocationId,
    changes: Changes,
    closing: watch::Receiver<bool>,
    told: HashMap<OrderId, i64>,
    waiting: VecDeque<Order>,
    /// A moment before the stream began: what was decided then may have been committed after, and
    /// is told with the next thing that happens to its order.
    since: Timestamp,
    /// The newest change told; what was missed is newer.
    until: Timestamp,
}

impl OneLocation {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(order) = self.waiting.pop_front() {
                let (id, version) = (&order.placed.id, order.version());
                let at = order.changed_at().as_microsecond();
                let event = event(&order, format!("{at}-{id}-{version}"));
                return Some((Ok(event), self));
            }
            if *self.closing.borrow() {
                return None;
            }
            tokio::select! {
                _ = self.closing.changed() => {}
                change = self.changes.recv() => match change {
                    // Another process may have changed it several times since we last heard of it.
                    Ok(order) => self.add(&order, self.since),
                    // Too slow for the memory of changes: read what was missed from the store.
                    Err(RecvError::Lagged(_)) => {
                        let since = self.until;
                        self.read_since(since).await.ok()?;
                    }
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    /// Puts everything that happened to an order since it was last told in the line. What happened
    /// before `since` to an order never told is left out.
    fn add(&mut self, order: &Order, since: Timestamp) {
        if self.told.len() >= REMEMBERED {
            self.told.clear();
        }
        let told = self.told.insert(order.placed.id.clone(), order.version());
        self.until = self.until.max(order.changed_at());
        let last = order.version();
        let first = match told {
            Some(told) if told >= last => {
                self.told.insert(order.placed.id.clone(), told);
                return;
            }
            Some(told) => told + 1,
            None => {
                let before = order.timeline.iter().take_while(|entry| entry.at < since).count();
                // What was heard just now is told, even if it was decided by a clock that is
                // behind.
                i64::try_from(before).unwrap_or(last).min(last - 1) + 1
            }
        };
        self.waiting.extend((first..=last).map(|version| order.as_of(version)));
    }

    async fn read_since(&mut self, since: Timestamp) -> Result<(), Error> {
        let since = since.checked_sub(OVERLAP).unwrap_or(since);
        let mut after = None;
        let mut missed = Vec::new();
        loop {
            let page = self.orders.changed_since(&self.location, since, after).await?;
            missed.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        for order in missed {
            self.add(&order, since);
        }
        let by_time = |order: &Order| (order.changed_at(), order.version());
        self.waiting.make_contiguous().sort_by_key(by_time);
        Ok(())
    }
}
