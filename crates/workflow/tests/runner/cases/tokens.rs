//! Task tokens: answers from outside.

use serde_json::{Value, json};
use workflow::{Error, Status};

use crate::staff::failed;
use crate::states::{ask, call, pass, standard, with};
use crate::world::{World, describe, error, history, kinds, output, start};

pub(crate) async fn a_token_answers_its_task(world: World) {
    let engine = world.engine(standard(json!({ "A": ask("later", "") }))).await;
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(describe(&engine, &id).await.status, Status::Running);
    engine.succeed(&world.staff.token("m:a/A"), json!({ "n": 1 })).await.expect("told");
    assert_eq!(output(&engine, &id).await, json!({ "n": 1 }));
    let id = start(&engine, "b", json!({})).await;
    engine.fail(&world.staff.token("m:b/A"), failed("orders.closed")).await.expect("told");
    assert_eq!(error(&engine, &id).await, "orders.closed");
    let id = start(&engine, "c", json!({})).await;
    let nameless = workflow::machine::Failed::default();
    engine.fail(&world.staff.token("m:c/A"), nameless).await.expect("told");
    assert_eq!(error(&engine, &id).await, "");
    assert_eq!(kinds(&engine, &id).await.last().expect("some"), "ExecutionFailed");
}

pub(crate) async fn a_heartbeat_gives_a_task_more_time(world: World) {
    let beating = with(ask("later", ""), &json!({ "HeartbeatSeconds": 30 }));
    let engine = world.engine(standard(json!({ "A": beating }))).await;
    let id = start(&engine, "a", json!({})).await;
    let token = world.staff.token("m:a/A");
    for _ in 0..5 {
        world.pass(29, &engine).await;
        engine.heartbeat(&token).await.expect("told");
    }
    world.pass(29, &engine).await;
    assert_eq!(describe(&engine, &id).await.status, Status::Running);
    world.pass(1, &engine).await;
    assert_eq!(error(&engine, &id).await, "States.Timeout");
    engine.heartbeat(&token).await.expect("too late is no error");
    // A beat that comes when it is too late, but before anybody looked, is too late as well.
    let id = start(&engine, "b", json!({})).await;
    world.clock.advance(std::time::Duration::from_secs(30));
    engine.heartbeat(&world.staff.token("m:b/A")).await.expect("told");
    assert_eq!(error(&engine, &id).await, "States.Timeout");
}

pub(crate) async fn an_answer_too_late_or_repeated_changes_nothing(world: World) {
    let states = json!({ "A": ask("later", "B"), "B": ask("later", "Z"), "Z": call("work", "") });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!({})).await;
    let first = world.staff.token("m:a/A");
    engine.succeed(&first, json!(1)).await.expect("told");
    engine.rest().await;
    let before = history(&engine, &id).await;
    engine.succeed(&first, json!(2)).await.expect("repeated");
    engine.fail(&first, failed("late")).await.expect("late");
    engine.heartbeat(&first).await.expect("late");
    assert_eq!(describe(&engine, &id).await.states, ["B"]);
    assert_eq!(history(&engine, &id).await, before);
    assert_eq!(world.staff.count("later m:a/B"), 1);

    engine.succeed(&world.staff.token("m:a/B"), json!(3)).await.expect("told");
    assert_eq!(output(&engine, &id).await, json!({}));
    let (before, ended) = (history(&engine, &id).await, describe(&engine, &id).await);
    engine.fail(&world.staff.token("m:a/B"), failed("late")).await.expect("late");
    assert_eq!(history(&engine, &id).await, before);
    assert_eq!(describe(&engine, &id).await, ended);
    assert_eq!(world.staff.count("work m:a/Z"), 1);
}

pub(crate) async fn a_forged_token_is_refused(world: World) {
    let engine = world.engine(standard(json!({ "A": ask("later", "") }))).await;
    let id = start(&engine, "a", json!({})).await;
    start(&engine, "b", json!({})).await;
    let token = world.staff.token("m:a/A");
    let refuses = async |token: &str| {
        let told = [
            engine.succeed(token, Value::Null).await,
            engine.fail(token, failed("x")).await,
            engine.heartbeat(token).await,
        ];
        assert!(told.iter().all(|told| matches!(told, Err(Error::BadToken))), "{token}");
    };
    for place in 0..token.len() {
        for other in ["0", "1", "f", "A", "/", ":", ""] {
            let forged = format!("{}{other}{}", &token[..place], &token[place + 1..]);
            if forged != token {
                refuses(&forged).await;
            }
        }
    }
    let upper = token.to_uppercase();
    let other = token.replacen("m:a/1", "m:b/1", 1);
    let next = token.replacen("m:a/1", "m:a/2", 1);
    let plus = token.replacen("m:a/1", "m:a/+1", 1);
    let padded = format!("{token} ");
    for forged in [&*upper, &other, &next, &plus, &padded, "", "/", "//", "m:a", "é/1/é"] {
        refuses(forged).await;
    }
    assert_eq!(describe(&engine, &id).await.states, ["A"]);
    engine.succeed(&token, json!(1)).await.expect("the true one is taken");
    output(&engine, &id).await;
}

pub(crate) async fn the_token_of_an_attempt_does_not_answer_the_next(world: World) {
    let again = json!({ "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 1 }],
                        "TimeoutSeconds": 60 });
    let states = json!({ "A": with(ask("later", ""), &again) });
    let engine = world.engine(standard(states)).await;
    let id = start(&engine, "a", json!({})).await;
    let first = world.staff.token("m:a/A");
    engine.fail(&first, failed("service.unavailable")).await.expect("told");
    engine.succeed(&first, json!("between")).await.expect("late");
    world.pass(1, &engine).await;
    let second = world.staff.token("m:a/A");
    assert_ne!(first, second);
    engine.succeed(&first, json!("first")).await.expect("late");
    assert_eq!(describe(&engine, &id).await.status, Status::Running);
    // A timeout ends an attempt as well.
    world.pass(60, &engine).await;
    world.pass(2, &engine).await;
    engine.succeed(&second, json!("second")).await.expect("late");
    assert_eq!(describe(&engine, &id).await.status, Status::Running);
    engine.succeed(&world.staff.token("m:a/A"), json!("third")).await.expect("told");
    assert_eq!(output(&engine, &id).await, json!("third"));
}

pub(crate) async fn an_answer_may_come_before_the_function_returns(world: World) {
    let states = json!({
        "A": ask("early", "B"), "B": ask("early", "C"),
        "C": pass(&json!("{% $states.input %}"), "Z"), "Z": call("work", ""),
    });
    let engine = world.engine(standard(states)).await;
    assert!(world.staff.engine.set(engine.clone()).is_ok());
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(output(&engine, &id).await, json!({}));
    assert_eq!(world.staff.count("early m:a/A"), 1);
    assert_eq!(world.staff.count("early m:a/B"), 1);
    assert_eq!(world.staff.count("work m:a/Z"), 1);
}
