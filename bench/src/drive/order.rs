//! The order that is placed: two products of the menu with what must be chosen, at the price the
//! server itself quotes.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::target::Target;
use crate::http;

/// Lines of the order. Two are what the peers were measured with.
const LINES: usize = 2;

/// What is sent to be quoted and to be placed.
#[derive(Debug, Clone)]
pub(crate) struct OrderBody {
    /// Body of a quote.
    pub(crate) quote: Vec<u8>,
    /// Body of an order.
    pub(crate) order: Vec<u8>,
}

impl OrderBody {
    /// Composes an order of the first products that can be ordered, with an option of each group.
    ///
    /// # Errors
    /// When the menu cannot be read, or the server quotes no two products of it.
    pub(crate) fn from_menu(address: SocketAddr, target: &Target) -> Result<Self> {
        let menu = http::body(address, &target.menu(&[]), 200).context("the menu is needed")?;
        let menu = serde_json::from_slice(&menu).context("the menu is no JSON")?;
        let mut lines = Vec::new();
        let mut total = None;
        for line in candidates(&menu) {
            lines.push(line);
            total = quoted(address, target, &lines)?;
            if total.is_none() {
                lines.pop();
            }
            if lines.len() == LINES {
                break;
            }
        }
        let Some(total) = total.filter(|_| lines.len() == LINES) else {
            bail!("the menu of {} has no {LINES} products that can be ordered", target.location);
        };
        let quote = quote(target, &lines);
        let mut order = quote.clone();
        order["name"] = json!("Anna");
        order["note"] = Value::Null;
        order["expected_total_minor"] = total;
        Ok(Self { quote: quote.to_string().into(), order: order.to_string().into() })
    }
}

fn quote(target: &Target, lines: &[Value]) -> Value {
    json!({
        "location": target.location,
        "fulfilment": { "type": "pickup" },
        "lines": lines,
    })
}

/// The total of these lines; `None` when one of them cannot be ordered like this.
fn quoted(address: SocketAddr, target: &Target, lines: &[Value]) -> Result<Option<Value>> {
    let body = quote(target, lines).to_string();
    let mut answer = http::exchange(address, &target.quote(body.as_bytes()))?;
    match answer.status() {
        200 => {}
        409 | 422 => return Ok(None),
        status => {
            let said = String::from_utf8_lossy(answer.body()).into_owned();
            bail!("a quote was answered {status}: {said}");
        }
    }
    let answer: Value = serde_json::from_slice(answer.body()).context("a quote is no JSON")?;
    let missing = answer["unavailable"].as_array().is_some_and(|missing| !missing.is_empty());
    Ok((!missing && !answer["total_minor"].is_null()).then(|| answer["total_minor"].clone()))
}

/// A line for each product of the menu, wherever it stands: first those with options, and of each
/// group as many options as must be chosen, at least one. Products hold their groups or name them.
/// What has a stock item is left out, because it would run out under load.
fn candidates(menu: &Value) -> Vec<Value> {
    let (mut products, mut groups) = (Vec::new(), BTreeMap::new());
    walk(menu, &mut |value| match id_of(value) {
        Some(id) if id.starts_with("prd_") => products.extend(endless(value).then_some(value)),
        Some(id) if value.get("options").is_some() => drop(groups.insert(id, chosen(value))),
        _ => {}
    });
    let line = |product: &Value| {
        let mut options = Vec::new();
        walk(product, &mut |value| {
            let group = value.as_str().and_then(|name| groups.get(name));
            options.extend(group.into_iter().flatten().cloned());
        });
        json!({ "product": product["id"], "quantity": 1, "options": options, "note": null })
    };
    let mut lines: Vec<Value> = products.into_iter().map(line).collect();
    lines.sort_by_key(|line| line["options"].as_array().is_none_or(Vec::is_empty));
    lines
}

/// The options of a group that are chosen.
fn chosen(group: &Value) -> Vec<Value> {
    let options = group["options"].as_array().into_iter().flatten();
    let ids = options.filter(|option| endless(option)).filter_map(id_of);
    let least = group.get("min").and_then(Value::as_u64).unwrap_or(0).max(1);
    ids.take(usize::try_from(least).unwrap_or(usize::MAX)).map(|id| json!(id)).collect()
}

/// Whether there is always more of a product or an option.
fn endless(value: &Value) -> bool {
    value.get("stock_item").is_none_or(Value::is_null)
}

fn id_of(value: &Value) -> Option<&str> {
    value.get("id").and_then(Value::as_str)
}

fn walk<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a Value)) {
    visit(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Object(fields) => fields.values().for_each(|field| walk(field, visit)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_takes_of_each_group_what_must_be_chosen_and_at_least_one() {
        let milk = json!({ "id": "grp_milk", "min": 0, "options": [
            { "id": "opt_last", "stock_item": "stk_last" }, { "id": "opt_oat", "stock_item": null },
        ] });
        let two =
            json!({ "id": "grp_two", "min": 2, "options": [{ "id": "opt_a" }, { "id": "opt_b" }] });
        let holding = json!({ "products": [
            { "id": "prd_brownie", "stock_item": "stk_brownie" },
            { "id": "prd_croissant" },
            { "id": "prd_flat-white", "groups": [milk, two] },
        ] });
        let naming = json!({
            "products": [
                { "id": "prd_croissant", "option_groups": [] },
                { "id": "prd_flat-white", "option_groups": ["grp_milk", "grp_two"] },
            ],
            "option_groups": [milk, two],
        });
        for menu in [holding, naming] {
            let lines = candidates(&menu);
            assert_eq!(lines[0]["product"], "prd_flat-white");
            assert_eq!(lines[0]["options"], json!(["opt_oat", "opt_a", "opt_b"]));
            assert_eq!((lines.len(), &lines[1]["options"]), (2, &json!([])));
        }
    }
}
