//! The table of carts that the customer's app prices, too (`contracts/cart-cases.json`): what a
//! customer is shown before they are asked is what they are asked for.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::app::{Caller, TestApp};

const CASES: &str = include_str!("../../../../contracts/cart-cases.json");

#[tokio::test]
async fn a_cart_costs_what_the_table_says() {
    let table: Value = serde_json::from_str(CASES).expect("the table");
    let app = TestApp::start().await;
    for (name, shop) in table["shops"].as_object().expect("shops") {
        open(&app, name, shop).await;
    }
    let cases = table["cases"].as_array().expect("cases");
    assert!(cases.len() >= 10, "the table has become short: {}", cases.len());
    for case in cases {
        let wanted = json!({
            "location": location(case["shop"].as_str().expect("a shop")),
            "lines": case["lines"],
            "tip_minor": case["tip_minor"],
        });
        let answer = app.post(Caller::Anonymous, "/v1/quotes", &wanted).await;
        assert_eq!(of(&answer.json()), expected(&case["expect"]), "{}", case["name"]);
    }
    app.finish().await;
}

fn location(shop: &str) -> String {
    format!("loc_{shop}")
}

/// Makes a location that prices as the shop does, and sells what it sells.
async fn open(app: &TestApp, name: &str, shop: &Value) {
    let id = location(name);
    let about = json!({
        "id": id, "name": name, "time_zone": "Europe/Berlin", "hours": {},
        "currency": shop["currency"], "prices_include_tax": shop["prices_include_tax"],
        "tax_rates": shop["tax_rates"],
    });
    app.post(Caller::Admin, "/v1/locations", &about).await.is(201);
    let mut products = shop["products"].clone();
    for product in products.as_array_mut().expect("products") {
        product["category"] = "cat_all".into();
        product["station"] = "bar".into();
    }
    let menu = json!({
        "categories": [{"id": "cat_all", "name": "All"}],
        "products": products, "option_groups": shop["option_groups"],
    });
    let path = format!("/v1/locations/{id}/menu");
    let tag = app.get(Caller::Admin, &path).await.is(200).header("etag").to_owned();
    let put = app.request(Caller::Admin, "PUT", &path).header("if-match", tag);
    let put = app.json(put, &menu).await;
    assert!(put.status.is_success(), "{name}: {}", put.json());
}

/// What a quote says, as far as the table does: prices, or the codes of what cannot be ordered.
fn of(answer: &Value) -> Value {
    let wrong = ["errors", "unavailable"].into_iter().filter_map(|list| answer[list].as_array());
    // The shops of the table have no hours: that they are closed is not about the cart.
    let codes = wrong.flatten().filter(|fault| fault["pointer"] != "/location");
    let codes: BTreeSet<_> = codes.filter_map(|fault| fault["code"].as_str()).collect();
    if !codes.is_empty() {
        return json!({ "faults": codes });
    }
    expected(answer)
}

/// The members that the table has.
fn expected(from: &Value) -> Value {
    if from["faults"].is_array() {
        return from.clone();
    }
    let lines = from["lines"].as_array().into_iter().flatten();
    let lines = lines.map(|line| {
        json!({ "unit_price_minor": line["unit_price_minor"], "total_minor": line["total_minor"] })
    });
    json!({
        "lines": lines.collect::<Vec<_>>(), "subtotal_minor": from["subtotal_minor"],
        "tip_minor": from["tip_minor"], "total_minor": from["total_minor"],
    })
}
