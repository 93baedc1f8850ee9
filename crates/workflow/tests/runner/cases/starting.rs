//! Starting an execution: once, whatever happens to the call.

use serde_json::{Value, json};
use tokio::task::JoinSet;
use workflow::{Error, Status};

use crate::staff::failed;
use crate::states::{MACHINE, ask, call, pass, standard};
use crate::world::{World, describe, history, output, start};

fn work_and_wait() -> workflow::Machine {
    standard(json!({ "A": call("work", "Wait"), "Wait": ask("later", "") }))
}

pub(crate) async fn a_start_is_one_execution_however_often_it_is_repeated(world: World) {
    let engine = world.engine(work_and_wait()).await;
    let input = json!({ "order": "ord_1", "items": [1, 2] });
    let id = start(&engine, "a", input.clone()).await;
    assert_eq!(id, "m:a");
    for _ in 0..3 {
        assert_eq!(start(&engine, "a", input.clone()).await, id);
    }
    assert_eq!(world.staff.count("work m:a/A"), 1);
    let other = engine.start(MACHINE, "a", json!({ "order": "ord_2" })).await;
    assert!(matches!(other, Err(Error::AlreadyExists(taken)) if taken == id));

    engine.succeed(&world.staff.token("m:a/Wait"), json!(1)).await.expect("told");
    assert_eq!(output(&engine, &id).await, json!(1));
    let ended = engine.start(MACHINE, "a", input.clone()).await;
    assert!(matches!(ended, Err(Error::AlreadyExists(taken)) if taken == id));
    assert_eq!(describe(&engine, &id).await.input, input);
    assert_eq!(history(&engine, &id).await.len(), 13);
}

pub(crate) async fn fifty_starts_at_once_have_one_effect(world: World) {
    let engine = world.engine(work_and_wait()).await;
    let mut starts = JoinSet::new();
    for _ in 0..50 {
        let engine = engine.clone();
        starts.spawn(async move { start(&engine, "a", json!({ "n": 1 })).await });
    }
    for id in starts.join_all().await {
        assert_eq!(id, "m:a");
    }
    engine.rest().await;
    assert_eq!(world.staff.count("work m:a/A"), 1);
    assert_eq!(describe(&engine, "m:a").await.states, ["Wait"]);
    history(&engine, "m:a").await;
}

pub(crate) async fn the_same_input_is_the_same_after_it_was_stored(world: World) {
    let engine = world.engine(standard(json!({ "A": ask("later", "") }))).await;
    let inputs = [
        r#"{"z":1,"a":{"y":[],"b":null}}"#,
        r"[1.0,0.1,-0.0,1e300,123456789012345678,18446744073709551615,-1]",
        r#""\u0000 nothing, \u001f little, \ud83e\udd50 something""#,
        r#"{"":"","\u0000":1}"#,
        r"1e17",
        r"null",
    ];
    for (number, text) in inputs.iter().enumerate() {
        let input: Value = serde_json::from_str(text).expect("JSON");
        let name = format!("n{number}");
        let id = start(&engine, &name, input.clone()).await;
        let again = engine.start(MACHINE, &name, input.clone()).await;
        assert_eq!(again.expect("the same"), id, "{text}");
    }
}

pub(crate) async fn what_cannot_be_started_is_refused(world: World) {
    let engine = world.engine(standard(json!({ "A": pass(&json!(1), "") }))).await;
    let unknown = engine.start("another", "a", json!({})).await;
    assert!(matches!(unknown, Err(Error::NoSuchMachine(name)) if name == "another"));
    let long = "x".repeat(81);
    for name in ["", "a b", "a:b", "a/b", "é", "a\0", &long] {
        let refused = engine.start(MACHINE, name, json!({})).await;
        assert!(matches!(refused, Err(Error::BadName)), "{name:?}");
    }
    let input = json!("x".repeat(256 * 1024 - 1));
    let refused = engine.start(MACHINE, "a", input).await;
    assert!(matches!(refused, Err(Error::InputTooLarge { bytes: 262_145, max: 262_144 })));
    assert!(matches!(engine.describe("m:a").await, Err(Error::NoSuchExecution(_))));
    let unknown = engine.stop("m:a", failed("x")).await;
    assert!(matches!(unknown, Err(Error::NoSuchExecution(_))));
    assert!(matches!(engine.history("m:a", 0).await, Err(Error::NoSuchExecution(_))));
    assert_eq!(start(&engine, &"x".repeat(80), json!({})).await, format!("m:{}", "x".repeat(80)));
}

pub(crate) async fn an_execution_keeps_the_definition_it_began_with(world: World) {
    let text =
        |last: &str| standard(json!({ "A": ask("later", "Z"), "Z": pass(&json!(last), "") }));
    let old = world.engine(text("old")).await;
    start(&old, "a", json!({})).await;
    let new = world.beside("two", text("new")).await;
    start(&new, "b", json!({})).await;
    // Each hears of the other's execution.
    old.succeed(&world.staff.token("m:b/A"), json!(1)).await.expect("told");
    new.succeed(&world.staff.token("m:a/A"), json!(1)).await.expect("told");
    assert_eq!(output(&new, "m:a").await, json!("old"));
    assert_eq!(output(&old, "m:b").await, json!("new"));
    assert_eq!(describe(&new, "m:a").await.status, Status::Succeeded);
}
