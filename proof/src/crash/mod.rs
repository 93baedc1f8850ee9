//! Functions die and AWS fails at the worst moments, and orders end as if nothing had happened.

mod customer;
mod judge;
mod points;
mod stream;

use std::time::Duration;

use anyhow::Context;
use serde_json::json;

use crate::between::Control;
use crate::quiet;
use crate::scenes::Patience;
use crate::stage::Stage;
use crate::wait::{self, Seen};
use customer::Customer;
use points::{POINTS, Point};

/// How long a queue waits for a worker that has died: seconds here, minutes on AWS.
const VISIBILITY_S: u32 = 5;

/// Plays an order through every point at which something breaks, then judges all of them together.
/// Gives how often something was broken.
///
/// # Errors
/// When an order does not end as it should, or a promise was broken.
pub async fn run(stage: &Stage, control: Control, say: impl Fn(&str)) -> anyhow::Result<u32> {
    let mut patience = Vec::new();
    for queue in stage.outputs.queues.values() {
        patience.push((queue, Patience::shortened(stage, queue, VISIBILITY_S, None).await?));
    }
    let mut customer = Customer::arrive(stage).await?;
    let mut broken = 0;
    for point in POINTS {
        broken += at(&mut customer, control, point).await.with_context(|| point.name.to_owned())?;
        say(&format!("survived: {}", point.name));
    }
    stream::in_disorder(&mut customer).await.context("stream records in disorder")?;
    say("survived: stream records, twice and in reverse");
    quiet::all(&stage.aws, &stage.outputs).await?;
    judge::all(&customer).await?;
    for (queue, patience) in patience {
        patience.restore(stage, queue).await?;
    }
    Ok(broken)
}

async fn at(customer: &mut Customer<'_>, control: Control, point: &Point) -> anyhow::Result<u32> {
    if point.is_about_notices() {
        all_is_told(customer.stage).await?;
    }
    control.tell(&[point.rule()]).await?;
    let played = async {
        let order = customer.order(point.name).await?;
        customer.carried(&order).await?;
        all_of_it(control, point).await
    };
    let broken = played.await;
    // Whatever came of it, the next one finds nothing broken.
    control.tell(&[]).await?;
    broken
}

/// Waits until no notice is on its way, nor will be: one of an earlier order would be hit in place
/// of the one that is meant.
async fn all_is_told(stage: &Stage) -> anyhow::Result<()> {
    let machine = &stage.outputs.state_machine_arn;
    wait::until("all executions to end", CARRIED_LIMIT, || async {
        let ask = json!({ "stateMachineArn": machine, "statusFilter": "RUNNING" });
        let answer = stage.aws.call("states", "ListExecutions", ask).await?;
        let running = answer["executions"].as_array().map_or(0, Vec::len);
        Ok(Seen::when(running == 0, (), format!("{running} running")))
    })
    .await?;
    quiet::all(&stage.aws, &stage.outputs).await
}

/// Waits until all of it came to pass: what an order says last is said after it has ended.
async fn all_of_it(control: Control, point: &Point) -> anyhow::Result<u32> {
    wait::until("it to come to pass", PASSED_LIMIT, || async {
        let told = control.told().await?;
        Ok(Seen::when(told.left() == 0, told.done, format!("{} of {}", told.done, point.times)))
    })
    .await
}

/// How long it may take until something was broken as often as it should be.
const PASSED_LIMIT: Duration = Duration::from_secs(30);
/// How long an order may take on its way when something is broken and tried again.
const CARRIED_LIMIT: Duration = Duration::from_mins(3);
