//! Many executions, two workers, and leases that end too early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use workflow::{Engine, Error, Machine, Status};

use crate::states::{MACHINE, ask, call, parallel, standard};
use crate::world::{LEASE, World, describe, history, wake};

const EXECUTIONS: usize = 1_000;
/// Executions that somebody outside is busy with at the same time.
const AT_ONCE: usize = 32;

fn machine() -> Machine {
    let first = json!({ "StartAt": "B0", "States": {
        "B0": ask("later", "C0"), "C0": call("work", ""),
    } });
    standard(json!({
        "A": parallel(&[first, call("work", "")], "Z"), "Z": call("work", ""),
    }))
}

/// Whether a call is to be repeated, as a queue would.
fn is_busy<T>(called: Result<T, Error>) -> bool {
    match called {
        Ok(_) | Err(Error::AlreadyExists(_)) => false,
        Err(Error::Busy(_)) => true,
        Err(error) => panic!("{error:?}"),
    }
}

async fn begin(engine: &Engine, name: &str) {
    while is_busy(engine.start(MACHINE, name, json!({})).await) {
        tokio::task::yield_now().await;
    }
}

async fn answer(engine: &Engine, token: &str) {
    while is_busy(engine.succeed(token, json!(1)).await) {
        tokio::task::yield_now().await;
    }
}

/// Starts an execution and answers it, from both workers at once.
async fn order(world: &World, one: &Engine, two: &Engine, name: &str) {
    tokio::join!(begin(one, name), begin(two, name));
    let place = format!("{MACHINE}:{name}/B0");
    world.staff.until(&format!("token {place}"), 1).await;
    let token = world.staff.token(&place);
    tokio::join!(answer(one, &token), answer(two, &token), answer(one, &token));
}

/// Ends leases again and again.
async fn rob(world: &World, one: &Engine, two: &Engine, over: &AtomicBool) {
    while !over.load(Ordering::SeqCst) {
        world.clock.advance(LEASE);
        let (first, second) = tokio::join!(one.wake_due(), two.wake_due());
        first.and(second).expect("the store lives");
        tokio::task::yield_now().await;
    }
}

pub(crate) async fn a_thousand_executions_end_right_whatever_two_workers_take_from_each_other(
    world: World,
) {
    let one = world.engine(machine()).await;
    let two = world.beside("two", machine()).await;
    let (world, over) = (Arc::new(world), Arc::new(AtomicBool::new(false)));
    let robber = {
        let (world, one, two) = (Arc::clone(&world), one.clone(), two.clone());
        let over = Arc::clone(&over);
        tokio::spawn(async move { rob(&world, &one, &two, &over).await })
    };
    let (places, mut orders) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    for number in 0..EXECUTIONS {
        let (world, one, two) = (Arc::clone(&world), one.clone(), two.clone());
        let places = Arc::clone(&places);
        orders.spawn(async move {
            let _place = places.acquire().await;
            order(&world, &one, &two, &format!("n{number}")).await;
        });
    }
    while let Some(ended) = orders.join_next().await {
        ended.expect("answered");
    }
    over.store(true, Ordering::SeqCst);
    robber.await.expect("it ends");
    one.rest().await;
    two.rest().await;
    // What was let go because too many wanted it goes on now.
    for _ in 0..3 {
        world.clock.advance(LEASE);
        wake(&one).await;
    }
    for number in 0..EXECUTIONS {
        let id = format!("{MACHINE}:n{number}");
        let described = describe(&one, &id).await;
        assert_eq!(described.status, Status::Succeeded, "{described:?}");
        assert_eq!(world.staff.effects(&id), ["B1", "C0", "Z"]);
        if number % 20 == 0 {
            let events = history(&one, &id).await;
            let exited = events.iter().filter(|event| event.kind == "TaskStateExited").count();
            assert_eq!(exited, 4, "{id}");
        }
    }
}
