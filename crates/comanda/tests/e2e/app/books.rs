//! The books of a test: every croissant that came in is on the shelf, held for an order, or gone.

use std::collections::BTreeMap;

use products::Products;
use serde_json::Value;

use super::{Caller, TestApp};

/// Location and stock item, without prefixes.
type Item = (String, String);

/// How much came in of each item.
#[derive(Debug, Default)]
pub(crate) struct Books(BTreeMap<Item, i64>);

/// What the orders of a location have taken.
#[derive(Default)]
struct Taken {
    held: BTreeMap<Item, i64>,
    used: BTreeMap<Item, i64>,
}

impl Books {
    /// Takes down what a location has to begin with.
    pub(crate) async fn open(&mut self, products: &Products, location: &str) {
        let id = format!("loc_{location}").parse().expect("a location id");
        for level in products.list_stock(&id).await.expect("the location is there") {
            self.bring(location, level.item.id.suffix(), level.level);
        }
    }

    pub(crate) fn bring(&mut self, location: &str, item: &str, count: i64) {
        *self.0.entry((location.to_owned(), item.to_owned())).or_default() += count;
    }

    /// Compares the books with the levels and with every order there is.
    pub(crate) async fn add_up(&self, app: &TestApp) {
        let mut taken = Taken::default();
        for location in ["here", "there", "closed"] {
            for order in orders_of(app, location).await {
                taken.add(location, &order);
                check_reservation(app, location, &order).await;
            }
        }
        for (item, came) in &self.0 {
            let level = app.level(&item.0, &item.1).await;
            let held = taken.held.get(item).copied().unwrap_or(0);
            let used = taken.used.get(item).copied().unwrap_or(0);
            let sum = level + held + used;
            assert_eq!(sum, *came, "{item:?}: {level} there, {held} held, {used} used");
            assert!(level >= 0, "{item:?}: {level}");
        }
    }
}

impl Taken {
    fn add(&mut self, location: &str, order: &Value) {
        let taken = match state_of(order) {
            "held" => &mut self.held,
            "used" => &mut self.used,
            _ => return,
        };
        for (item, count) in needs(order) {
            *taken.entry((location.to_owned(), item)).or_default() += count;
        }
    }
}

/// Every order of a location.
pub(crate) async fn orders_of(app: &TestApp, location: &str) -> Vec<Value> {
    let (mut orders, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/v1/locations/loc_{location}/orders?limit=100{after}");
        let page = app.get(Caller::Admin, &path).await.is(200).json();
        orders.extend(page["items"].as_array().expect("a list").iter().cloned());
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return orders,
        }
    }
}

/// What an order should have done with the stock it needs.
fn state_of(order: &Value) -> &'static str {
    match order["status"].as_str().expect("a status") {
        "confirmed" | "preparing" | "ready" | "out-for-delivery" => "held",
        "collected" | "delivered" | "no-show" | "undeliverable" => "used",
        "rejected" | "cancelled" => "released",
        other => panic!("{} is still {other}", order["id"]),
    }
}

/// What an order takes from stock: the tests' menu gives an item the name of what takes it.
fn needs(order: &Value) -> BTreeMap<String, i64> {
    let mut needs = BTreeMap::new();
    for line in order["lines"].as_array().expect("lines") {
        let quantity = line["quantity"].as_i64().expect("a quantity");
        if line["product"] == "prd_croissant" {
            *needs.entry("croissant".to_owned()).or_default() += quantity;
        }
        for option in line["options"].as_array().expect("options") {
            if option["option"] == "opt_oat-milk" {
                let times = option["quantity"].as_i64().expect("a quantity");
                *needs.entry("oat-milk".to_owned()).or_default() += quantity * times;
            }
        }
    }
    needs
}

/// The reservation of an order is what its status and its lines say.
async fn check_reservation(app: &TestApp, location: &str, order: &Value) {
    let id = order["id"].as_str().expect("an id");
    let row = app.app.store.get("reservations", id).await.expect("the store answers");
    let needs = needs(order);
    let Some(row) = row else {
        // One that was cancelled before its turn has never asked for anything.
        let is_off = state_of(order) == "released";
        assert!(needs.is_empty() || is_off, "{id} holds nothing of {needs:?}");
        return;
    };
    let reservation: Value = serde_json::from_str(&row.body).expect("a record");
    assert_eq!(reservation["state"], state_of(order), "{order}");
    let items = reservation["items"].as_array().expect("items").iter();
    let item = |item: &Value| {
        let name = item["stock_item"].as_str().expect("an id").trim_start_matches("stk_");
        (name.to_owned(), item["quantity"].as_i64().expect("a quantity"))
    };
    // One that never came to hold anything has no items.
    let items: BTreeMap<_, _> = items.map(item).collect();
    if reservation["location"].is_null() {
        assert!(items.is_empty());
    } else {
        assert_eq!((items, &reservation["location"]), (needs, &format!("loc_{location}").into()));
    }
}
