//! From the JSON of the API to what the checker judges.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::checker::{Moment, Order, Status};

/// What of a location is needed to read its orders.
#[derive(Debug, Clone)]
pub struct Shop {
    /// Its id.
    pub location: String,
    /// Its zone: numbers start again each day.
    pub zone: TimeZone,
    /// What can be ordered.
    pub menu: Vec<Choice>,
    /// Which stock item a product or option takes from.
    pub stock_items: BTreeMap<String, String>,
}

/// A product with the options it must be ordered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The product.
    pub product: String,
    /// One option for every place of its required groups.
    pub options: Vec<String>,
}

/// Reads an order.
///
/// # Errors
/// A sentence, when the JSON is not what the contract says.
pub fn order(body: &Value, shop: &Shop) -> anyhow::Result<Order> {
    let timeline = list(body, "timeline")?.iter().map(moment).collect::<Result<Vec<_>, _>>()?;
    let status = text(body, "status")?;
    Ok(Order {
        id: text(body, "id")?.to_owned(),
        location: text(body, "location")?.to_owned(),
        key: text(body, "name")?.to_owned(),
        status: Status::of(status).with_context(|| format!("there is no status {status}"))?,
        version: number(body, "version")?,
        number: body["number"].as_str().map(str::to_owned),
        day: day(text(body, "placed_at")?, &timeline, shop)?,
        items: items(body, shop)?,
        timeline,
        rejection: body["rejection"]["code"].as_str().map(str::to_owned),
        terms: terms(body).to_string(),
    })
}

fn moment(body: &Value) -> anyhow::Result<Moment> {
    Ok(Moment {
        version: number(body, "version")?,
        event: text(body, "event")?.to_owned(),
        at: text(body, "at")?.parse::<Timestamp>()?.as_microsecond(),
    })
}

/// The day an order's number counts in: when it was confirmed, at its location.
fn day(placed_at: &str, timeline: &[Moment], shop: &Shop) -> anyhow::Result<String> {
    let confirmed = timeline.iter().find(|moment| moment.event == "confirmed");
    let at = match confirmed {
        Some(moment) => Timestamp::from_microsecond(moment.at)?,
        None => placed_at.parse()?,
    };
    Ok(at.to_zoned(shop.zone.clone()).date().to_string())
}

/// What the order takes from stock.
fn items(body: &Value, shop: &Shop) -> anyhow::Result<BTreeMap<String, u64>> {
    let mut items = BTreeMap::new();
    let mut take = |id: &Value, quantity: u64| {
        if let Some(item) = id.as_str().and_then(|id| shop.stock_items.get(id)) {
            *items.entry(item.clone()).or_default() += quantity;
        }
    };
    for line in list(body, "lines")? {
        let quantity = number(line, "quantity")?;
        take(&line["product"], quantity);
        for option in list(line, "options")? {
            take(&option["option"], quantity * number(option, "quantity")?);
        }
    }
    Ok(items)
}

/// Everything that may never change once it was acknowledged.
fn terms(body: &Value) -> Value {
    json!([
        body["id"],
        body["location"],
        body["name"],
        body["note"],
        body["fulfilment"],
        body["lines"],
        body["currency"],
        body["total_minor"],
        body["placed_at"],
    ])
}

/// Reads what can be ordered from a menu: each product once, with the first options of every
/// required group.
///
/// # Errors
/// A sentence, when the JSON is not what the contract says.
pub fn menu(body: &Value) -> anyhow::Result<Vec<Choice>> {
    let available = |thing: &&Value| thing["available"] != json!(false);
    let groups = list(body, "option_groups")?;
    let mut menu = Vec::new();
    for product in list(body, "products")?.iter().filter(available) {
        let mut options = Vec::new();
        for id in list(product, "option_groups")? {
            let group = groups.iter().find(|group| group["id"] == *id);
            let group = group.with_context(|| format!("there is no group {id}"))?;
            let least = usize::try_from(number(group, "min")?)?;
            let free = list(group, "options")?.iter().filter(available);
            options.extend(free.filter_map(|option| option["id"].as_str()).take(least));
        }
        let options = options.into_iter().map(str::to_owned).collect();
        menu.push(Choice { product: text(product, "id")?.to_owned(), options });
    }
    Ok(menu)
}

