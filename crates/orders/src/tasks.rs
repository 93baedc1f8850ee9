//! What workflows can ask of this context. Each task may run twice.

use kernel::{LocationId, OrderId, PrincipalId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::{Answer, Order, Status, WaitFor};
use crate::error::Error;
use crate::service::{Checked, Decided, Orders};

/// The tasks, as workflows name them.
pub const TASKS: [&str; 18] = [
    "orders_check_location",
    "orders_hold_capacity",
    "orders_await_order",
    "orders_expire_redemption",
    "orders_check_order",
    "orders_authorise_payment",
    "orders_confirm",
    "orders_await_fire_time",
    "orders_await_ready",
    "orders_give_up",
    "orders_free_capacity",
    "orders_capture_payment",
    "orders_await_dispatch",
    "orders_await_handover",
    "orders_mark_no_show",
    "orders_close",
    "orders_void_payment",
    "orders_return_qr_token",
];

/// Tasks that ask a payment provider, or whose verb commits by itself: they have to be performed.
const MONEY_AND_CODES: [&str; 5] = [
    "orders_expire_redemption",
    "orders_authorise_payment",
    "orders_capture_payment",
    "orders_void_payment",
    "orders_return_qr_token",
];

/// What came of a task.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// It is done, and gives this.
    Done(Value),
    /// It is answered later, by its token.
    Later,
}

/// What every task is given, and what some are given besides.
#[derive(Debug, Deserialize)]
struct Input {
    order: OrderId,
    location: LocationId,
    customer: PrincipalId,
    #[serde(default)]
    token: Option<String>,
    #[serde(default)]
    round: Option<u32>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    cause: Option<String>,
}

/// What is taken from stock, as workflows pass it on.
#[derive(Debug, Serialize)]
struct Item<'a> {
    stock_item: &'a str,
    quantity: i64,
}

/// Decides a task whose whole effect is a change of our store, for whoever commits it together with
/// what follows. `None`: it has to be performed.
///
/// # Errors
/// What the verb refuses with; [`kernel::Class::is_worth_retrying`] says whether to try again.
pub async fn decide(
    orders: &Orders,
    task: &str,
    input: &Value,
) -> Result<Option<Decided<Task>>, Error> {
    if MONEY_AND_CODES.contains(&task) {
        return Ok(None);
    }
    decided(orders, task, &read(input)?).await.map(Some)
}

/// Performs a task.
///
/// # Errors
/// As [`decide`].
pub async fn perform(orders: &Orders, task: &str, input: &Value) -> Result<Task, Error> {
    let given = read(input)?;
    let order = &given.order;
    match task {
        "orders_expire_redemption" => {
            let placed = orders.expire_redemption(order).await?;
            Ok(Task::Done(json!({ "placed": placed })))
        }
        "orders_authorise_payment" => {
            let payment = orders.authorise_order(order).await?;
            Ok(Task::Done(json!({ "state": payment.state().word() })))
        }
        "orders_capture_payment" => orders.capture_payment(order).await.map(nothing),
        "orders_void_payment" => orders.void_payment(order).await.map(nothing),
        "orders_return_qr_token" => orders.return_qr_token(order).await.map(nothing),
        task => orders.carry_out(|| decided(orders, task, &given)).await,
    }
}

async fn decided(orders: &Orders, task: &str, given: &Input) -> Result<Decided<Task>, Error> {
    let Input { order, location, customer, error, cause, .. } = given;
    Ok(match task {
        "orders_check_location" => {
            Decided::already(nothing(orders.check_location(order, location).await?))
        }
        "orders_hold_capacity" => {
            let limits = orders.limits_of(location).await?;
            let (most, each) = (limits.open_orders_max, limits.open_orders_per_customer_max);
            orders.hold_capacity(order, location, customer, most, each).await?.map(nothing)
        }
        "orders_free_capacity" => {
            let is_capped = orders.limits_of(location).await?.is_capped();
            orders.free_capacity(order, is_capped).await?.map(nothing)
        }
        "orders_check_order" => {
            Decided::already(Task::Done(facts(&orders.check_order(order).await?)))
        }
        "orders_confirm" => orders
            .confirm(order)
            .await?
            .map(|number| Task::Done(json!({ "number": number.to_string() }))),
        "orders_give_up" => orders.give_up(order).await?.map(status),
        "orders_mark_no_show" => orders.mark_no_show(order).await?.map(status),
        "orders_close" => {
            let error = error.as_deref().unwrap_or_default();
            orders
                .close(order, error, cause.as_deref().unwrap_or_default())
                .await?
                .map(|order| closed(order.as_ref()))
        }
        "orders_await_order" => wait(orders, given, WaitFor::Order).await?,
        "orders_await_fire_time" => wait(orders, given, WaitFor::FireTime).await?,
        "orders_await_ready" => wait(orders, given, WaitFor::Ready).await?,
        "orders_await_dispatch" => wait(orders, given, WaitFor::Dispatch).await?,
        "orders_await_handover" => wait(orders, given, WaitFor::Handover).await?,
        _ => return Err(Error::BadTask(task.to_owned())),
    })
}

fn read(input: &Value) -> Result<Input, Error> {
    Input::deserialize(input).map_err(|error| Error::BadTask(error.to_string()))
}

async fn wait(orders: &Orders, given: &Input, wait: WaitFor) -> Result<Decided<Task>, Error> {
    let token = given.token.clone().ok_or_else(|| Error::BadTask("it has no token".to_owned()))?;
    let waiting = orders.await_event(&given.order, wait, given.round, token).await?;
    if waiting.value == Some(Answer::Cancelled) {
        return Err(Error::Cancelled);
    }
    Ok(waiting.map(|answer| match answer {
        Some(Answer::Done(word)) => Task::Done(json!({ "status": word })),
        Some(Answer::Cancelled) | None => Task::Later,
    }))
}

fn nothing<T>(_: T) -> Task {
    Task::Done(json!({}))
}

fn closed(order: Option<&Order>) -> Task {
    let status = order.map_or("none", |order| order.status().word());
    let reason = order.and_then(Order::reason).unwrap_or_default();
    Task::Done(json!({ "status": status, "reason": reason }))
}

fn status(status: Status) -> Task {
    Task::Done(json!({ "status": status.word() }))
}

/// What a workflow has to know of an order.
fn facts(checked: &Checked) -> Value {
    let placed = &checked.order.placed;
    let items = checked.needs.iter();
    let items: Vec<_> = items
        .map(|need| Item { stock_item: need.item.as_str(), quantity: need.quantity })
        .collect();
    json!({
        "items": items,
        "pays_now": placed.payment_source.is_some() && placed.total_minor > 0,
        "fire_at": placed.fire_at.map(|at| at.to_string()),
        "fulfilment": placed.fulfilment.word(),
    })
}
