//! The cases about looking at executions.

use std::collections::BTreeSet;

use kernel::Limit;
use serde_json::{Value, json};
use workflow::machine::Failed;
use workflow::{Error, Status};

use super::house::{ERRAND, Port, TIMEOUT_S, definition};

pub(crate) async fn an_execution_tells_where_it_stands(port: &Port<'_>) {
    let (id, token) = port.asking("a", json!({ "n": 1 })).await;
    let running = port.until(&id, |described| described.states == ["Ask"]).await;
    assert_eq!((&*running.id, &*running.name, &*running.machine), (&*id, "a", ERRAND));
    assert_eq!((running.status, running.input), (Status::Running, json!({ "n": 1 })));
    assert_eq!((running.output, running.failed, running.ended_at), (None, None, None));
    assert_eq!(running.redrives, 0);
    port.workflows().succeed(&token, json!({})).await.expect("told");
    let ended = port.ended(&id).await;
    assert_eq!((ended.input, ended.states), (json!({ "n": 1 }), vec![]));
    assert_eq!(ended.started_at, running.started_at);
    assert!(ended.ended_at.is_some_and(|at| at >= ended.started_at));
}

pub(crate) async fn lists_are_read_by_status_and_in_pages(port: &Port<'_>) {
    let workflows = port.workflows();
    let mut ids = Vec::new();
    for n in 0..5 {
        let (id, token) = port.asking(&format!("e{n}"), json!({})).await;
        if n < 2 {
            workflows.succeed(&token, json!({})).await.expect("told");
            port.ended(&id).await;
        }
        ids.push(id);
    }
    let list = async |status, limit, after| {
        workflows.list(ERRAND, status, Limit::clamped(limit), after).await.expect("read")
    };
    for (status, expected) in [
        (None, &ids[..]),
        (Some(Status::Running), &ids[2..]),
        (Some(Status::Succeeded), &ids[..2]),
        (Some(Status::Failed), &[]),
    ] {
        let page = list(status, 100, None).await;
        let found: BTreeSet<_> = page.items.iter().map(|one| one.id.clone()).collect();
        assert_eq!(found, expected.iter().cloned().collect(), "{status:?}");
        assert!(page.items.iter().all(|one| status.is_none_or(|status| one.status == status)));
        assert_eq!(page.next, None);
    }
    let running: Vec<_> = list(Some(Status::Running), 100, None).await.items;
    let names: Vec<_> = running.iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["e4", "e3", "e2"], "last started first");
    let (mut found, mut after) = (BTreeSet::new(), None);
    for size in [2, 2, 1] {
        let page = list(None, 2, after).await;
        assert_eq!(page.items.len(), size);
        found.extend(page.items.into_iter().map(|one| one.id));
        // Over the wire and back.
        after = page.next.map(|next| next.to_string().parse().expect("a cursor"));
    }
    assert_eq!((found.len(), after), (5, None));
}

pub(crate) async fn the_history_has_its_events_in_order_and_is_read_on(port: &Port<'_>) {
    let (id, token) = port.asking("a", json!({ "n": 1 })).await;
    port.workflows().succeed(&token, json!({ "ok": true })).await.expect("told");
    port.ended(&id).await;
    let events = port.history(&id).await;
    for (place, event) in events.iter().enumerate() {
        assert_eq!(event.id, place as u64 + 1, "a gap, or an event twice");
        assert!(event.timestamp >= events[0].timestamp);
    }
    let mut kinds: Vec<&str> = events.iter().map(|event| &*event.kind).collect();
    // Of what happens between asking and the answer a stand-in leaves some out.
    kinds.retain(|kind| !["TaskStarted", "TaskSubmitted"].contains(kind));
    let wanted = [
        "ExecutionStarted",
        "PassStateEntered",
        "PassStateExited",
        "TaskStateEntered",
        "TaskScheduled",
        "TaskSucceeded",
        "TaskStateExited",
        "SucceedStateEntered",
        "SucceedStateExited",
        "ExecutionSucceeded",
    ];
    assert_eq!(kinds, wanted);
    let read = |kind: &str, details: &str, field: &str| {
        let event = events.iter().find(|event| event.kind == kind).expect("it is there");
        let text = event.details[details][field].as_str().expect("a text").to_owned();
        serde_json::from_str(&text).unwrap_or(json!(text))
    };
    assert_eq!(read("ExecutionStarted", "executionStartedEventDetails", "input"), json!({"n": 1}));
    assert_eq!(read("TaskStateEntered", "stateEnteredEventDetails", "name"), json!("Ask"));
    let output = read("TaskSucceeded", "taskSucceededEventDetails", "output");
    assert_eq!(output, json!({ "ok": true }));
    let output = read("ExecutionSucceeded", "executionSucceededEventDetails", "output");
    assert_eq!(output, json!({ "answer": { "ok": true } }));
    for after in [0, 1, 5, events.len() as u64 - 1, events.len() as u64, 25_000] {
        let rest = port.workflows().history(&id, after).await.expect("read");
        let from = usize::try_from(after).expect("small").min(events.len());
        assert_eq!(rest, events[from..], "after {after}");
    }
}

pub(crate) async fn an_execution_tells_what_it_runs_by(port: &Port<'_>) {
    let id = port.workflows().start(ERRAND, "a", json!({})).await.expect("started");
    let text = port.workflows().definition(&id).await.expect("read");
    let told: Value = serde_json::from_str(&text).expect("JSON");
    let known: Value = serde_json::from_str(&definition(TIMEOUT_S)).expect("JSON");
    assert_eq!(told["States"]["Prepare"], known["States"]["Prepare"]);
    assert_eq!(told["States"]["Ask"]["Catch"], known["States"]["Ask"]["Catch"]);
    let missing = port.workflows().definition("errand:b").await;
    assert!(matches!(missing, Err(Error::NoSuchExecution(_))), "{missing:?}");
}

pub(crate) async fn what_is_not_there_is_not_found(port: &Port<'_>) {
    let workflows = port.workflows();
    for id in ["errand:a", "another:a", "errand", "", "errand:a:b"] {
        let is_missing = |error: &Error| matches!(error, Error::NoSuchExecution(_));
        assert!(workflows.describe(id).await.is_err_and(|error| is_missing(&error)), "{id}");
        assert!(workflows.history(id, 0).await.is_err_and(|error| is_missing(&error)), "{id}");
        let stopped = workflows.stop(id, Failed::default()).await;
        assert!(stopped.is_err_and(|error| is_missing(&error)), "{id}");
    }
    let none = workflows.list("another", None, Limit::default(), None).await.expect("read");
    assert_eq!((none.items.len(), none.next), (0, None));
}
