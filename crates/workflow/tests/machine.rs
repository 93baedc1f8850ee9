//! Whatever definition is accepted: the machine never panics, a history ends, and stored and read
//! back between two steps an execution ends the same.

use kernel::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workflow::asl;
use workflow::machine::Execution;
use workflow::{Mocks, rehearse, rehearse_with};

/// Most events of a history.
const EVENTS_MAX: usize = 25_000;

/// A state that goes on to `next`, or ends its level.
fn state(depth: u32) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(json!({"Type": "Pass"})),
        Just(json!({"Type": "Pass", "Parameters": {"a.$": "$.n", "b": [1, 2]}})),
        Just(json!({"Type": "Pass", "Result": {"n": 1, "items": [1, 2, 3]}})),
        Just(json!({"Type": "Pass", "ResultPath": "$.kept", "Assign": {"x.$": "$"}})),
        Just(json!({
            "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.n + 1 %}",
        })),
        Just(json!({"Type": "Wait", "Seconds": 5})),
        Just(json!({"Type": "Wait", "SecondsPath": "$.n"})),
        Just(json!({"Type": "Task", "Resource": "${pay}", "TimeoutSeconds": 20})),
        Just(json!({"Type": "Task", "Resource": "${cook}", "ResultPath": "$.n",
                    "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}]})),
        Just(json!({"Type": "Fail", "Error": "orders.closed"})),
        Just(json!({"Type": "Succeed"})),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let inner = || level(depth - 1);
    prop_oneof![
        5 => leaf,
        1 => vec(inner(), 1..3)
            .prop_map(|branches| json!({"Type": "Parallel", "Branches": branches})),
        1 => (inner(), 0..3_u64).prop_map(|(processor, most)| json!({
            "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": most,
            "ItemProcessor": processor,
        })),
    ]
    .boxed()
}

/// States of one level: each goes to the one after it, some back to the first by a choice.
fn level(depth: u32) -> BoxedStrategy<Value> {
    (vec(state(depth), 1..4), any::<u32>(), any::<bool>())
        .prop_map(|(states, number, loops)| {
            let name = |place: usize| format!("S{number}-{place}");
            let last = states.len() - 1;
            let mut named = Map::new();
            for (place, mut state) in states.into_iter().enumerate() {
                let kind = state["Type"].as_str().unwrap_or_default().to_owned();
                if kind == "Task" || kind == "Map" || kind == "Parallel" {
                    state["Catch"] = json!([{"ErrorEquals": ["States.ALL"], "Next": name(last)}]);
                }
                if kind != "Fail" && kind != "Succeed" {
                    if place == last {
                        state["End"] = json!(true);
                    } else {
                        state["Next"] = json!(name(place + 1));
                    }
                }
                named.insert(name(place), state);
            }
            let start = if loops {
                let rule = json!({"Variable": "$.n", "NumericLessThan": 3, "Next": name(0)});
                let choice = json!({"Type": "Choice", "Choices": [rule], "Default": name(last)});
                named.insert(format!("Choose {number}"), choice);
                format!("Choose {number}")
            } else {
                name(0)
            };
            json!({"StartAt": start, "States": named})
        })
        .boxed()
}

fn mocks() -> impl Strategy<Value = Value> {
    let reply = prop_oneof![
        Just(json!({"Return": {"n": 2, "items": ["a", "b"]}})),
        Just(json!({"Return": 7, "AfterSeconds": 3})),
        Just(json!({"Throw": {"Error": "busy"}})),
        Just(json!({})),
    ];
    vec(reply, 1..4).prop_map(Value::from)
}

fn stored(execution: &Execution) -> Execution {
    let stored = serde_json::to_string(execution).expect("plain data");
    serde_json::from_str(&stored).expect("as it was stored")
}

/// The same replies for every state that asks.
fn for_all(definition: &Value, replies: &Value, into: &mut Map<String, Value>) {
    match definition {
        Value::Object(fields) => {
            for (name, field) in fields {
                if field.get("Type") == Some(&json!("Task")) {
                    into.insert(name.clone(), replies.clone());
                }
                for_all(field, replies, into);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| for_all(item, replies, into)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_accepted_ends_and_ends_the_same_when_stored_between_steps(
        mut definition in level(2),
        replies in mocks(),
        input in prop_oneof![
            Just(json!({"n": 1, "items": [1, 2]})), Just(json!([])), Just(json!(null))
        ],
    ) {
        definition["TimeoutSeconds"] = json!(10_000_000);
        let Ok(accepted) = asl::read(&definition.to_string()) else { return Ok(()) };
        let mut mocked = Map::new();
        for_all(&definition, &replies, &mut mocked);
        let mocks: Mocks = serde_json::from_value(mocked.into()).expect("replies");
        let start: Timestamp = "2026-11-20T08:00:00Z".parse().expect("an instant");
        let done = rehearse(&accepted, input.clone(), &mocks, start);
        prop_assert!(done.events.len() <= EVENTS_MAX);
        prop_assert!(!done.execution.is_running(), "it would wait for ever: {:?}", done.unanswered);
        let ids: Vec<u64> = done.events.iter().map(|event| event.id).collect();
        prop_assert!(ids.iter().copied().eq(1..=ids.len() as u64), "numbered one by one");
        let causes = done.events.iter().all(|event| event.previous_event_id < event.id);
        prop_assert!(causes, "an event follows from an earlier one");
        let kept = rehearse_with(&accepted, input, &mocks, start, &|execution| stored(&execution));
        prop_assert!(kept == done, "it ends otherwise");
    }
}
