//! The stream tells the relay what was committed twice, in reverse, and what was sent long ago.

use anyhow::ensure;
use hyper::Method;
use serde_json::{Value, json};

use super::customer::Customer;
use crate::aws::Records;

/// Orders placed at once while the stream is in disorder.
const ORDERS: usize = 5;

/// Places orders, and wakes the relay with records of its own table in any order but the right one.
pub(super) async fn in_disorder(customer: &mut Customer<'_>) -> anyhow::Result<()> {
    let stage = customer.stage;
    let mut orders = Vec::new();
    let mut keys: Vec<Value> = Vec::new();
    for number in 1..=ORDERS {
        orders.push(customer.order(&format!("stream in disorder, {number}")).await?);
        let outbox = Records::scan(&stage.aws, &stage.outputs.table("outbox")?).await?;
        keys.extend(
            outbox
                .items()
                .iter()
                .map(|item| json!({ "shard": item["shard"], "sequence": item["sequence"] })),
        );
    }
    // One of a message that nobody remembers.
    keys.push(json!({ "shard": { "S": "0" }, "sequence": { "N": "1" } }));
    let forward = keys.iter().map(record);
    let records: Vec<_> = forward.clone().rev().chain(forward.clone()).chain(forward).collect();
    wake(customer, &records).await?;
    for order in &orders {
        customer.carried(order).await?;
    }
    // All of it was sent by now.
    wake(customer, &records).await
}

fn record(keys: &Value) -> Value {
    json!({
        "eventID": keys.to_string(), "eventName": "INSERT", "eventVersion": "1.1",
        "eventSource": "aws:dynamodb", "awsRegion": crate::aws::REGION,
        "dynamodb": {
            "ApproximateCreationDateTime": 1_764_000_000.0, "Keys": keys, "SequenceNumber": "1",
            "SizeBytes": 1, "StreamViewType": "KEYS_ONLY",
        },
    })
}

async fn wake(customer: &Customer<'_>, records: &[Value]) -> anyhow::Result<()> {
    let stage = customer.stage;
    let name = &stage.outputs.function("relay")?.name;
    let path = format!("/2015-03-31/functions/{name}:live/invocations");
    let event = json!({ "Records": records }).to_string();
    let reply = stage.aws.rest("lambda", Method::POST, &path, &event).await?;
    ensure!(reply.header("x-amz-function-error").is_none(), "the relay failed: {}", reply.text());
    Ok(())
}
