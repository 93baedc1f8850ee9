//! Messages to queues: they leave with the commit that decided them.

use serde_json::{Value, json};
use workflow::Engine;

use crate::mortal::Dies;
use crate::states::{MACHINE, call, map, pass, send, standard, with};
use crate::world::{LEASE, World, error, history, output, start, wake};

pub(crate) async fn messages_leave_with_their_commit_and_only_then(world: World) {
    let machine = || standard(json!({ "A": call("work", "S"), "S": send(json!({ "n": 1 }), "") }));
    let (dying, mortal) = world.mortal(machine(), Dies::Before(2)).await;
    start(&dying, "a", json!({})).await;
    assert!(!mortal.is_alive(), "it dies when it keeps the function's answer");
    assert!(world.messages().await.is_empty());
    world.clock.advance(LEASE);
    let engine = world.engine(machine()).await;
    wake(&engine).await;
    let said = output(&engine, "m:a").await;
    assert!(said["MessageId"].is_string() && said["SequenceNumber"].is_string(), "{said}");
    assert_eq!(world.messages().await, ["{\"n\":1}"]);
}

pub(crate) async fn an_unknown_queue_is_a_failure(world: World) {
    let cases = [
        (json!({ "QueueUrl": "${nobody_queue}" }), "Sqs.QueueDoesNotExistException"),
        (json!({ "QueueUrl": 5 }), "Sqs.InvalidParameterValueException"),
        (json!({ "MessageGroupId": "" }), "Sqs.InvalidParameterValueException"),
        (json!({ "MessageGroupId": "a b" }), "Sqs.InvalidParameterValueException"),
        (json!({ "MessageBody": null }), "Sqs.InvalidParameterValueException"),
    ];
    for (number, (wrong, wanted)) in cases.into_iter().enumerate() {
        let state = with(send(json!("x"), ""), &json!({ "Arguments": wrong }));
        let engine = world.engine(standard(json!({ "A": state }))).await;
        let id = start(&engine, &format!("n{number}"), json!({})).await;
        assert_eq!(error(&engine, &id).await, wanted);
    }
    assert!(world.messages().await.is_empty());
    let address = "https://sqs.eu-central-1.amazonaws.com/1/products.fifo";
    let state = with(send(json!("x"), ""), &json!({ "Arguments": { "QueueUrl": address } }));
    let engine = world.engine(standard(json!({ "A": state }))).await;
    let id = start(&engine, "good", json!({})).await;
    output(&engine, &id).await;
    assert_eq!(world.messages().await, ["x"]);
}

fn many(count: usize) -> workflow::Machine {
    let each = send(json!("{% $states.input & '' %}"), "");
    standard(json!({ "A": map(&json!(format!("{{% [1..{count}] %}}")), "S", &each, "Z"),
                     "Z": call("work", "") }))
}

fn numbers(count: usize) -> Vec<String> {
    (1..=count).map(|number| number.to_string()).collect()
}

pub(crate) async fn two_hundred_messages_of_a_map_leave_once_and_in_order(world: World) {
    let engine = world.engine(many(200)).await;
    let id = start(&engine, "a", json!({})).await;
    output(&engine, &id).await;
    assert_eq!(world.messages().await, numbers(200));
    assert_eq!(world.staff.effects(&id), ["Z"]);
    history(&engine, &id).await;
}

pub(crate) async fn large_messages_leave_in_several_commits(world: World) {
    // Six megabytes in messages that follow each other at once, and as much again in the history:
    // more than fits one commit.
    let body = "{% $pad($states.input & '', 100000, '.') %}";
    let sent = json!({ "Output": "{% $states.input + 1 %}" });
    let turn = json!({ "Type": "Choice", "Default": "Z", "Choices": [
        { "Condition": "{% $states.input <= 60 %}", "Next": "S" },
    ] });
    let states = json!({
        "A": pass(&json!(1), "Turn"), "Turn": turn, "S": with(send(json!(body), "Turn"), &sent),
        "Z": pass(&json!("done"), ""),
    });
    let (engine, mortal) = world.mortal(standard(states), Dies::Never).await;
    let id = start(&engine, "a", json!({})).await;
    assert_eq!(output(&engine, &id).await, json!("done"));
    let sent: Vec<String> = world.messages().await;
    let sent: Vec<&str> = sent.iter().map(|body| body.trim_end_matches('.')).collect();
    assert_eq!(sent, numbers(60));
    assert!(mortal.largest() < 3_900_000, "{}", mortal.largest());
    history(&engine, &id).await;
}

/// Goes on with an execution whose worker has died.
async fn go_on(engine: &Engine, reclaims: bool) {
    if reclaims {
        engine.reclaim().await.expect("the store lives");
        engine.rest().await;
    } else {
        wake(engine).await;
    }
}

pub(crate) async fn what_a_dead_worker_had_still_to_send_leaves_once(world: World) {
    for reclaims in [true, false] {
        let (dying, _) = world.mortal(many(100), Dies::After(1)).await;
        let name = format!("{reclaims}");
        let started = dying.start(MACHINE, &name, Value::Null).await;
        assert!(started.is_err(), "its process died when it had stored the first commit");
        assert_eq!(world.take_messages().await, numbers(40));
        if !reclaims {
            world.clock.advance(LEASE);
        }
        let engine = world.worker("mortal", &world.store, None, vec![many(100)]).await;
        go_on(&engine, reclaims).await;
        let id = format!("m:{name}");
        output(&engine, &id).await;
        assert_eq!(world.take_messages().await, numbers(100)[40..]);
        history(&engine, &id).await;
    }
}
