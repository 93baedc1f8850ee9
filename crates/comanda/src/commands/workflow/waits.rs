//! What an execution waits for, as its history tells it.

use std::collections::BTreeSet;

use serde_json::Value;
use workflow::machine::Event;

/// What a state waits for that an execution is in; the last one, if there are several of that name.
pub(super) fn waits_for(events: &[Event], state: &str) -> Option<String> {
    let entered = events.iter().rposition(|event| entered(event) == Some(state))?;
    let mut since = BTreeSet::from([events[entered].id]);
    let mut last = &events[entered];
    // What was asked for stays known while its answer is waited for.
    let mut resource = None;
    for event in &events[entered + 1..] {
        if !since.contains(&event.previous_event_id) {
            continue;
        }
        since.insert(event.id);
        last = event;
        let named = event.details.values().find_map(|details| details.get("resource")?.as_str());
        resource = named.or(resource);
    }
    let resource = resource.unwrap_or_default();
    Some(match last.kind.as_str() {
        "WaitStateEntered" => "its time".to_owned(),
        "TaskSubmitted" => format!("an answer with its task token ({resource})"),
        kind if kind.ends_with("Scheduled") || kind.ends_with("Started") => match kind {
            "ParallelStateStarted" => "its branches".to_owned(),
            "MapStateStarted" => "its iterations".to_owned(),
            _ => format!("{resource} to be done"),
        },
        kind if kind.ends_with("Failed") || kind.ends_with("TimedOut") => "its next try".to_owned(),
        _ => return None,
    })
}

/// The state that was entered last.
pub(super) fn last_state(events: &[Event]) -> Option<&str> {
    events.iter().rev().find_map(entered)
}

/// The state that was entered with an event.
fn entered(event: &Event) -> Option<&str> {
    event.details.get("stateEnteredEventDetails")?.get("name").and_then(Value::as_str)
}
