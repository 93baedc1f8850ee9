//! Executions that grow beyond what fits.

use serde_json::{Value, json};
use workflow::Status;

use crate::mortal::Dies;
use crate::states::{ask, pass, standard, with};
use crate::world::{World, describe, error, history, kinds, output, start};

/// Most bytes of one change.
const CHANGE_BYTES_MAX: usize = 3_900_000;

/// Goes back to a state for ever.
fn turn(back: &str) -> Value {
    let never = json!({ "Condition": "{% false %}", "Next": "Z" });
    json!({ "Type": "Choice", "Choices": [never], "Default": back })
}

pub(crate) async fn an_execution_that_outgrows_the_store_fails(world: World) {
    // Each answer is kept in a variable.
    let keep = json!({ "Assign": { "kept": "{% $append($kept, [$states.result]) %}" } });
    let states = json!({
        "A": with(pass(&json!({}), "Ask"), &json!({ "Assign": { "kept": [] } })),
        "Ask": with(ask("later", "Turn"), &keep),
        "Turn": turn("Ask"),
        "Z": pass(&json!("never"), ""),
    });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!({})).await;
    let mut answers = 0;
    while describe(&engine, &id).await.status == Status::Running {
        let token = world.staff.token("m:a/Ask");
        engine.succeed(&token, json!("x".repeat(60_000))).await.expect("told");
        engine.rest().await;
        answers += 1;
        assert!(answers < 10, "it never fails");
    }
    assert!(answers > 2, "it fails too early");
    assert_eq!(error(&engine, &id).await, "States.DataLimitExceeded");
    let described = describe(&engine, &id).await;
    assert_eq!((described.wake_at, described.states), (None, vec![]));
    assert_eq!(kinds(&engine, &id).await.last().expect("some"), "ExecutionFailed");

    // A single answer that no state may be given is a failure like any other.
    let caught = json!({ "Catch": [{ "ErrorEquals": ["States.DataLimitExceeded"], "Next": "Z" }] });
    let states = json!({ "A": with(ask("later", ""), &caught), "Z": pass(&json!(1), "") });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "b", json!({})).await;
    let token = world.staff.token("m:b/A");
    engine.succeed(&token, json!("x".repeat(300_000))).await.expect("told");
    assert_eq!(output(&engine, &id).await, json!(1));
}

/// Counts to a hundred, and does `up` each time.
fn count(up: &Value) -> Value {
    let turn = json!({ "Type": "Choice", "Default": "Z", "Choices": [
        { "Condition": "{% $states.input.n < 100 %}", "Next": "Up" },
    ] });
    json!({ "A": pass(&json!({ "n": 0 }), "Turn"), "Turn": turn, "Up": up,
            "Z": pass(&json!("done"), "") })
}

pub(crate) async fn much_data_in_one_step_does_not_stop_an_execution(world: World) {
    // A hundred times 50 KB go through the history, three times each.
    let large = json!({ "n": "{% $states.input.n + 1 %}", "text": "{% $pad('', 50000, '\"') %}" });
    let states = count(&pass(&large, "Turn"));
    let (engine, mortal) = world.mortal(standard(states), Dies::Never).await;
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(output(&engine, &id).await, json!("done"));
    assert!(mortal.largest() < CHANGE_BYTES_MAX, "{}", mortal.largest());
    assert_eq!(history(&engine, &id).await.len(), 408);
}

pub(crate) async fn what_can_never_be_stored_ends_an_execution(world: World) {
    // Variables of four megabytes in one step: either they are told in several commits, or the
    // execution fails; it is never left as it was, for ever.
    let kept = json!({ "Assign": { "kept": "{% $pad('', 40000, '\"') %}" } });
    let up = with(pass(&json!({ "n": "{% $states.input.n + 1 %}" }), "Turn"), &kept);
    let engine = world.engine(standard(count(&up))).await;
    let id = start(&engine, "a", json!({})).await;
    let described = describe(&engine, &id).await;
    let error = described.failed.and_then(|failed| failed.error);
    assert!(
        described.status == Status::Succeeded
            || error.as_deref() == Some("States.DataLimitExceeded"),
        "{:?} {error:?}",
        described.status
    );
    history(&engine, &id).await;
}

pub(crate) async fn an_endless_cycle_ends_after_as_many_events_as_a_history_holds(world: World) {
    let states = json!({ "A": pass(&json!(1), "B"), "B": turn("A"), "Z": pass(&json!(2), "") });
    let (engine, mortal) = world.mortal(standard(states), Dies::Never).await;
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(error(&engine, &id).await, "States.Runtime");
    let events = history(&engine, &id).await;
    assert_eq!(events.len(), 25_000);
    assert_eq!(events[24_999].kind, "ExecutionFailed");
    assert!(mortal.largest() < 250_000, "a commit of {} bytes", mortal.largest());
    assert!(mortal.commits() < 60, "{} commits", mortal.commits());
}
