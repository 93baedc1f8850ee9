//! What came of all orders, judged by the checker that judges crashes of the server, too.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde_json::json;

use chaos::checker::{End, Order, StockItem, check, stock_adds_up};
use chaos::wire;

use super::customer::{Customer, key_of};
use super::points::TOLD_TWICE;
use crate::api::text;
use crate::http::escaped;
use crate::scenes::notices;
use crate::wait::{self, Seen};

/// How long it may take until everything that was held is counted.
const COUNTED_LIMIT: Duration = Duration::from_mins(1);

/// Looks at every order, number, stock item, execution and notice.
pub(super) async fn all(customer: &Customer<'_>) -> anyhow::Result<()> {
    let end = wait::until("the stock to add up", COUNTED_LIMIT, || async {
        let end = end(customer).await?;
        Ok(Seen::when(stock_adds_up(&end), end, "a stock that does not"))
    })
    .await?;
    let orders = end.orders.clone();
    let mut history = customer.history.clone();
    history.end = Some(end);
    let violations = check(&history);
    if !violations.is_empty() {
        let all: Vec<_> = violations.iter().map(ToString::to_string).collect();
        bail!("{} promises were broken:\n{}", all.len(), all.join("\n"));
    }
    one_execution_each(customer, &orders).await?;
    told_once(customer, &orders).await
}

async fn end(customer: &Customer<'_>) -> anyhow::Result<End> {
    let stage = customer.stage;
    let keys: BTreeSet<_> = customer.history.requests.iter().map(|request| &request.key).collect();
    let location = &stage.shop.location;
    let barista = Some(stage.barista.access.as_str());
    let first = format!("/v1/locations/{location}/orders?limit=100");
    let (mut orders, mut path) = (Vec::new(), first.clone());
    loop {
        let page = stage.api.get(barista, &path).await?;
        for item in page["items"].as_array().context("orders are a page")? {
            let order = wire::order(item, &stage.shop)?;
            // Orders of earlier scenes are none of ours.
            if keys.contains(&order.key) {
                orders.push(order);
            }
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{first}&after={}", escaped(next));
    }
    let manager = Some(stage.manager.access.as_str());
    let levels = stage.api.get(manager, &format!("/v1/locations/{location}/stock")).await?;
    let mut stock = Vec::new();
    for level in levels["items"].as_array().context("stock is a page")? {
        stock.push(StockItem {
            location: location.clone(),
            item: text(level, "stock_item")?.to_owned(),
            initial: Customer::at_first(),
            available: level["level"].as_i64().context("a level is a number")?,
        });
    }
    Ok(End { orders, stock, followed: BTreeSet::new() })
}

async fn one_execution_each(customer: &Customer<'_>, orders: &[Order]) -> anyhow::Result<()> {
    let stage = customer.stage;
    let ask = json!({ "stateMachineArn": stage.outputs.state_machine_arn, "maxResults": 1000 });
    let answer = stage.aws.call("states", "ListExecutions", ask).await?;
    let mut ended = BTreeMap::<&str, Vec<&str>>::new();
    for execution in answer["executions"].as_array().context("executions are a list")? {
        ended.entry(text(execution, "name")?).or_default().push(text(execution, "status")?);
    }
    for order in orders {
        let mine = ended.get(order.id.as_str()).map_or(&[][..], Vec::as_slice);
        ensure!(mine == ["SUCCEEDED"], "the executions of {} ({}): {mine:?}", order.id, order.key);
    }
    Ok(())
}

async fn told_once(customer: &Customer<'_>, orders: &[Order]) -> anyhow::Result<()> {
    let told = notices::of(customer.stage, orders.iter().map(|order| order.id.as_str())).await?;
    for order in orders {
        let most = if order.key == key_of(TOLD_TWICE) { 2 } else { 1 };
        for ((_, audience, message), count) in told.iter().filter(|((id, ..), _)| *id == order.id) {
            ensure!(
                *count <= most,
                "{audience} was told {message} of {} ({}) {count} times",
                order.id,
                order.key
            );
        }
    }
    Ok(())
}
