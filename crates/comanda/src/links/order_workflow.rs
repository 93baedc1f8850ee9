//! The workflow of an order: what events of the orders, and answers of other services, tell it.

use kernel::{Class, Coded, Envelope, LocationId, OrderId};
use orders::Orders;
use orders::domain::{Answer, StockItemId};
use orders::events::ORDER_PLACED;
use orders::ports::{Catalog, Need, Reserved};
use orders::subscribers::{self, Begin, Heard, Subject};
use queue::HandlerError;
use serde::Deserialize;
use serde_json::{Value, json};
use workflow::Workflows;

use super::decided::until_decided;
use super::functions::failed;
use super::in_hand::once_free;
use crate::workflows::ORDER_FULFILMENT;

/// Lets the workflow of an order know what happened to the order. When it returns, the next order
/// of the location may follow.
pub(crate) async fn hear(
    orders: &Orders,
    workflows: &dyn Workflows,
    event: &Envelope<Subject>,
) -> Result<(), HandlerError> {
    take_up(orders, workflows, event).await?;
    // After a scan there is nothing to wait for: the order is yet to come, and is heard of then.
    if event.topic.as_str() == ORDER_PLACED && !workflows.settles() {
        until_decided(orders, &event.data.order).await?;
    }
    Ok(())
}

/// The same without a wait, for an order that was forgotten: it is not in its sequence any more.
pub(crate) async fn take_up(
    orders: &Orders,
    workflows: &dyn Workflows,
    event: &Envelope<Subject>,
) -> Result<(), HandlerError> {
    match subscribers::hear(orders, event).await? {
        Heard::Begin(begin) => {
            let name = begin.subject.order.as_str();
            let start = || workflows.start(ORDER_FULFILMENT, name, input(&begin));
            match once_free(start).await {
                // It was heard before, and the order is at its end already.
                Ok(_) | Err(workflow::Error::AlreadyExists(_)) => Ok(()),
                Err(error) => Err(error.into()),
            }
        }
        Heard::Answer { token, answer: Answer::Done(word) } => {
            Ok(workflows.succeed(&token, json!({ "status": word })).await?)
        }
        Heard::Answer { token, answer: Answer::Cancelled } => {
            Ok(workflows.fail(&token, failed(&orders::Error::Cancelled)).await?)
        }
        Heard::Heartbeat { token } => Ok(workflows.heartbeat(&token).await?),
        Heard::Nothing => Ok(()),
    }
}

/// What the workflow of an order is started with.
fn input(begin: &Begin) -> Value {
    let Begin { subject, with_qr_code, limits } = begin;
    json!({
        "order": subject.order,
        "location": subject.location,
        "customer": subject.customer,
        "start": if *with_qr_code { "qr-code" } else { "order" },
        "limits": {
            "order_wait_seconds": limits.order_wait.as_secs(),
            "barista_wait_seconds": limits.barista_wait.as_secs(),
            "handover_wait_seconds": limits.handover_wait.as_secs(),
        },
    })
}

/// A task about stock, as the workflow of an order sends it.
#[derive(Deserialize)]
#[serde(tag = "task")]
pub(crate) enum StockTask {
    #[serde(rename = "products.reserve-stock")]
    Reserve {
        #[serde(flatten)]
        about: About,
        items: Vec<Item>,
    },
    #[serde(rename = "products.release-stock")]
    Release {
        #[serde(flatten)]
        about: About,
    },
    #[serde(rename = "products.use-up-stock")]
    UseUp {
        #[serde(flatten)]
        about: About,
    },
}

#[derive(Deserialize)]
pub(crate) struct About {
    token: String,
    order: OrderId,
    location: LocationId,
}

#[derive(Deserialize)]
pub(crate) struct Item {
    stock_item: StockItemId,
    quantity: i64,
}

/// Does a task about stock, and answers it.
pub(crate) async fn do_stock_task(
    catalog: &dyn Catalog,
    workflows: &dyn Workflows,
    task: StockTask,
) -> Result<(), HandlerError> {
    let (token, done) = match task {
        StockTask::Reserve { about: About { token, order, location }, items } => {
            let need = |Item { stock_item, quantity }| Need { item: stock_item, quantity };
            let needs: Vec<Need> = items.into_iter().map(need).collect();
            (token, reserve(catalog, &order, &location, &needs).await)
        }
        StockTask::Release { about: About { token, order, location } } => {
            (token, catalog.release(&order, &location).await)
        }
        StockTask::UseUp { about: About { token, order, location } } => {
            (token, catalog.use_up(&order, &location).await)
        }
    };
    match done {
        Ok(()) => Ok(workflows.succeed(&token, json!({})).await?),
        // The message comes again.
        Err(error) if error.class().is_worth_retrying() => Err(error.into()),
        Err(error) => {
            if error.class() == Class::Bug {
                tracing::error!(code = error.code(), %error, "a task about stock failed");
            }
            Ok(workflows.fail(&token, failed(&error)).await?)
        }
    }
}

async fn reserve(
    catalog: &dyn Catalog,
    order: &OrderId,
    location: &LocationId,
    needs: &[Need],
) -> Result<(), orders::Error> {
    if needs.is_empty() {
        return Ok(());
    }
    match catalog.reserve(order, location, needs).await? {
        Reserved::Held => Ok(()),
        Reserved::OutOfStock(items) => Err(orders::Error::OutOfStock(items)),
        Reserved::Released => Err(orders::Error::Cancelled),
    }
}
