//! The states an execution is in: entered, and not left.

use std::collections::HashMap;

use crate::machine::Event;

/// The states that are entered and not left, in the order they were entered; from the latest
/// events, the last one first.
pub(super) fn open(latest: &[Event]) -> Vec<String> {
    // Going back, each way out is met before the way in that it belongs to.
    let mut left: HashMap<&str, u32> = HashMap::new();
    let mut open = Vec::new();
    for event in latest {
        if let Some(name) = name(event, "stateExitedEventDetails") {
            *left.entry(name).or_default() += 1;
        } else if let Some(name) = name(event, "stateEnteredEventDetails") {
            match left.get_mut(name).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => open.push(name.to_owned()),
            }
        }
        // Before a redrive is what has failed, and was entered again if it was to be.
        if event.kind == "ExecutionRedriven" && !open.is_empty() {
            break;
        }
    }
    open.reverse();
    open
}

fn name<'a>(event: &'a Event, details: &str) -> Option<&'a str> {
    event.details.get(details)?.get("name")?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn events(kinds: &[(&str, &str)]) -> Vec<Event> {
        let event = |(kind, name): &(&str, &str)| {
            let details = if kind.ends_with("Exited") { "stateExited" } else { "stateEntered" };
            let mut event = json!({
                "id": 1, "previousEventId": 0, "timestamp": "2026-11-20T08:00:00Z", "type": kind,
            });
            if !name.is_empty() {
                event[format!("{details}EventDetails")] = json!({ "name": name });
            }
            serde_json::from_value(event).expect("an event")
        };
        kinds.iter().rev().map(event).collect()
    }

    #[test]
    fn a_state_is_open_until_it_is_left() {
        let (enters, leaves) = ("TaskStateEntered", "TaskStateExited");
        for (told, expected) in [
            (vec![("ExecutionStarted", "")], vec![]),
            (vec![("ExecutionStarted", ""), (enters, "A")], vec!["A"]),
            (vec![(enters, "A"), (leaves, "A"), (enters, "B"), ("TaskScheduled", "")], vec!["B"]),
            (vec![(enters, "A"), (leaves, "A"), (enters, "A")], vec!["A"]),
            (
                vec![("ParallelStateEntered", "P"), (enters, "A"), (enters, "B"), (leaves, "A")],
                vec!["P", "B"],
            ),
            (
                vec![
                    (enters, "A"),
                    ("ExecutionFailed", ""),
                    ("ExecutionRedriven", ""),
                    (enters, "A"),
                ],
                vec!["A"],
            ),
            (vec![(enters, "A"), ("ExecutionFailed", ""), ("ExecutionRedriven", "")], vec!["A"]),
        ] {
            assert_eq!(open(&events(&told)), expected, "{told:?}");
        }
    }
}
