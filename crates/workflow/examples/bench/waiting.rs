//! Executions that wait, what they cost, and how punctual timers are beside them.

use std::error::Error;
use std::time::{Duration, Instant};

use serde_json::json;

use super::crowd::{CALLERS, crowd, percentile};
use super::loads::both;
use super::world::World;
use super::{Pace, figure};

/// Timers that are watched, and over how many seconds they are spread.
const TIMERS: usize = 2_000;
const SPREAD_SECONDS: usize = 10;

pub(crate) async fn measure(world: &World, pace: Pace) -> Result<(), Box<dyn Error>> {
    let before = resident_bytes();
    let engine = world.engine.clone();
    let done = crowd(pace.waiting, CALLERS, move |number| {
        let engine = engine.clone();
        async move {
            let input = json!({ "seconds": 864_000 });
            let started = engine.start("wait", &format!("waiting-{number}"), input).await;
            started.expect("it starts");
        }
    })
    .await;
    let rate = done.per_second(pace.waiting);
    let grown = resident_bytes().saturating_sub(before);
    figure(
        &format!("{} executions wait; they were started at", pace.waiting),
        &format!("{rate:.0}/s"),
        None,
    );
    figure(
        "  memory grown by",
        &format!("{:.1} MiB", mib(grown)),
        Some(("256 MiB", grown < 256 << 20)),
    );
    timers(world).await
}

/// Timers that end while all those wait.
async fn timers(world: &World) -> Result<(), Box<dyn Error>> {
    drop(world.notes.rung());
    let began = Instant::now();
    let now = world.clock.now();
    let engine = world.engine.clone();
    crowd(TIMERS, 16, move |number| {
        let engine = engine.clone();
        async move {
            let seconds = 2 + number % SPREAD_SECONDS;
            let name = format!("timer-{number}");
            engine.start("wait", &name, json!({ "seconds": seconds })).await.expect("it starts");
        }
    })
    .await;
    while world.notes.count() < TIMERS {
        assert!(began.elapsed() < Duration::from_mins(2), "every timer rings");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut late = Vec::new();
    for (name, rung) in world.notes.rung() {
        let number: usize = name.trim_start_matches("timer-").parse()?;
        let started = world.engine.describe(&format!("wait:{name}")).await?.started_at;
        let after = Duration::try_from(started.duration_since(now)).unwrap_or_default();
        let due = after + Duration::from_secs(u64::try_from(2 + number % SPREAD_SECONDS)?);
        late.push(rung.duration_since(began).saturating_sub(due));
    }
    late.sort_unstable();
    let p99 = percentile(&late, 99);
    figure(
        "  timers beside them are late by: p50, p99",
        &both(percentile(&late, 50), p99),
        Some(("50 ms", p99 <= Duration::from_millis(50))),
    );
    Ok(())
}

/// Memory of this process that is in use.
fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

#[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52 bytes")]
fn mib(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