/// Which stock item each product and option of a menu takes from.
///
/// # Errors
/// A sentence, when the JSON is not what the contract says.
pub fn stock_items(menu: &Value) -> anyhow::Result<BTreeMap<String, String>> {
    let mut things: Vec<&Value> = list(menu, "products")?.iter().collect();
    for group in list(menu, "option_groups")? {
        things.extend(list(group, "options")?);
    }
    let pair = |thing: &Value| {
        Some((thing["id"].as_str()?.to_owned(), thing["stock_item"].as_str()?.to_owned()))
    };
    Ok(things.into_iter().filter_map(pair).collect())
}

fn text<'a>(body: &'a Value, field: &str) -> anyhow::Result<&'a str> {
    match body[field].as_str() {
        Some(text) => Ok(text),
        None => bail!("{field} is no text in {body}"),
    }
}

fn number(body: &Value, field: &str) -> anyhow::Result<u64> {
    body[field].as_u64().with_context(|| format!("{field} is no number in {body}"))
}

fn list<'a>(body: &'a Value, field: &str) -> anyhow::Result<&'a Vec<Value>> {
    body[field].as_array().with_context(|| format!("{field} is no list in {body}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Shop {
        Shop {
            location: "loc_here".to_owned(),
            zone: TimeZone::get("Europe/Berlin").expect("a zone of the database"),
            menu: Vec::new(),
            stock_items: [("prd_cake", "stk_cake"), ("opt_icing", "stk_sugar")]
                .map(|(id, item)| (id.to_owned(), item.to_owned()))
                .into(),
        }
    }

    fn body() -> Value {
        json!({
            "id": "ord_1", "location": "loc_here", "status": "confirmed", "number": "A-007",
            "fulfilment": {"type": "pickup"}, "name": "key-1", "note": null,
            "lines": [
                {"product": "prd_cake", "quantity": 2, "options": []},
                {"product": "prd_tea", "quantity": 3, "options": [
                    {"option": "opt_icing", "quantity": 2},
                ]},
            ],
            "currency": "EUR", "total_minor": 900, "placed_at": "2026-11-20T23:30:00Z",
            "version": 2, "rejection": null,
            "timeline": [
                {"version": 1, "event": "placed", "at": "2026-11-20T23:30:00Z", "by": null},
                {"version": 2, "event": "confirmed", "at": "2026-11-20T23:30:00.5Z", "by": null},
            ],
        })
    }

    #[test]
    fn an_order_is_read_with_its_day_and_what_it_takes() {
        let order = order(&body(), &shop()).expect("as the contract says");
        assert_eq!(order.place(), Some(("2026-11-21", 1_000_007)));
        let taken = [("stk_cake".to_owned(), 2), ("stk_sugar".to_owned(), 6)];
        assert_eq!(order.items, BTreeMap::from(taken));
        let placed = order.timeline[0].at;
        assert_eq!(order.confirmed_at(), Some(placed + 500_000));
    }

    #[test]
    fn an_order_against_the_contract_is_told() {
        let mut body = body();
        body["status"] = json!("lost");
        let error = order(&body, &shop()).expect_err("no such status");
        assert_eq!(error.to_string(), "there is no status lost");
    }

    #[test]
    fn a_menu_gives_each_product_with_its_required_options() {
        let body = json!({
            "categories": [{"id": "cat_drinks"}],
            "products": [
                {"id": "prd_tea", "available": true, "option_groups": ["grp_size", "grp_extras"]},
                {"id": "prd_gone", "available": false, "option_groups": []},
            ],
            "option_groups": [
                {"id": "grp_size", "min": 1, "options": [
                    {"id": "opt_small", "available": false}, {"id": "opt_large", "available": true},
                ]},
                {"id": "grp_extras", "min": 0, "options": [
                    {"id": "opt_milk", "stock_item": "stk_milk"},
                ]},
            ],
        });
        let options = vec!["opt_large".to_owned()];
        let expected = vec![Choice { product: "prd_tea".to_owned(), options }];
        assert_eq!(menu(&body).expect("a menu"), expected);
        let stock = BTreeMap::from([("opt_milk".to_owned(), "stk_milk".to_owned())]);
        assert_eq!(stock_items(&body).expect("a menu"), stock);
    }
}
