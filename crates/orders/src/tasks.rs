//! What workflows can ask of this context. Each task may run twice.

use kernel::{LocationId, OrderId, PrincipalId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::{Answer, Status, WaitFor};
use crate::error::Error;
use crate::service::{Checked, Orders};

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

/// Performs a task.
///
/// # Errors
/// What the verb fails with; [`kernel::Class::is_worth_retrying`] says whether to try again.
pub async fn perform(orders: &Orders, task: &str, input: &Value) -> Result<Task, Error> {
    let Input { order, location, customer, token, error, cause } =
        Input::deserialize(input).map_err(|error| Error::BadTask(error.to_string()))?;
    let nothing = Ok(Task::Done(json!({})));
    match task {
        "orders_check_location" => {
            orders.check_location(&order, &location).await?;
            nothing
        }
        "orders_hold_capacity" => {
            let limits = orders.limits_of(&location).await?;
            let (most, each) = (limits.open_orders_max, limits.open_orders_per_customer_max);
            orders.hold_capacity(&order, &location, &customer, most, each).await?;
            nothing
        }
        "orders_await_order" => wait(orders, &order, WaitFor::Order, token).await,
        "orders_await_fire_time" => wait(orders, &order, WaitFor::FireTime, token).await,
        "orders_await_ready" => wait(orders, &order, WaitFor::Ready, token).await,
        "orders_await_dispatch" => wait(orders, &order, WaitFor::Dispatch, token).await,
        "orders_await_handover" => wait(orders, &order, WaitFor::Handover, token).await,
        "orders_expire_redemption" => {
            let placed = orders.expire_redemption(&order).await?;
            Ok(Task::Done(json!({ "placed": placed })))
        }
        "orders_check_order" => Ok(Task::Done(facts(&orders.check_order(&order).await?))),
        "orders_authorise_payment" => {
            let payment = orders.authorise_order(&order).await?;
            Ok(Task::Done(json!({ "state": payment.state().word() })))
        }
        "orders_confirm" => {
            let number = orders.confirm(&order).await?;
            Ok(Task::Done(json!({ "number": number.to_string() })))
        }
        "orders_give_up" => Ok(status(orders.give_up(&order).await?)),
        "orders_mark_no_show" => Ok(status(orders.mark_no_show(&order).await?)),
        "orders_capture_payment" => {
            orders.capture_payment(&order).await?;
            nothing
        }
        "orders_void_payment" => {
            orders.void_payment(&order).await?;
            nothing
        }
        "orders_free_capacity" => {
            orders.free_capacity(&order).await?;
            nothing
        }
        "orders_return_qr_token" => {
            orders.return_qr_token(&order).await?;
            nothing
        }
        "orders_close" => {
            let (code, detail) = (error.unwrap_or_default(), cause.unwrap_or_default());
            let closed = orders.close(&order, &code, &detail).await?;
            let (status, reason) = match closed {
                Some(closed) => (closed.status.word(), closed.reason),
                None => ("none", None),
            };
            Ok(Task::Done(json!({ "status": status, "reason": reason.unwrap_or_default() })))
        }
        _ => Err(Error::BadTask(task.to_owned())),
    }
}

async fn wait(
    orders: &Orders,
    order: &OrderId,
    wait: WaitFor,
    token: Option<String>,
) -> Result<Task, Error> {
    let token = token.ok_or_else(|| Error::BadTask("it has no token".to_owned()))?;
    match orders.await_event(order, wait, token).await? {
        None => Ok(Task::Later),
        Some(Answer::Done(word)) => Ok(Task::Done(json!({ "status": word }))),
        Some(Answer::Cancelled) => Err(Error::Cancelled),
    }
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
