//! What administrators see: an execution, its history, and lists.

use kernel::{Clock, Limit};
use serde_json::{Value, json};
use workflow::{Engine, Error, Status};

use crate::staff::failed;
use crate::states::{MACHINE, ask, call, parallel, pass, standard, wait, with};
use crate::world::{World, describe, history, output, start};

pub(crate) async fn an_execution_tells_where_it_stands(world: World) {
    let branches = parallel(&[wait(60, ""), ask("later", "")], "");
    let engine = world.engine(standard(json!({ "A": branches }))).await;
    let id = start(&engine, "a", json!({ "n": 1 })).await;
    let begun = world.clock.now();
    let described = describe(&engine, &id).await;
    assert_eq!((&*described.id, &*described.name, &*described.machine), ("m:a", "a", MACHINE));
    assert_eq!(described.status, Status::Running);
    assert_eq!(described.states, ["A", "B0", "B1"]);
    assert_eq!(described.input, json!({ "n": 1 }));
    assert_eq!((described.started_at, described.ended_at), (begun, None));
    assert_eq!(described.wake_at, Some(begun + std::time::Duration::from_mins(1)));
    assert_eq!((described.output, described.failed, described.redrives), (None, None, 0));

    world.pass(60, &engine).await;
    engine.succeed(&world.staff.token("m:a/B1"), json!(2)).await.expect("told");
    let described = describe(&engine, &id).await;
    assert_eq!(described.status, Status::Succeeded);
    assert_eq!(described.output, Some(json!([{ "n": 1 }, 2])));
    assert_eq!(described.ended_at, Some(world.clock.now()));
    assert_eq!((described.states, described.wake_at), (vec![], None));
}

pub(crate) async fn the_history_has_the_events_and_shapes_of_step_functions(world: World) {
    let states = json!({ "A": call("work", "Ask"), "Ask": ask("later", "Z"),
                         "Z": pass(&json!(9), "") });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!({ "n": 1 })).await;
    let token = world.staff.token("m:a/Ask");
    engine.succeed(&token, json!({ "ok": true })).await.expect("told");
    let events = history(&engine, &id).await;
    let kinds: Vec<&str> = events.iter().map(|event| &*event.kind).collect();
    let wanted = [
        "ExecutionStarted",
        "TaskStateEntered",
        "LambdaFunctionScheduled",
        "LambdaFunctionStarted",
        "LambdaFunctionSucceeded",
        "TaskStateExited",
        "TaskStateEntered",
        "TaskScheduled",
        "TaskStarted",
        "TaskSubmitted",
        "TaskSucceeded",
        "TaskStateExited",
        "PassStateEntered",
        "PassStateExited",
        "ExecutionSucceeded",
    ];
    assert_eq!(kinds, wanted);
    let as_json = |place: usize| serde_json::to_value(&events[place]).expect("it serialises");
    assert_eq!(as_json(0)["executionStartedEventDetails"]["input"], json!("{\"n\":1}"));
    assert_eq!(as_json(1)["stateEnteredEventDetails"]["name"], json!("A"));
    assert_eq!(as_json(2)["type"], json!("LambdaFunctionScheduled"));
    let scheduled = as_json(7)["taskScheduledEventDetails"].clone();
    assert_eq!(scheduled["resourceType"], json!("lambda"));
    assert_eq!(scheduled["resource"], json!("invoke.waitForTaskToken"));
    let parameters = scheduled["parameters"].as_str().expect("a text");
    let parameters: Value = serde_json::from_str(parameters).expect("of JSON");
    assert_eq!(parameters["Payload"]["token"], json!(token));
    let succeeded = &as_json(10)["taskSucceededEventDetails"];
    assert_eq!(succeeded["output"], json!("{\"ok\":true}"));
    assert_eq!(succeeded["outputDetails"], json!({ "truncated": false }));
    assert_eq!(as_json(14)["executionSucceededEventDetails"]["output"], json!("9"));
    assert_eq!(as_json(14)["previousEventId"], json!(14));
    assert_eq!(as_json(14)["timestamp"], json!(world.clock.now().to_string()));
}

