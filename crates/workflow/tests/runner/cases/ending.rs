//! Stopping executions.

use serde_json::json;
use workflow::Status;

use crate::staff::failed;
use crate::states::{ask, call, parallel, standard, wait};
use crate::world::{World, begin, describe, history, kinds, output, start};

pub(crate) async fn a_stop_drops_what_is_in_flight(world: World) {
    let states = json!({ "A": call("hang", "Z"), "Z": call("work", "") });
    let engine = world.engine(standard(states)).await;
    let id = begin(&engine, "a", json!({})).await;
    world.staff.until("hang m:a/A", 1).await;
    engine.stop(&id, failed("enough")).await.expect("stopped");
    let described = describe(&engine, &id).await;
    assert_eq!(described.status, Status::Aborted);
    assert_eq!(described.failed, Some(failed("enough")));
    world.staff.until("dropped m:a/A", 1).await;
    world.staff.open_gate();
    engine.rest().await;
    assert!(world.staff.effects(&id).is_empty());
    assert_eq!(describe(&engine, &id).await, described);
    assert_eq!(kinds(&engine, &id).await.last().expect("some"), "ExecutionAborted");
}

pub(crate) async fn an_execution_that_was_stopped_stays_as_it_is(world: World) {
    let engine = world.engine(standard(json!({ "A": ask("later", "Z"), "Z": wait(9, "") }))).await;
    let id = start(&engine, "a", json!({})).await;
    engine.stop(&id, failed("enough")).await.expect("stopped");
    let (ended, before) = (describe(&engine, &id).await, history(&engine, &id).await);
    engine.succeed(&world.staff.token("m:a/A"), json!(1)).await.expect("late");
    engine.stop(&id, failed("again")).await.expect("no error");
    world.pass(3_600, &engine).await;
    assert_eq!(describe(&engine, &id).await, ended);
    assert_eq!(history(&engine, &id).await, before);
    let done = standard(json!({ "A": call("work", "") }));
    let engine = world.engine(done).await;
    let id = start(&engine, "b", json!({})).await;
    engine.stop(&id, failed("too late")).await.expect("no error");
    output(&engine, &id).await;
}

pub(crate) async fn a_stop_ends_every_branch(world: World) {
    let branches = parallel(&[call("hang", ""), ask("later", ""), wait(60, "")], "");
    let engine = world.engine(standard(json!({ "A": branches }))).await;
    let id = begin(&engine, "a", json!({})).await;
    world.staff.until("hang m:a/B0", 1).await;
    world.staff.until("token m:a/B1", 1).await;
    engine.stop(&id, failed("enough")).await.expect("stopped");
    world.staff.until("dropped m:a/B0", 1).await;
    engine.rest().await;
    let described = describe(&engine, &id).await;
    assert_eq!((described.wake_at, described.states), (None, vec![]));
    assert_eq!(engine.wake_due().await.expect("read"), 0);
    engine.succeed(&world.staff.token("m:a/B1"), json!(1)).await.expect("late");
    assert_eq!(describe(&engine, &id).await.status, Status::Aborted);
}
