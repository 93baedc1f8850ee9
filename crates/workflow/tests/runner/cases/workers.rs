//! Two workers on one store.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use workflow::{Error, Status};

use crate::mortal::Dies;
use crate::states::{MACHINE, ask, call, parallel, send, standard, wait};
use crate::world::{LEASE, World, begin, describe, history, output, start, wake};

fn hanging() -> workflow::Machine {
    standard(json!({ "A": call("hang", "Z"), "Z": call("work", "") }))
}

pub(crate) async fn a_dead_workers_executions_are_taken_over_when_its_lease_ends(world: World) {
    let (dying, mortal) = world.mortal(hanging(), Dies::Never).await;
    let id = begin(&dying, "a", json!({})).await;
    world.staff.until("hang m:a/A", 1).await;
    mortal.kill();
    let engine = world.beside("two", hanging()).await;
    let again = engine.start(MACHINE, "a", json!({})).await;
    assert!(matches!(again, Err(Error::Busy(busy)) if busy == id));
    world.clock.advance(Duration::from_secs(9));
    wake(&engine).await;
    let again = engine.start(MACHINE, "a", json!({})).await;
    assert!(matches!(again, Err(Error::Busy(_))));
    assert_eq!(world.staff.count("hang m:a/A"), 1, "its lease still runs");
    world.staff.open_gate();
    world.pass(1, &engine).await;
    assert_eq!(output(&engine, &id).await, json!({}));
    assert_eq!(world.staff.count("work m:a/Z"), 1);
    history(&engine, &id).await;
}

pub(crate) async fn a_worker_of_the_same_name_reclaims_at_once(world: World) {
    let (dying, mortal) = world.mortal(hanging(), Dies::Never).await;
    for name in ["a", "b", "c"] {
        begin(&dying, name, json!({})).await;
        world.staff.until(&format!("hang m:{name}/A"), 1).await;
    }
    mortal.kill();
    world.staff.open_gate();
    let other = world.beside("other", hanging()).await;
    assert_eq!(other.reclaim().await.expect("read"), 0, "they were never its own");
    let engine = world.worker("mortal", &world.store, None, vec![hanging()]).await;
    assert_eq!(engine.reclaim().await.expect("read"), 3);
    engine.rest().await;
    for id in ["m:a", "m:b", "m:c"] {
        assert_eq!(output(&engine, id).await, json!({}));
    }
    assert_eq!(engine.reclaim().await.expect("read"), 0);
}

pub(crate) async fn callbacks_from_two_workers_at_once_have_one_effect(world: World) {
    let states = json!({ "A": ask("later", "B"), "B": call("work", "S"), "S": send(json!("x"), "C"),
                         "C": ask("later", "") });
    let machine = standard(states);
    let one = world.engine(machine.clone()).await;
    let two = world.beside("two", machine).await;
    for round in 0..10 {
        let name = format!("n{round}");
        let id = start(&one, &name, json!({})).await;
        let token = Arc::new(world.staff.token(&format!("{id}/A")));
        let mut callbacks = JoinSet::new();
        for call in 0..20 {
            let engine = if call % 2 == 0 { one.clone() } else { two.clone() };
            let token = Arc::clone(&token);
            callbacks.spawn(async move {
                while let Err(error) = engine.succeed(&token, json!(call)).await {
                    assert!(matches!(error, Error::Busy(_)), "{error:?}");
                    tokio::task::yield_now().await;
                }
            });
        }
        callbacks.join_all().await;
        one.rest().await;
        two.rest().await;
        assert_eq!(describe(&one, &id).await.states, ["C"], "{round}");
        assert_eq!(world.take_messages().await, ["x"]);
        let entered = history(&one, &id).await;
        let entered = entered.iter().filter(|event| event.kind == "TaskStateEntered").count();
        assert_eq!(entered, 4);
    }
}

pub(crate) async fn a_timer_that_two_workers_see_fires_once(world: World) {
    let machine = standard(json!({ "A": wait(60, "S"), "S": send(json!("x"), "") }));
    let one = world.engine(machine.clone()).await;
    let two = world.beside("two", machine).await;
    for number in 0..30 {
        start(&one, &format!("n{number}"), json!({})).await;
    }
    world.clock.advance(Duration::from_mins(1));
    let (first, second) = tokio::join!(one.wake_due(), two.wake_due());
    assert!(first.expect("read") + second.expect("read") >= 30);
    one.rest().await;
    two.rest().await;
    // Whoever came second left it alone.
    for number in 0..30 {
        let id = format!("m:n{number}");
        output(&two, &id).await;
        assert_eq!(history(&two, &id).await.len(), 9);
    }
    assert_eq!(world.messages().await.len(), 30);
    assert_eq!(one.wake_due().await.expect("read"), 0);
}

pub(crate) async fn what_one_worker_performs_is_not_begun_by_another(world: World) {
    let answered = json!({ "StartAt": "B1", "States": {
        "B1": ask("later", "W1"), "W1": wait(5, "C1"), "C1": call("work", ""),
    } });
    let branches = parallel(&[call("hang", ""), answered], "");
    let machine = standard(json!({ "A": branches }));
    let one = world.engine(machine.clone()).await;
    let two = world.beside("two", machine).await;
    let id = begin(&one, "a", json!({})).await;
    world.staff.until("hang m:a/B0", 1).await;
    world.staff.until("token m:a/B1", 1).await;
    // A callback, a heartbeat and a timer come to the other one.
    let token = world.staff.token("m:a/B1");
    two.heartbeat(&token).await.expect("told");
    two.succeed(&token, json!(1)).await.expect("told");
    world.pass(5, &two).await;
    assert_eq!(describe(&two, &id).await.status, Status::Running);
    assert_eq!(world.staff.count("hang m:a/B0"), 1, "its lease still runs");
    world.staff.open_gate();
    one.rest().await;
    world.clock.advance(LEASE);
    wake(&two).await;
    assert_eq!(output(&two, &id).await, json!([{}, {}]));
    assert_eq!(world.staff.count("hang m:a/B0"), 1);
    assert_eq!(world.staff.count("work m:a/C1"), 1);
    assert_eq!(world.staff.count("dropped m:a/B0"), 0);
    history(&two, &id).await;
}
