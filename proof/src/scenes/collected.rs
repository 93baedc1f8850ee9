//! One order, from the hosted sign-in until it is in its customer's hands.

use anyhow::{Context, ensure};
use hyper::Method;
use serde_json::{Value, json};

use super::notices;
use crate::api::{expect, text};
use crate::quiet;
use crate::stage::{STEP_LIMIT, Stage};
use crate::wait::{self, Seen};

/// Places an order, follows it as a page does, brings it to its customer, and looks at everything
/// that should have come of it.
///
/// # Errors
/// When anything of that is not as it should be.
pub async fn one_order(stage: &Stage) -> anyhow::Result<String> {
    let code = stage.scan().await?;
    let cart = stage.cart("Anna", code.as_deref())?;
    let placed = stage.api.place(&stage.customer.access, "breakfast", &cart).await?;
    let placed = expect(&[200, 202], "POST /v1/orders", &placed)?;
    let order = text(&placed, "id")?.to_owned();
    if let Some(code) = &code {
        ensure!(order == *code, "the scan opened {code}, and {order} was placed");
    }
    let again = stage.api.place(&stage.customer.access, "breakfast", &cart).await?;
    let again = expect(&[200, 202], "the same order again", &again)?;
    ensure!(text(&again, "id")? == order, "the same key made {again} beside {order}");

    let confirmed = stage.reached(&order, "confirmed").await?;
    ensure!(confirmed["number"].is_string(), "confirmed without a number: {confirmed}");
    not_modified(stage, &order).await?;
    stage.make(&order).await?;
    stage.reached(&order, "collected").await?;
    events(stage, &order).await?;
    succeeded(stage, &order).await?;
    let told = notices::of(stage, [order.as_str()].into_iter()).await?;
    ensure!(told.values().all(|count| *count == 1), "somebody was told twice: {told:?}");
    quiet::all(&stage.aws, &stage.outputs).await?;
    Ok(order)
}

/// A page that polls is told cheaply that nothing is new.
async fn not_modified(stage: &Stage, order: &str) -> anyhow::Result<()> {
    let path = format!("/v1/orders/{order}");
    let token = Some(stage.customer.access.as_str());
    let first = stage.api.send(token, Method::GET, &path, &[], "").await?;
    let tag = first.header("etag").context("an order has an ETag")?.to_owned();
    let headers = [("if-none-match", tag.as_str())];
    let second = stage.api.send(token, Method::GET, &path, &headers, "").await?;
    expect(&[304], "an order that has not changed", &second)?;
    Ok(())
}

/// The stream ends after what is new and says when to ask again; read on with the last id, it has
/// everything that happened, once, and then says that nothing more will come.
async fn events(stage: &Stage, order: &str) -> anyhow::Result<()> {
    let path = format!("/v1/orders/{order}/events");
    let token = Some(stage.customer.access.as_str());
    let stream = stage.api.send(token, Method::GET, &path, &[], "").await?;
    expect(&[200], "the stream of an order", &stream)?;
    let text = stream.text();
    let seen = |field: &str| -> Vec<&str> {
        text.lines().filter_map(|line| line.strip_prefix(field)).map(str::trim).collect()
    };
    let expected = ["placed", "confirmed", "claimed", "started", "ready", "collected"];
    ensure!(seen("event:") == expected, "the stream has {:?}: {text}", seen("event:"));
    ensure!(!seen("retry:").is_empty(), "the stream does not say when to ask again: {text}");
    let last = *seen("id:").last().context("events have ids")?;
    let headers = [("last-event-id", last)];
    let over = stage.api.send(token, Method::GET, &path, &headers, "").await?;
    expect(&[204], "the stream of an order that is over", &over)?;
    Ok(())
}

/// The execution of an order is named by it, and has succeeded.
///
/// # Errors
/// When it has ended otherwise, or does not end.
async fn succeeded(stage: &Stage, order: &str) -> anyhow::Result<()> {
    let machine = &stage.outputs.state_machine_arn;
    let arn = format!("{}:{order}", machine.replace(":stateMachine:", ":execution:"));
    wait::until("the execution to succeed", STEP_LIMIT, || async {
        let ask = json!({ "executionArn": arn });
        let seen: Value = stage.aws.call("states", "DescribeExecution", ask).await?;
        let status = text(&seen, "status")?;
        ensure!(["RUNNING", "SUCCEEDED"].contains(&status), "the execution ended with {seen}");
        Ok(Seen::when(status == "SUCCEEDED", (), status))
    })
    .await
}
