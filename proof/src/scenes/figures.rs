//! What an order asks of AWS, counted by what stands between.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;

/// The calls of AWS that each function made for one order, as a table; without the clock's, which
/// come whether anybody orders or not.
///
/// # Errors
/// When a function is not of this blueprint.
pub fn calls_of_an_order(calls: &BTreeMap<String, u64>, prefix: &str) -> anyhow::Result<String> {
    let mut table = "| function | call | for an order |\n   | --- | --- | ---: |\n".to_owned();
    let mut sum = 0;
    for (name, count) in calls {
        let (function, call) = name.split_once(' ').context("a call has a caller")?;
        let role = function.strip_prefix(prefix).and_then(|role| role.strip_prefix('-'));
        let role = role.with_context(|| format!("{function} is no {prefix}-ROLE"))?;
        if role == "scheduled" {
            continue;
        }
        writeln!(table, "   | {role} | {call} | {count} |")?;
        // How often the page asks is the page's business: here, ten times a second.
        if role != "api" || !(call.ends_with(":GetItem") || call.ends_with(":Query")) {
            sum += count;
        }
    }
    writeln!(table, "   | all | but the reads of the api | {sum} |")?;
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
        let table = calls_of_an_order(&calls, "p").expect("a table");
        assert!(table.contains("| relay | sns:PublishBatch | 20 |"), "{table}");
        assert!(table.contains("| all | but the reads of the api | 30 |"), "{table}");
        assert!(!table.contains("scheduled"), "{table}");
    }
}
