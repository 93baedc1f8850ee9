//! What came of it: every execution ended well, with the right result, and nothing was done twice.

use std::collections::BTreeSet;
use std::error::Error;

use serde_json::json;
use store::Store;
use workflow::{Engine, Status};

use super::definition::{MACHINE, MESSAGES, name};
use super::effects::{DECIDED, PERFORMED};
use super::worker::open;

/// Messages read, and forgotten, at once.
const PAGE: usize = 1_000;

/// Says how much is wrong, each with a line.
pub(crate) async fn check(address: &str, executions: usize) -> Result<usize, Box<dyn Error>> {
    let (store, engine) = open(address).await?;
    let mut wrong = 0;
    for number in 0..executions {
        if let Err(why) = check_one(&engine, number).await {
            wrong += 1;
            println!("{}: {why}", name(number));
        }
    }
    for counter in [DECIDED, PERFORMED] {
        let counted = store.counter(counter).await?;
        if usize::try_from(counted) != Ok(executions) {
            wrong += 1;
            println!("{counter}: {counted} in place of {executions}");
        }
    }
    let (messages, different) = count_messages(&*store).await?;
    if (messages, different) != (executions * MESSAGES, executions * MESSAGES) {
        wrong += 1;
        println!("{messages} messages, {different} of them different");
    }
    store.close().await;
    Ok(wrong)
}

async fn check_one(engine: &Engine, number: usize) -> Result<(), String> {
    let id = format!("{MACHINE}:{}", name(number));
    let described = engine.describe(&id).await.map_err(|error| error.to_string())?;
    if described.status != Status::Succeeded {
        return Err(format!("it is {}: {:?}", described.status.word(), described.failed));
    }
    if described.output != Some(json!({ "twice": number * 2 })) {
        return Err(format!("it gave {:?}", described.output));
    }
    let history = engine.history(&id, 0).await.map_err(|error| error.to_string())?;
    let is_whole = history.iter().zip(1..).all(|(event, number)| event.id == number);
    let ends = history.iter().filter(|event| event.kind == "ExecutionSucceeded").count();
    if !is_whole || ends != 1 {
        return Err("its history has a gap, or two ends".to_owned());
    }
    Ok(())
}

async fn count_messages(store: &dyn Store) -> Result<(usize, usize), Box<dyn Error>> {
    let (mut count, mut different) = (0, BTreeSet::new());
    loop {
        let waiting = store.outbox(PAGE).await?;
        if waiting.is_empty() {
            return Ok((count, different.len()));
        }
        count += waiting.len();
        let sequences: Vec<i64> = waiting.iter().map(|message| message.sequence).collect();
        different.extend(waiting.into_iter().map(|message| message.deduplication_id));
        store.sent(&sequences).await?;
    }
}
