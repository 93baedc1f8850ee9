//! What an order asks of AWS, counted by what stands between.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;

use crate::api::{expect, text};
use crate::between::Control;
use crate::quiet;
use crate::stage::Stage;

/// Orders that are counted, one after another: nothing is shared between them.
const ORDERS: u32 = 5;

/// Plays some orders and gives, as a table, how many calls of AWS each function made for one.
///
/// # Errors
/// When an order does not end as it should.
pub async fn calls_of_an_order(stage: &Stage, control: Control) -> anyhow::Result<String> {
    control.forget_calls().await?;
    for number in 1..=ORDERS {
        let code = stage.scan().await?;
        let cart = stage.cart("Anna", code.as_deref())?;
        let key = format!("counted-{number}");
        let placed = stage.api.place(&stage.customer.access, &key, &cart).await?;
        let placed = expect(&[200, 202], "POST /v1/orders", &placed)?;
        let order = text(&placed, "id")?.to_owned();
        stage.reached(&order, "confirmed").await?;
        stage.make(&order).await?;
        stage.reached(&order, "collected").await?;
    }
    quiet::all(&stage.aws, &stage.outputs).await?;
    let calls = control.told().await?.calls;
    table(&calls, stage.outputs.prefix()?)
}

/// By function, service and action; without the clock's, which come whether anybody orders or not.
fn table(calls: &BTreeMap<String, u64>, prefix: &str) -> anyhow::Result<String> {
    let mut table = "| function | call | for an order |\n   | --- | --- | ---: |\n".to_owned();
    let mut sum = 0.0;
    for (name, count) in calls {
        let (function, call) = name.split_once(' ').context("a call has a caller")?;
        let role = function.strip_prefix(prefix).map_or(function, |role| &role[1..]);
        if role == "scheduled" {
            continue;
        }
        let each = f64::from(u32::try_from(*count)?) / f64::from(ORDERS);
        writeln!(table, "   | {role} | {call} | {each:.1} |")?;
        // How often the page asks is the page's business: here, ten times a second.
        if role != "api" || !(call.ends_with(":GetItem") || call.ends_with(":Query")) {
            sum += each;
        }
    }
    writeln!(table, "   | all | but the reads of the api | {sum:.1} |")?;
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_of_a_page_and_the_clock_are_not_the_orders() {
        let calls = BTreeMap::from([
            ("p-api dynamodb:GetItem".to_owned(), 100),
            ("p-api dynamodb:TransactWriteItems".to_owned(), 10),
            ("p-relay sns:PublishBatch".to_owned(), 20),
            ("p-scheduled dynamodb:Query".to_owned(), 7),
        ]);
        let table = table(&calls, "p").expect("a table");
        assert!(table.contains("| relay | sns:PublishBatch | 4.0 |"), "{table}");
        assert!(table.contains("| all | but the reads of the api | 6.0 |"), "{table}");
        assert!(!table.contains("scheduled"), "{table}");
    }
}
