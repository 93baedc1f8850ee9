//! One location, followed over a connection that is held open.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;

use axum::response::sse::Event;
use kernel::{LocationId, OrderId, Timestamp};
use tokio::sync::{broadcast::error::RecvError, watch};

use super::super::view::View;
use super::follow::event;
use super::position::{Position, before};
use super::steps::{by_time, read_since, steps};
use crate::domain::Order;
use crate::error::Error;
use crate::service::{Changes, Orders};

/// Orders whose versions a location's stream remembers; older ones may be told again.
const REMEMBERED: usize = 10_000;

/// Follows one location.
pub(super) struct HeldLocation {
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

impl HeldLocation {
    /// From now on, and with everything since `position`, if there is one.
    pub(super) async fn begin(
        orders: Orders,
        location: LocationId,
        position: Option<Position>,
    ) -> Result<Self, Error> {
        let changes = orders.live().changes(&location);
        let closing = orders.live().closing();
        let now = orders.now();
        let mut follow = Self {
            orders,
            location,
            changes,
            closing,
            told: HashMap::new(),
            waiting: VecDeque::new(),
            since: before(now),
            until: now,
        };
        if let Some(position) = position {
            follow.told.extend(position.told);
            follow.catch_up(position.from).await?;
        }
        Ok(follow)
    }

    pub(super) async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(order) = self.waiting.pop_front() {
                return Some((Ok(event(&order, View::Staff, Position::of_event(&order))), self));
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
                        let from = before(self.until);
                        self.catch_up(from).await.ok()?;
                    }
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    /// Puts everything that happened to an order since it was last told in the line.
    fn add(&mut self, order: &Order, since: Timestamp) {
        if self.told.len() >= REMEMBERED {
            self.told.clear();
        }
        self.until = self.until.max(order.changed_at());
        let told = self.told.entry(order.placed.id.clone()).or_default();
        self.waiting.extend(steps(order, *told, since));
        *told = order.version().max(*told);
    }

    async fn catch_up(&mut self, from: Timestamp) -> Result<(), Error> {
        for order in read_since(&self.orders, &self.location, from).await? {
            self.add(&order, from);
        }
        self.waiting.make_contiguous().sort_by_key(by_time);
        Ok(())
    }
}
