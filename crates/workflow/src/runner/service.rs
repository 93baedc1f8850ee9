//! What a task's resource stands for: a function of this program, or a message to a queue.

use serde_json::{Value, json};
use store::{Destination, Outgoing};

use super::performer::{Call, Performed, Performer};
use crate::machine::{Failed, Order, Signal, answers_later};

/// What performs a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Service<'a> {
    /// A function, by its placeholder: `${orders_confirm}`.
    Function { name: &'a str },
    /// A function that the arguments name (`lambda:invoke`).
    Invoke { later: bool },
    /// A message to a FIFO queue (`sqs:sendMessage`), which leaves with the commit.
    SendMessage { later: bool },
}

/// What a resource stands for here; `None` if nothing performs it.
pub(super) fn of(resource: &str) -> Option<Service<'_>> {
    match resource {
        "arn:aws:states:::lambda:invoke" => Some(Service::Invoke { later: false }),
        "arn:aws:states:::lambda:invoke.waitForTaskToken" => Some(Service::Invoke { later: true }),
        "arn:aws:states:::sqs:sendMessage" => Some(Service::SendMessage { later: false }),
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken" => {
            Some(Service::SendMessage { later: true })
        }
        resource => placeholder(resource).map(|name| Service::Function { name }),
    }
}

/// Whether a task is a message, which a commit sends and nobody performs.
pub(super) fn is_message(order: &Order) -> bool {
    matches!(of(&order.resource), Some(Service::SendMessage { .. }))
}

/// The name in a placeholder.
pub(super) fn placeholder(text: &str) -> Option<&str> {
    text.strip_prefix("${")?.strip_suffix('}')
}

/// A function that is there, and what it is given.
pub(super) fn call(
    execution: &str,
    order: &Order,
    performer: &dyn Performer,
) -> Result<Call, Failed> {
    let (function, input) = match of(&order.resource) {
        Some(Service::Function { name }) => (name, order.parameters.clone()),
        Some(Service::Invoke { .. }) => {
            let name = order.parameters.get("FunctionName").and_then(Value::as_str);
            let name = name.and_then(placeholder).ok_or_else(|| {
                wrong("Lambda.ValidationException", "FunctionName is no placeholder like ${name}")
            })?;
            (name, order.parameters.get("Payload").cloned().unwrap_or_else(|| json!({})))
        }
        _ => return Err(wrong("States.Runtime", &format!("nothing performs {}", order.resource))),
    };
    if !performer.knows(function) {
        let cause = format!("there is no function {function}");
        return Err(wrong("Lambda.ResourceNotFoundException", &cause));
    }
    Ok(Call { execution: execution.to_owned(), function: function.to_owned(), input })
}

/// What the reply of a function tells the machine.
pub(super) fn signals(order: &Order, reply: Performed) -> Vec<Signal> {
    let task = order.task;
    let taken = Signal::Submitted { task, output: json!({}) };
    let is_later = answers_later(&order.resource);
    match reply {
        Performed::Done(output) if is_later => vec![taken, Signal::Succeeded { task, output }],
        Performed::Done(output) => {
            vec![Signal::Succeeded { task, output: answer(order, output) }]
        }
        Performed::Failed(failed) => vec![Signal::Failed { task, failed }],
        Performed::Later if is_later => vec![taken],
        Performed::Later => {
            let failed = wrong("States.Runtime", "the function answers later, but nobody waits");
            vec![Signal::Failed { task, failed }]
        }
    }
}

/// What the words of a queue tell the machine.
pub(super) fn sent(order: &Order, output: Value) -> Vec<Signal> {
    let task = order.task;
    if answers_later(&order.resource) {
        vec![Signal::Submitted { task, output }]
    } else {
        vec![Signal::Succeeded { task, output }]
    }
}

/// The answer of a function as the state sees it.
fn answer(order: &Order, given: Value) -> Value {
    match of(&order.resource) {
        Some(Service::Invoke { later: false }) => {
            json!({ "ExecutedVersion": "$LATEST", "Payload": given, "StatusCode": 200 })
        }
        _ => given,
    }
}

/// A message, and what the queue says to it.
pub(super) fn message(
    execution: &str,
    order: &Order,
    performer: &dyn Performer,
) -> Result<(Outgoing, Value), Failed> {
    let text = |field: &str| order.parameters.get(field).and_then(Value::as_str);
    let needed = |field: &str| {
        text(field).filter(|text| !text.is_empty()).ok_or_else(|| {
            wrong("Sqs.InvalidParameterValueException", &format!("{field} is missing or no text"))
        })
    };
    let queue = queue(needed("QueueUrl")?).to_owned();
    if !performer.knows_queue(&queue) {
        return Err(wrong("Sqs.QueueDoesNotExistException", &format!("there is no queue {queue}")));
    }
    let group = needed("MessageGroupId")?.to_owned();
    let own;
    let deduplication_id = if let Some(id) = text("MessageDeduplicationId") {
        id
    } else {
        own = kernel::derive_suffix(&[execution, &order.task.to_string()]);
        &own
    };
    let body = match order.parameters.get("MessageBody") {
        Some(Value::String(text)) => text.clone(),
        Some(body) if !body.is_null() => body.to_string(),
        _ => return Err(wrong("Sqs.InvalidParameterValueException", "MessageBody is missing")),
    };
    let said = json!({
        "MessageId": kernel::derive_suffix(&[&queue, deduplication_id]),
        "SequenceNumber": order.task.to_string(),
    });
    let deduplication_id = deduplication_id.to_owned();
    let message = Outgoing { to: Destination::Queue(queue), group, deduplication_id, body };
    message
        .check()
        .map_err(|error| wrong("Sqs.InvalidParameterValueException", &error.to_string()))?;
    Ok((message, said))
}

/// The queue that a `QueueUrl` means: `${products_queue}`, or the last part of an address.
fn queue(url: &str) -> &str {
    if let Some(name) = placeholder(url) {
        return name.strip_suffix("_queue").unwrap_or(name);
    }
    let last = url.rsplit('/').next().unwrap_or(url);
    last.strip_suffix(".fifo").unwrap_or(last)
}

fn wrong(error: &str, cause: &str) -> Failed {
    Failed { error: Some(error.to_owned()), cause: Some(cause.to_owned()) }
}
