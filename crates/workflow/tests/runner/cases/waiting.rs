//! What happens by itself, at its time: waits, retries, timeouts.

use serde_json::{Value, json};
use workflow::Status;

use crate::states::{ask, call, pass, standard, wait, with};
use crate::world::{World, begin, describe, error, kinds, output, start, wake};

pub(crate) async fn a_wait_ends_at_its_time_and_not_before(world: World) {
    let engine = world.engine(standard(json!({ "A": wait(60, "Z"), "Z": call("work", "") }))).await;
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(engine.wake_due().await.expect("read"), 0);
    world.pass(59, &engine).await;
    assert_eq!(world.staff.count("work m:a/Z"), 0);
    assert_eq!(describe(&engine, &id).await.states, ["A"]);
    world.pass(1, &engine).await;
    assert_eq!(output(&engine, &id).await, json!({}));
    assert_eq!(world.staff.count("work m:a/Z"), 1);
    assert_eq!(engine.wake_due().await.expect("read"), 0);
}

pub(crate) async fn a_wait_beyond_all_time_is_never_due(world: World) {
    let until = json!({ "Type": "Wait", "Timestamp": "{% $states.input %}", "End": true });
    let engine = world.engine(standard(json!({ "A": until }))).await;
    for (name, instant) in [("a", "2286-11-21T00:00:00Z"), ("b", "9999-12-30T22:00:00Z")] {
        let id = start(&engine, name, json!(instant)).await;
        assert_eq!(engine.wake_due().await.expect("read"), 0, "{instant}");
        assert_eq!(describe(&engine, &id).await.wake_at, instant.parse().ok());
    }
    let id = start(&engine, "c", json!("1969-01-01T00:00:00Z")).await;
    output(&engine, &id).await;
}

pub(crate) async fn retries_wait_longer_each_time(world: World) {
    let retry = json!({ "ErrorEquals": ["service.unavailable"], "IntervalSeconds": 2,
                        "BackoffRate": 3, "MaxAttempts": 3 });
    let fields = json!({ "Retry": [retry], "Arguments": { "times": "{% $states.input %}" } });
    let states = json!({ "A": with(call("shaky", ""), &fields) });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!(3)).await;
    for (attempt, seconds) in [(1, 2), (2, 6), (3, 18)] {
        assert_eq!(world.staff.count("shaky m:a/A"), attempt);
        world.pass(seconds - 1, &engine).await;
        assert_eq!(world.staff.count("shaky m:a/A"), attempt, "{seconds} s are not over");
        world.pass(1, &engine).await;
    }
    assert_eq!(world.staff.count("shaky m:a/A"), 4);
    output(&engine, &id).await;

    let id = start(&engine, "b", json!(4)).await;
    for seconds in [2, 6, 18] {
        world.pass(seconds, &engine).await;
    }
    assert_eq!(error(&engine, &id).await, "service.unavailable");
}

pub(crate) async fn a_task_that_takes_too_long_is_dropped_and_times_out(world: World) {
    let caught = json!({ "TimeoutSeconds": 30, "Catch": [
        { "ErrorEquals": ["States.Timeout"], "Next": "Z" },
    ] });
    let states = json!({ "A": with(call("hang", ""), &caught), "Z": call("work", "") });
    let engine = world.engine(standard(states)).await;
    let id = begin(&engine, "a", json!({})).await;
    world.staff.until("hang m:a/A", 1).await;
    // Whoever has it in hand renews its lease; here the clock is ahead of it.
    world.clock.advance(std::time::Duration::from_secs(29));
    engine.wake_due().await.expect("read");
    assert_eq!(describe(&engine, &id).await.states, ["A"]);
    assert_eq!(world.staff.count("hang m:a/A"), 1);
    world.pass(1, &engine).await;
    assert_eq!(output(&engine, &id).await, json!({}));
    world.staff.until("dropped m:a/A", 1).await;
    assert_eq!(world.staff.log().len(), 3, "nothing is begun twice: {:?}", world.staff.log());
    assert_eq!(world.staff.effects(&id), ["Z"]);
}

pub(crate) async fn an_execution_that_takes_too_long_times_out(world: World) {
    let mut machine = standard(json!({ "A": ask("later", "Z"), "Z": pass(&Value::Null, "") }));
    machine.text = machine.text.replacen('{', "{\"TimeoutSeconds\":100,", 1);
    let engine = world.engine(machine).await;
    let id = start(&engine, "a", json!({})).await;
    world.pass(99, &engine).await;
    assert_eq!(describe(&engine, &id).await.status, Status::Running);
    world.pass(1, &engine).await;
    assert_eq!(describe(&engine, &id).await.status, Status::TimedOut);
    engine.succeed(&world.staff.token("m:a/A"), json!(1)).await.expect("too late is no error");
    assert_eq!(describe(&engine, &id).await.status, Status::TimedOut);
    assert_eq!(kinds(&engine, &id).await.last().expect("some"), "ExecutionTimedOut");
    wake(&engine).await;
}
