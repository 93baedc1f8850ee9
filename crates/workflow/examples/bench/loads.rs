//! Starts, transitions and answers.

use std::error::Error;
use std::time::Duration;

use serde_json::json;

use super::crowd::{CALLERS, Done, crowd, percentile};
use super::definitions::{LOOP_STATES, PASS_STATES};
use super::world::World;
use super::{Pace, figure};

/// Callers that answer tasks while latency is measured.
const ANSWERING: usize = 16;

pub(crate) async fn measure(world: &World, pace: Pace) -> Result<(), Box<dyn Error>> {
    let count = pace.executions;
    let done = start(world, "wait", count, CALLERS).await;
    let rate = done.per_second(count);
    figure(
        "durable starts, 256 callers",
        &format!("{rate:.0}/s"),
        Some(("5,000/s", rate >= 5_000.0)),
    );
    figure("  p50, p99", &both(done.percentile(50), done.percentile(99)), None);

    let fewer = count / 5;
    let done = start(world, "loop", fewer, CALLERS).await;
    let (transitions, tasks) = (done.per_second(fewer * LOOP_STATES), done.per_second(fewer * 10));
    figure(
        "durable transitions, each third a task",
        &format!("{transitions:.0}/s"),
        Some(("25,000/s", transitions >= 25_000.0)),
    );
    figure("  tasks performed, each kept before and after", &format!("{tasks:.0}/s"), None);

    let done = start(world, "pass", fewer, CALLERS).await;
    let transitions = done.per_second(fewer * PASS_STATES);
    figure("durable transitions without tasks", &format!("{transitions:.0}/s"), None);

    let done = start(world, "express", fewer, CALLERS).await;
    let transitions = done.per_second(fewer * LOOP_STATES);
    figure("express transitions, each third a task", &format!("{transitions:.0}/s"), None);

    answers(world, fewer).await
}

/// Starts executions that then come to rest.
async fn start(world: &World, machine: &'static str, count: usize, callers: usize) -> Done {
    let engine = world.engine.clone();
    crowd(count, callers, move |number| {
        let engine = engine.clone();
        async move {
            let input =
                json!({ "n": 0, "seconds": 86_400, "order": "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8" });
            let started = engine.start(machine, &format!("{machine}-{number}"), input).await;
            started.expect("it starts");
        }
    })
    .await
}

/// From the answer to a task to the call of the next one.
async fn answers(world: &World, count: usize) -> Result<(), Box<dyn Error>> {
    start(world, "callback", count, CALLERS).await;
    let tokens = std::sync::Arc::new(world.notes.tokens());
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let (engine, times) = (world.engine.clone(), asked.clone());
    let done = crowd(count, ANSWERING, move |number| {
        let (engine, tokens, times) = (engine.clone(), tokens.clone(), times.clone());
        async move {
            let name = tokens[number].split(['/', ':']).nth(1).unwrap_or_default().to_owned();
            times.lock().expect("no panic").push((name, std::time::Instant::now()));
            engine.succeed(&tokens[number], json!({})).await.expect("it is answered");
        }
    })
    .await;
    let rung = world.notes.rung();
    let asked = std::mem::take(&mut *asked.lock().expect("no panic"));
    let mut waits: Vec<Duration> =
        asked.iter().filter_map(|(name, at)| Some(rung.get(name)?.duration_since(*at))).collect();
    assert_eq!(waits.len(), count, "every answer was followed by the next task");
    waits.sort_unstable();
    figure("answers, 16 callers", &format!("{:.0}/s", done.per_second(count)), None);
    figure(
        "  answer to next task: p50, p99",
        &both(percentile(&waits, 50), percentile(&waits, 99)),
        None,
    );
    Ok(())
}

pub(crate) fn both(one: Duration, other: Duration) -> String {
    let ms = |one: Duration| one.as_secs_f64() * 1_000.0;
    format!("{:.2}, {:.2} ms", ms(one), ms(other))
}
