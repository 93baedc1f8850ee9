//! What people are told, read back from a queue that gets every notice, too.

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::{Value, json};

use crate::stage::{STEP_LIMIT, Stage};
use crate::wait::{self, Seen};

/// What an order that is collected comes to, by audience and message.
const EXPECTED: [(&str, &str); 3] =
    [("customer", "order-confirmed"), ("customer", "order-ready"), ("staff", "new-order")];

/// How often what was told: by order, audience and message.
pub(crate) type Told = BTreeMap<(String, String, String), u32>;

/// Reads what was told of these orders, which are all collected.
///
/// # Errors
/// When something is not told, or cannot be read.
pub(crate) async fn of(
    stage: &Stage,
    orders: impl Iterator<Item = &str> + Clone,
) -> anyhow::Result<Told> {
    let told = RefCell::new(Told::new());
    wait::until("what people are told", STEP_LIMIT, || async {
        for notice in receive(stage).await? {
            let part = |name: &str| attribute(&notice, name);
            let key = (part("order")?, part("audience")?, part("message")?);
            if orders.clone().any(|order| order == key.0) {
                *told.borrow_mut().entry(key).or_default() += 1;
            }
        }
        let told = told.borrow();
        let missing = orders.clone().flat_map(|order| {
            let expected = EXPECTED.iter().map(move |(audience, message)| {
                (order.to_owned(), (*audience).to_owned(), (*message).to_owned())
            });
            expected.filter(|expected| !told.contains_key(expected))
        });
        let missing: Vec<_> = missing.collect();
        Ok(Seen::when(missing.is_empty(), (), format!("{missing:?} missing of {told:?}")))
    })
    .await?;
    Ok(told.into_inner())
}

/// Takes what is in the queue: each body is what SNS delivers.
async fn receive(stage: &Stage) -> anyhow::Result<Vec<Value>> {
    let url = &stage.outputs.read_back.url;
    let ask = json!({ "QueueUrl": url, "MaxNumberOfMessages": 10 });
    let answer = stage.aws.call("sqs", "ReceiveMessage", ask).await?;
    let mut notices = Vec::new();
    for message in answer["Messages"].as_array().into_iter().flatten() {
        let body = message["Body"].as_str().context("a message has a body")?;
        notices.push(serde_json::from_str(body).with_context(|| body.to_owned())?);
        let done = json!({ "QueueUrl": url, "ReceiptHandle": message["ReceiptHandle"] });
        stage.aws.call("sqs", "DeleteMessage", done).await?;
    }
    Ok(notices)
}

fn attribute(notice: &Value, name: &str) -> anyhow::Result<String> {
    let value = notice["MessageAttributes"][name]["Value"].as_str().map(str::to_owned);
    value.with_context(|| format!("a notice without {name}: {notice}"))
}
