//! One order, followed over a connection that is held open.

use std::convert::Infallible;
use std::sync::Arc;

use axum::response::sse::Event;
use tokio::sync::watch;

use super::super::view::View;
use super::follow::event;
use crate::domain::Order;
use crate::service::Watch;

/// Follows one order.
pub(super) struct HeldOrder {
    order: Arc<Order>,
    view: View,
    told: i64,
    watch: Watch,
    closing: watch::Receiver<bool>,
}

impl HeldOrder {
    /// From `order`, of which everything up to the version `told` is known.
    pub(super) fn new(
        order: Order,
        view: View,
        told: i64,
        watch: Watch,
        closing: watch::Receiver<bool>,
    ) -> Self {
        Self { order: Arc::new(order), view, told, watch, closing }
    }

    pub(super) async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
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
        let event = event(&self.order.as_of(self.told), self.view, self.told.to_string());
        Some((Ok(event), self))
    }
}
