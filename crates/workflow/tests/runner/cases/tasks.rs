//! Performing tasks: side by side, and whatever they do.

use serde_json::json;

use crate::states::{ask, call, parallel, standard, with};
use crate::world::{World, begin, error, output, start};

pub(crate) async fn branches_perform_side_by_side(world: World) {
    let meet = with(call("meet", ""), &json!({ "Arguments": { "together": 3 } }));
    let branches = parallel(&[meet.clone(), meet.clone(), meet], "");
    let engine = world.engine(standard(json!({ "A": branches }))).await;
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(output(&engine, &id).await, json!([{}, {}, {}]));
    assert_eq!(world.staff.effects(&id), ["B0", "B1", "B2"]);
}

pub(crate) async fn what_a_callback_sets_off_need_not_wait_for_a_slow_branch(world: World) {
    let answered = json!({ "StartAt": "B1", "States": {
        "B1": ask("later", "C1"), "C1": call("work", ""),
    } });
    let branches = parallel(&[call("hang", ""), answered], "");
    let engine = world.engine(standard(json!({ "A": branches }))).await;
    let id = begin(&engine, "a", json!({})).await;
    world.staff.until("token m:a/B1", 1).await;
    engine.succeed(&world.staff.token("m:a/B1"), json!(1)).await.expect("told");
    world.staff.until("work m:a/C1", 1).await;
    world.staff.open_gate();
    engine.rest().await;
    output(&engine, &id).await;
    assert_eq!(world.staff.log().iter().filter(|line| line.starts_with("dropped")).count(), 0);
}

pub(crate) async fn a_panic_is_a_failure(world: World) {
    let caught = json!({ "Catch": [{ "ErrorEquals": ["States.TaskFailed"], "Next": "Z" }] });
    let states = json!({ "A": with(call("panics", ""), &caught), "Z": call("work", "") });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(output(&engine, &id).await, json!({}));
    // Beside others it takes nobody along.
    let branches = parallel(&[call("panics", ""), call("work", "")], "");
    let engine = world.engine(standard(json!({ "A": branches }))).await;
    let id = start(&engine, "b", json!({})).await;
    assert_eq!(error(&engine, &id).await, "States.TaskFailed");
}

pub(crate) async fn what_no_function_answers_fails(world: World) {
    let invoke = |name: &str| {
        with(
            call("work", ""),
            &json!({
                "Resource": "arn:aws:states:::lambda:invoke", "Arguments": { "FunctionName": name },
            }),
        )
    };
    let fails = [
        (call("later", ""), "States.Runtime"),
        (invoke("${nobody}"), "Lambda.ResourceNotFoundException"),
        (invoke("work"), "Lambda.ValidationException"),
        (
            with(call("breaks", ""), &json!({ "Arguments": { "error": "orders.closed" } })),
            "orders.closed",
        ),
    ];
    for (number, (state, wanted)) in fails.into_iter().enumerate() {
        let engine = world.engine(standard(json!({ "A": state }))).await;
        let id = start(&engine, &format!("n{number}"), json!({})).await;
        assert_eq!(error(&engine, &id).await, wanted);
    }
    let engine = world.engine(standard(json!({ "A": invoke("${work}") }))).await;
    let id = start(&engine, "good", json!({})).await;
    assert_eq!(output(&engine, &id).await["Payload"], json!({}));
}
