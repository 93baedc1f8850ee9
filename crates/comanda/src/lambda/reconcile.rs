//! The job `reconcile`: what was left lying, because somebody died at the wrong time or AWS did not
//! deliver, is found and taken up.

use std::sync::Arc;
use std::time::Duration;

use kernel::{Cursor, Envelope, Limit, LocationId, Timestamp};
use orders::domain::{Order, Status as OrderStatus};
use orders::events::ORDER_PLACED;
use orders::service::Filter;
use orders::subscribers::Subject;
use queue::Relay;
use serde::Serialize;
use serde_json::{Value, json};
use store::DynamoStore;
use workflow::{Error, Status, Workflows};

use super::failure::Failure;
use super::invocation::Invocation;
use super::metrics::Measure::{Count, Waited};
use super::metrics::Metrics;
use super::opened::Opened;
use super::relay::{carry, waited};
use crate::app::Contexts;
use crate::links;
use crate::workflows::ORDER_FULFILMENT;

/// How long an order may be placed before anybody asks where its workflow is.
const PATIENCE: Duration = Duration::from_mins(1);

/// Takes up what was left lying.
pub(super) struct Reconciler {
    contexts: Contexts,
    workflows: Arc<dyn Workflows>,
    relay: Relay,
    metrics: Metrics,
    /// When a message was said, by its number.
    said_at: fn(i64) -> Timestamp,
}

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
struct Found {
    /// Messages that the relay had not carried.
    carried: usize,
    /// Orders without a workflow, which now have one.
    begun: usize,
    /// Orders whose workflow has ended without deciding them: somebody has to look.
    stuck: usize,
    /// Orders that could not be looked after now.
    failed: usize,
}

impl Reconciler {
    pub(super) async fn open(opened: &Opened) -> anyhow::Result<Self> {
        let contexts = opened.contexts().await?;
        let relay = opened.relay(contexts.store.clone())?;
        let (workflows, metrics) = (opened.workflows()?, Metrics::of(opened));
        Ok(Self { contexts, workflows, relay, metrics, said_at: DynamoStore::said_at })
    }

    /// Carries what still waits, and looks after every order that has been placed for a while; says
    /// what was found. What there is no time for is found by the next call.
    pub(super) async fn reconcile(&self, call: &Invocation) -> Result<Value, Failure> {
        let age = Waited(self.outbox_age().await?);
        let mut found = Found { carried: carry(&self.relay, call).await?, ..Found::default() };
        let mut after = None;
        while call.has_time() {
            let products = &self.contexts.products;
            let page = products.list_locations(Limit::clamped(100), after).await?;
            for location in page.items {
                self.look_at(&location.value.id, call, &mut found).await?;
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let counts = [
            ("OutboxAge", age),
            ("LeftInOutbox", Count(found.carried)),
            ("OrdersBegun", Count(found.begun)),
            ("OrdersStuck", Count(found.stuck)),
            ("OrdersNotLookedAfter", Count(found.failed)),
        ];
        self.metrics.say(&[], &counts);
        Ok(json!(found))
    }

    /// How long the oldest message has waited. If the relay stands still, nobody else says so.
    async fn outbox_age(&self) -> Result<Duration, Failure> {
        let oldest = self.contexts.store.outbox(1).await?;
        let since = oldest.first().map(|message| (self.said_at)(message.sequence));
        Ok(since.map_or(Duration::ZERO, |since| waited(since, self.contexts.clock.now())))
    }

    /// Looks after the orders of a location, those that were placed first first.
    async fn look_at(
        &self,
        location: &LocationId,
        call: &Invocation,
        found: &mut Found,
    ) -> Result<(), Failure> {
        let since = self.contexts.clock.now() - PATIENCE;
        let mut after: Option<Cursor> = None;
        while call.has_time() {
            let (filter, limit) = (Filter::Status(OrderStatus::Placed), Limit::clamped(100));
            let page = self.contexts.orders.of_location(location, filter, limit, after).await?;
            for order in page.items.iter().filter(|order| order.placed_at() < since) {
                self.look_after(order, found).await;
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        Ok(())
    }

    async fn look_after(&self, order: &Order, found: &mut Found) {
        let id = &order.placed.id;
        match self.workflows.describe(&format!("{ORDER_FULFILMENT}:{id}")).await {
            Ok(execution) if execution.status == Status::Running => {}
            Ok(_) => {
                tracing::warn!(order = %id, "its workflow has ended, and it is not decided");
                found.stuck += 1;
            }
            Err(Error::NoSuchExecution(_)) => {
                let heard = event_of(order);
                match links::take_up(&self.contexts.orders, &*self.workflows, &heard).await {
                    Ok(()) => {
                        tracing::warn!(order = %id, "it had no workflow, and has one now");
                        found.begun += 1;
                    }
                    Err(error) => {
                        let code = error.code();
                        tracing::warn!(order = %id, code, "its workflow cannot begin");
                        found.failed += 1;
                    }
                }
            }
            Err(error) => {
                let error = links::chain(&error);
                tracing::warn!(order = %id, error, "its workflow cannot be looked at");
                found.failed += 1;
            }
        }
    }
}

/// What was said when it was placed.
fn event_of(order: &Order) -> Envelope<Subject> {
    let placed = &order.placed;
    let at: Timestamp = order.placed_at();
    let data = Subject {
        order: placed.id.clone(),
        location: placed.location.clone(),
        customer: placed.customer.clone(),
    };
    Envelope { topic: ORDER_PLACED.to_owned(), at, data }
}

#[cfg(test)]
#[path = "reconcile_tests.rs"]
mod tests;