pub(crate) async fn the_history_is_read_on_from_any_event(world: World) {
    // Several records of history, and one with many events.
    let turn = json!({ "Type": "Choice", "Default": "Z", "Choices": [
        { "Condition": "{% $states.input < 300 %}", "Next": "Up" },
    ] });
    let up = pass(&json!("{% $states.input + 1 %}"), "Turn");
    let states = json!({
        "A": call("work", "First"), "First": pass(&json!(0), "Turn"), "Turn": turn, "Up": up,
        "Z": call("work", ""),
    });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!({})).await;
    output(&engine, &id).await;
    let events = history(&engine, &id).await;
    assert!(events.len() > 1_200, "{}", events.len());
    let last = events.len();
    let around = [0, 1, 2, 5, 6, 7, 499, 500, 501, 502, 1_000, last - 2, last - 1, last, last + 1];
    for after in around.into_iter().chain([99_999, 100_000, usize::MAX]) {
        let page = engine.history(&id, after as u64).await.expect("read");
        let rest = events.get(after..).unwrap_or_default();
        assert_eq!(page.is_empty(), rest.is_empty(), "after {after}");
        assert_eq!(page, rest[..page.len()], "after {after}");
    }
}

async fn names(engine: &Engine, status: Option<Status>) -> Vec<String> {
    let page = engine.list(MACHINE, status, Limit::default(), None).await.expect("read");
    assert_eq!(page.next, None);
    page.items.into_iter().map(|found| found.name).collect()
}

pub(crate) async fn lists_move_with_the_status(world: World) {
    let states = with(ask("later", ""), &json!({ "TimeoutSeconds": 1_000 }));
    let mut machine = standard(json!({ "A": states }));
    machine.text = machine.text.replacen('{', "{\"TimeoutSeconds\":500,", 1);
    let engine = world.engine(machine).await;
    for name in ["a", "b", "c", "d"] {
        start(&engine, name, json!({})).await;
        world.pass(1, &engine).await;
    }
    assert_eq!(names(&engine, Some(Status::Running)).await, ["d", "c", "b", "a"]);
    let token = |name| world.staff.token(&format!("m:{name}/A"));
    engine.succeed(&token("a"), json!(1)).await.expect("told");
    engine.fail(&token("b"), failed("orders.closed")).await.expect("told");
    engine.stop("m:c", failed("enough")).await.expect("told");
    assert_eq!(names(&engine, Some(Status::Running)).await, ["d"]);
    world.pass(600, &engine).await;
    let of = [Status::Succeeded, Status::Failed, Status::Aborted, Status::TimedOut];
    for (status, name) in of.into_iter().zip(["a", "b", "c", "d"]) {
        assert_eq!(names(&engine, Some(status)).await, [name], "{status:?}");
    }
    assert!(names(&engine, Some(Status::Running)).await.is_empty());
    assert_eq!(names(&engine, None).await, ["d", "c", "b", "a"]);
    engine.redrive("m:b").await.expect("taken up");
    assert_eq!(names(&engine, Some(Status::Running)).await, ["b"]);
    assert!(names(&engine, Some(Status::Failed)).await.is_empty());
    let other = engine.list("other", None, Limit::default(), None).await.expect("read");
    assert!(other.items.is_empty());
}

pub(crate) async fn lists_have_pages(world: World) {
    let engine = world.engine(standard(json!({ "A": pass(&json!(1), "") }))).await;
    // Some began at the same instant.
    for number in 0..25 {
        start(&engine, &format!("n{number:02}"), json!({})).await;
        if number % 3 == 0 {
            world.pass(1, &engine).await;
        }
    }
    for status in [None, Some(Status::Succeeded)] {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let limit = Limit::clamped(7);
            let page = engine.list(MACHINE, status, limit, after).await.expect("read");
            assert!(page.items.len() <= 7);
            seen.extend(page.items.into_iter().map(|found| found.name));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let wanted: Vec<String> = (0..25).rev().map(|number| format!("n{number:02}")).collect();
        assert_eq!(seen, wanted);
    }
    assert!(matches!("done".parse::<Status>(), Err(Error::BadStatus(_))));
}
