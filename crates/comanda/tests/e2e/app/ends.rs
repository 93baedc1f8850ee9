//! How the workflow of each order stands when a test ends.

use std::collections::BTreeMap;

use serde_json::Value;

use super::books::orders_of;
use super::{Caller, TestApp};

/// None has failed; those of orders that have ended have ended, too, and hold nothing.
pub(crate) async fn check(app: &TestApp) {
    let workflows = workflows(app).await;
    let mut orders = BTreeMap::new();
    for location in ["here", "there", "closed"] {
        for order in orders_of(app, location).await {
            let word = |field: &str| order[field].as_str().expect("a text").to_owned();
            orders.insert(word("id"), word("status"));
        }
    }
    for (order, status) in &orders {
        let is_over = !is_open(status) && status != "ready" && status != "out-for-delivery";
        let workflow = workflows.get(order).map_or("not there", String::as_str);
        let expected = if is_over { "succeeded" } else { "running" };
        assert_eq!(workflow, expected, "the workflow of {order}, which is {status}");
        if !is_open(status) {
            assert!(!holds_capacity(app, order).await, "{order} is {status} and holds a place");
        }
    }
    // Those of codes that were scanned in vain.
    for (name, status) in workflows.iter().filter(|(name, _)| !orders.contains_key(*name)) {
        assert!(status == "succeeded" || status == "running", "{name} has {status}");
        let holds = holds_capacity(app, name).await;
        assert!(status == "running" || !holds, "{name} has {status} and holds a place");
    }
}

/// Whether somebody has still to make it.
fn is_open(status: &str) -> bool {
    ["placed", "confirmed", "preparing"].contains(&status)
}

/// Every execution by its name, with its status.
pub(crate) async fn workflows(app: &TestApp) -> BTreeMap<String, String> {
    let (mut found, mut after) = (BTreeMap::new(), String::new());
    loop {
        let path = format!("/v1/workflows/order-fulfilment/executions?limit=100{after}");
        let page = app.get(Caller::Admin, &path).await.is(200).json();
        for one in page["items"].as_array().expect("a list") {
            let word = |field: &str| one[field].as_str().expect("a text").to_owned();
            found.insert(word("name"), word("status"));
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return found,
        }
    }
}

async fn holds_capacity(app: &TestApp, order: &str) -> bool {
    let row = app.app.store.get("capacity_holds", order).await.expect("the store answers");
    let hold = row.map(|row| serde_json::from_str::<Value>(&row.body).expect("a record"));
    hold.is_some_and(|hold| hold["state"]["state"] == "held")
}
