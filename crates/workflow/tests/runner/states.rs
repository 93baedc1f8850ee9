//! Shorthands for definitions.

use serde_json::{Value, json};
use workflow::{Kind, Machine};

/// The name of the machine most cases have.
pub(crate) const MACHINE: &str = "m";

/// A machine of these states, the first of which is `A`; in JSONata.
pub(crate) fn machine(kind: Kind, states: Value) -> Machine {
    let mut whole = json!({ "QueryLanguage": "JSONata", "StartAt": "A" });
    whole["States"] = states;
    Machine { name: MACHINE.to_owned(), kind, text: whole.to_string() }
}

pub(crate) fn standard(states: Value) -> Machine {
    machine(Kind::Standard, states)
}

/// A state that calls a function and goes on to `next`; to the end, if that is empty.
pub(crate) fn call(function: &str, next: &str) -> Value {
    let task = json!({
        "Type": "Task",
        "Resource": format!("${{{function}}}"),
        "Arguments": {
            "state": "{% $states.context.State.Name %}",
            "retry": "{% $states.context.State.RetryCount %}",
        },
    });
    to(task, next)
}

/// A state whose function gives its token away.
pub(crate) fn ask(function: &str, next: &str) -> Value {
    let task = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Arguments": {
            "FunctionName": format!("${{{function}}}"),
            "Payload": {
                "state": "{% $states.context.State.Name %}",
                "token": "{% $states.context.Task.Token %}",
            },
        },
    });
    to(task, next)
}

/// A state that sends a message.
pub(crate) fn send(body: Value, next: &str) -> Value {
    let mut task = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage",
        "Arguments": { "QueueUrl": "${products_queue}", "MessageGroupId": "g" },
    });
    task["Arguments"]["MessageBody"] = body;
    to(task, next)
}

pub(crate) fn wait(seconds: u64, next: &str) -> Value {
    to(json!({ "Type": "Wait", "Seconds": seconds }), next)
}

pub(crate) fn pass(output: &Value, next: &str) -> Value {
    to(json!({ "Type": "Pass", "Output": output }), next)
}

/// A parallel state of branches with a single state each, `B0`, `B1` …, unless they have several.
pub(crate) fn parallel(branches: &[Value], next: &str) -> Value {
    let branch = |(place, state): (usize, &Value)| {
        if state.get("StartAt").is_some() {
            return state.clone();
        }
        let name = format!("B{place}");
        json!({ "StartAt": name, "States": { name: state } })
    };
    let branches: Vec<Value> = branches.iter().enumerate().map(branch).collect();
    to(json!({ "Type": "Parallel", "Branches": branches }), next)
}

/// A map with iterations of a single state.
pub(crate) fn map(items: &Value, name: &str, state: &Value, next: &str) -> Value {
    let processor = json!({ "StartAt": name, "States": { name: state } });
    to(json!({ "Type": "Map", "Items": items, "ItemProcessor": processor }), next)
}

fn to(state: Value, next: &str) -> Value {
    let next = if next.is_empty() { json!({ "End": true }) } else { json!({ "Next": next }) };
    with(state, &next)
}

/// A state with more fields.
pub(crate) fn with(mut state: Value, fields: &Value) -> Value {
    for (name, value) in fields.as_object().expect("fields") {
        match (state.get_mut(name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => old.extend(new.clone()),
            _ => state[name] = value.clone(),
        }
    }
    state
}
