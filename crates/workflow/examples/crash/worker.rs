//! A worker that may be killed at any moment.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use kernel::{Limit, OsRandom, Random, SystemClock};
use serde_json::json;
use store::{Options, Store};
use tokio::sync::watch;
use tokio::task::JoinSet;
use workflow::{Engine, Parts, Status};

use super::definition::{MACHINE, machine, name};
use super::effects::{EFFECTS, Effects};

/// Starts, and answers, at the same time.
const SIDE_BY_SIDE: usize = 64;

/// An engine on a store.
pub(crate) async fn open(address: &str) -> Result<(Arc<dyn Store>, Engine), Box<dyn Error>> {
    let options = Options { address: address.parse()?, readers: 4 };
    let collections = [workflow::COLLECTIONS, &[&EFFECTS]].concat();
    let store = store::open(&options, &collections).await?;
    let is_alone = address.starts_with("sqlite:");
    let engine = Engine::new(Parts {
        store: store.clone(),
        clock: Arc::new(SystemClock),
        performer: Arc::new(Effects(store.clone())),
        machines: vec![machine()],
        secret: b"all workers share this secret of 32 bytes".to_vec(),
        name: if is_alone { "alone".to_owned() } else { OsRandom.token() },
    })?;
    engine.install().await?;
    Ok((store, engine))
}

/// Starts all executions; then answers them, if they may end, until all have ended.
pub(crate) async fn work(
    address: &str,
    executions: usize,
    may_end: bool,
) -> Result<(), Box<dyn Error>> {
    let (store, engine) = open(address).await?;
    engine.reclaim().await?;
    let (stop, stopping) = watch::channel(false);
    let timers = engine.clone();
    let timers = tokio::spawn(async move { timers.run(stopping).await });
    start_all(&engine, executions).await?;
    while is_any_running(&engine).await? {
        if may_end {
            answer(&store, &engine).await?;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.send_replace(true);
    timers.await?;
    store.close().await;
    Ok(())
}

/// As a queue would: those of a worker that was killed are started again.
async fn start_all(engine: &Engine, executions: usize) -> Result<(), Box<dyn Error>> {
    let mut starts = JoinSet::new();
    for first in 0..SIDE_BY_SIDE {
        let engine = engine.clone();
        starts.spawn(async move {
            for number in (first..executions).step_by(SIDE_BY_SIDE) {
                match engine.start(MACHINE, &name(number), json!({ "n": number })).await {
                    Ok(_) | Err(workflow::Error::AlreadyExists(_) | workflow::Error::Busy(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        });
    }
    for started in starts.join_all().await {
        started?;
    }
    Ok(())
}

async fn is_any_running(engine: &Engine) -> Result<bool, Box<dyn Error>> {
    let running = engine.list(MACHINE, Some(Status::Running), Limit::default(), None).await?;
    Ok(!running.items.is_empty())
}

/// Answers whatever waits, some of it twice; a kill leaves the rest for the next worker.
async fn answer(store: &Arc<dyn Store>, engine: &Engine) -> Result<(), Box<dyn Error>> {
    let mut after = None;
    loop {
        let page = EFFECTS.select("by_kind", "token").limit(SIDE_BY_SIDE).after(after);
        let page = page.page(&**store).await?;
        let mut answers = JoinSet::new();
        for found in page.items {
            let (store, engine) = (store.clone(), engine.clone());
            answers.spawn(async move {
                let mut effect = found.record;
                let token = effect.token.take().unwrap_or_default();
                for _ in 0..2 {
                    match engine.succeed(&token, json!({})).await {
                        Ok(()) | Err(workflow::Error::Busy(_)) => {}
                        Err(error) => return Err(error.to_string()),
                    }
                }
                let write = EFFECTS.replace(&effect, found.version);
                let done = store.commit(store::Change::of(vec![write])).await;
                done.map(drop).map_err(|error| error.to_string())
            });
        }
        for answered in answers.join_all().await {
            answered?;
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
