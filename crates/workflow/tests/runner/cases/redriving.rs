//! Taking executions up again where they failed.

use serde_json::json;
use workflow::{Error, Status};

use crate::staff::failed;
use crate::states::{ask, call, parallel, standard, wait};
use crate::world::{World, describe, error, history, kinds, output, start};

pub(crate) async fn a_redrive_performs_only_what_failed(world: World) {
    let states = json!({
        "A": call("work", "B"), "B": ask("later", "Z"), "Z": call("work", ""),
    });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!({})).await;
    let first = world.staff.token("m:a/B");
    engine.fail(&first, failed("service.unavailable")).await.expect("told");
    assert_eq!(describe(&engine, &id).await.status, Status::Failed);
    world.pass(100, &engine).await;
    engine.redrive(&id).await.expect("taken up");
    engine.rest().await;
    let described = describe(&engine, &id).await;
    assert_eq!((described.status, described.redrives), (Status::Running, 1));
    assert_eq!((described.ended_at, &*described.states), (None, &["B".to_owned()][..]));
    engine.succeed(&first, json!("old")).await.expect("late");
    assert_eq!(describe(&engine, &id).await.status, Status::Running);
    engine.succeed(&world.staff.token("m:a/B"), json!("new")).await.expect("told");
    output(&engine, &id).await;
    assert_eq!(world.staff.count("work m:a/A"), 1, "what had succeeded is not done again");
    assert_eq!(world.staff.count("later m:a/B"), 2);
    assert_eq!(world.staff.count("work m:a/Z"), 1);
    let kinds = kinds(&engine, &id).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "ExecutionRedriven").count(), 1);
    assert_eq!(kinds.iter().filter(|kind| *kind == "ExecutionFailed").count(), 1);
}

pub(crate) async fn a_redrive_goes_on_in_every_branch(world: World) {
    let first = json!({ "StartAt": "W", "States": {
        "W": call("work", "B0"), "B0": ask("later", ""),
    } });
    let branches = parallel(&[first, ask("later", ""), wait(60, "")], "");
    let engine = world.engine(standard(json!({ "A": branches }))).await;
    let id = start(&engine, "a", json!({})).await;
    engine.succeed(&world.staff.token("m:a/B1"), json!(1)).await.expect("told");
    engine.stop(&id, failed("enough")).await.expect("stopped");
    world.pass(10, &engine).await;
    engine.redrive(&id).await.expect("taken up");
    engine.rest().await;
    engine.succeed(&world.staff.token("m:a/B0"), json!(0)).await.expect("told");
    assert_eq!(describe(&engine, &id).await.states, ["A", "B2"]);
    world.pass(60, &engine).await;
    assert_eq!(output(&engine, &id).await, json!([0, 1, {}]));
    assert_eq!(world.staff.count("work m:a/W"), 1);
    assert_eq!(world.staff.count("later m:a/B1"), 1);
    history(&engine, &id).await;
}

pub(crate) async fn a_parallel_that_failed_begins_anew(world: World) {
    let branches = parallel(&[ask("later", ""), ask("later", "")], "");
    let engine = world.engine(standard(json!({ "A": branches }))).await;
    let id = start(&engine, "a", json!({})).await;
    engine.fail(&world.staff.token("m:a/B0"), failed("no")).await.expect("told");
    assert_eq!(describe(&engine, &id).await.status, Status::Failed);
    engine.redrive(&id).await.expect("taken up");
    engine.rest().await;
    for (branch, answer) in [("m:a/B0", 0), ("m:a/B1", 1)] {
        engine.succeed(&world.staff.token(branch), json!(answer)).await.expect("told");
    }
    assert_eq!(output(&engine, &id).await, json!([0, 1]));
    assert_eq!(world.staff.count("later m:a/B1"), 2);
    history(&engine, &id).await;
}

pub(crate) async fn what_runs_or_has_succeeded_is_not_taken_up_again(world: World) {
    let engine = world.engine(standard(json!({ "A": ask("later", "") }))).await;
    let id = start(&engine, "a", json!({})).await;
    let refused = engine.redrive(&id).await;
    assert!(matches!(refused, Err(Error::NotRedrivable("running"))));
    engine.succeed(&world.staff.token("m:a/A"), json!(1)).await.expect("told");
    let refused = engine.redrive(&id).await;
    assert!(matches!(refused, Err(Error::NotRedrivable("succeeded"))));
    // An input that is stored twice: as it was given, and as that of the state that waits.
    let id = start(&engine, "large", json!("x".repeat(250_000))).await;
    assert_eq!(error(&engine, &id).await, "States.DataLimitExceeded");
    let refused = engine.redrive(&id).await;
    assert!(matches!(refused, Err(Error::NotRedrivable("failed"))), "it has never begun");
    let unknown = engine.redrive("m:b").await;
    assert!(matches!(unknown, Err(Error::NoSuchExecution(id)) if id == "m:b"));
}
