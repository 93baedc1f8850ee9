//! What an execution did, read from its history.

use kernel::Timestamp;
use serde_json::{Map, Value};
use workflow::machine::{Event, Outcome};

/// What every task is told; the rest of what it is given says what it is about.
const COMMON: [&str; 5] = ["customer", "location", "order", "task", "token"];

/// A task that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    /// The state that asked.
    pub(crate) state: String,
    /// What is to be done: `orders_confirm`, `products.reserve-stock`.
    pub(crate) task: String,
    /// What it is given.
    pub(crate) input: Map<String, Value>,
    /// The message's de-duplication id, if it goes through a queue.
    pub(crate) deduplication_id: Option<String>,
}

impl Asked {
    /// From what a Task state asks for.
    pub(crate) fn new(state: &str, resource: &str, parameters: &Value) -> Self {
        let object = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let name = |placeholder: &str| {
            let name = placeholder.strip_prefix("${").and_then(|name| name.strip_suffix('}'));
            name.unwrap_or_else(|| panic!("{state} asks {placeholder}")).to_owned()
        };
        let deduplication_id = parameters.get("MessageDeduplicationId").map(text);
        let (task, input) = if let Some(body) = parameters.get("MessageBody") {
            (text(&body["task"]), object(body))
        } else if let Some(function) = parameters.get("FunctionName") {
            (name(&text(function)), object(&parameters["Payload"]))
        } else {
            (name(resource), object(parameters))
        };
        Self { state: state.to_owned(), task, input, deduplication_id }
    }

    /// What it is given besides what every task is told.
    pub(crate) fn about(&self) -> Map<String, Value> {
        let own = self.input.iter().filter(|(name, _)| !COMMON.contains(&name.as_str()));
        own.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// One field of what it is given, as text.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.input.get(field).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The states that were entered, in their order.
pub(crate) fn entered(events: &[Event]) -> Vec<String> {
    let name = |event: &Event| {
        let details = event.details.get("stateEnteredEventDetails")?;
        Some(details["name"].as_str()?.to_owned())
    };
    events.iter().filter_map(name).collect()
}

/// The tasks that were asked for, in their order.
pub(crate) fn asked(events: &[Event]) -> Vec<Asked> {
    let mut state = String::new();
    let mut asked = Vec::new();
    for event in events {
        if let Some(details) = event.details.get("stateEnteredEventDetails") {
            details["name"].as_str().unwrap_or_default().clone_into(&mut state);
        }
        let given = |details: &str, field: &str| {
            let details = event.details.get(details)?;
            let parameters = serde_json::from_str(details[field].as_str()?).ok()?;
            let resource = details["resource"].as_str()?;
            Some(Asked::new(&state, resource, &parameters))
        };
        asked.extend(given("lambdaFunctionScheduledEventDetails", "input"));
        asked.extend(given("taskScheduledEventDetails", "parameters"));
    }
    asked
}

/// How many seconds passed between the start and the last event.
pub(crate) fn seconds(events: &[Event], start: Timestamp) -> i64 {
    events.last().map_or(0, |last| last.timestamp.as_second() - start.as_second())
}

/// How it ended, in the words of Step Functions, with the output or the error.
pub(crate) fn ending(outcome: &Outcome) -> (&'static str, Option<&Value>, Option<&str>) {
    match outcome {
        Outcome::Running => ("RUNNING", None, None),
        Outcome::Succeeded { output } => ("SUCCEEDED", Some(output), None),
        Outcome::Failed(failed) => ("FAILED", None, failed.error.as_deref()),
        Outcome::TimedOut(failed) => ("TIMED_OUT", None, failed.error.as_deref()),
        Outcome::Aborted(failed) => ("ABORTED", None, failed.error.as_deref()),
    }
}
