//! Nothing is left to do: no message waits anywhere, and none was given up.

use std::time::Duration;

use anyhow::Context;
use serde_json::{Value, json};

use crate::aws::{Caller, Records};
use crate::outputs::Outputs;
use crate::wait::{self, Seen};

/// How long it may take until all is quiet: a message that failed comes again when its visibility
/// is over.
const QUIET_LIMIT: Duration = Duration::from_mins(4);

/// Waits until outbox and queues are empty, and sees that no message was given up.
///
/// # Errors
/// When there are dead letters, or messages stay.
pub async fn all(aws: &Caller, outputs: &Outputs) -> anyhow::Result<()> {
    let outbox = outputs.table("outbox")?;
    wait::until("outbox and queues to be empty", QUIET_LIMIT, || async {
        let mut left = Vec::new();
        let unsent = Records::scan(aws, &outbox).await?;
        if !unsent.is_empty() {
            left.push(format!("{} in the outbox", unsent.len()));
        }
        for (name, queue) in &outputs.queues {
            let dead = messages(aws, &queue.dead.url).await?;
            anyhow::ensure!(
                dead == 0,
                "{dead} dead letters of {name}: {}",
                peek(aws, &queue.dead.url).await?
            );
            let waiting = messages(aws, &queue.url).await?;
            if waiting > 0 {
                left.push(format!("{waiting} in {name}"));
            }
        }
        Ok(Seen::when(left.is_empty(), (), left.join(", ")))
    })
    .await
}

/// How many messages a queue has, in flight or waiting.
///
/// # Errors
/// When it cannot be asked.
pub async fn messages(aws: &Caller, url: &str) -> anyhow::Result<u64> {
    let ask = json!({ "QueueUrl": url, "AttributeNames": ["All"] });
    let answer = aws.call("sqs", "GetQueueAttributes", ask).await?;
    let kinds = ["", "NotVisible", "Delayed"];
    kinds.iter().try_fold(0, |sum, kind| {
        let name = format!("ApproximateNumberOfMessages{kind}");
        let count = answer["Attributes"][&name].as_str().unwrap_or("0");
        Ok(sum + count.parse::<u64>().with_context(|| format!("{name} of {url}"))?)
    })
}

/// One message of a queue, for a sentence about it. It stays there.
async fn peek(aws: &Caller, url: &str) -> anyhow::Result<Value> {
    let ask = json!({ "QueueUrl": url, "VisibilityTimeout": 0 });
    Ok(aws.call("sqs", "ReceiveMessage", ask).await?["Messages"][0].clone())
}
