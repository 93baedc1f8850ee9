//! Orders that can be read, but not be taken.

use serde_json::json;

use super::Table;

pub(super) fn orders(table: &mut Table<'_>) {
    let flaw = |code| (422, code, &["/lines/0/quantity"][..]);
    for quantity in [0, 51, u32::MAX] {
        table.changed(
            "a bad quantity",
            |b| b["lines"][0]["quantity"] = json!(quantity),
            flaw("orders.bad-quantity"),
        );
    }
    table.changed("no lines", |b| b["lines"] = json!([]), (422, "orders.bad-lines", &["/lines"]));
    table.changed(
        "51 lines",
        |b| b["lines"] = json!(vec![b["lines"][0].clone(); 51]),
        (422, "orders.bad-lines", &["/lines"]),
    );
    table.changed(
        "an unknown product",
        |b| b["lines"][0]["product"] = json!("prd_tea"),
        (422, "orders.unknown-product", &["/lines/0/product"]),
    );
    table.changed(
        "an option of another",
        |b| b["lines"][0]["options"] = json!(["opt_oat-milk"]),
        (422, "orders.unknown-option", &["/lines/0/options/0"]),
    );
    let line = |product: &str, options: &[&str]| json!([{"product": product, "quantity": 1, "options": options}]);
    let too_few = ("orders.too-few-options", &["/lines/0/options"][..]);
    table.changed(
        "a question unanswered",
        |b| b["lines"] = line("prd_sandwich", &[]),
        (422, too_few.0, too_few.1),
    );
    let too_many = "orders.too-many-options";
    table.changed(
        "two kinds of milk",
        |b| b["lines"] = line("prd_flat-white", &["opt_whole-milk", "opt_oat-milk"]),
        (422, too_many, &["/lines/0/options"]),
    );
    table.changed(
        "three kinds of bread",
        |b| b["lines"] = line("prd_sandwich", &["opt_rye", "opt_wheat", "opt_spelt"]),
        (422, too_many, &["/lines/0/options"]),
    );
    table.changed(
        "one option too often",
        |b| {
            b["lines"] = line(
                "prd_flat-white",
                &["opt_decaf-shot", "opt_extra-shot", "opt_extra-shot", "opt_extra-shot"],
            );
        },
        (422, "orders.invalid-request", &["/lines/0/options/1", "/lines/0/options"]),
    );
    table.changed(
        "a product sold out",
        |b| b["lines"] = line("prd_cake", &[]),
        (409, "orders.unavailable", &["/lines/0/product"]),
    );
    table.changed(
        "an option sold out",
        |b| b["lines"] = line("prd_flat-white", &["opt_goat-milk"]),
        (409, "orders.unavailable", &["/lines/0/options/0"]),
    );
    table.changed(
        "an unknown location",
        |b| b["location"] = json!("loc_nowhere"),
        (422, "orders.unknown-location", &["/location"]),
    );
    table.changed(
        "a closed location",
        |b| b["location"] = json!("loc_closed"),
        (409, "orders.location-closed", &[]),
    );
    table.changed(
        "another total",
        |b| b["expected_total_minor"] = json!(249),
        (409, "orders.total-changed", &["/expected_total_minor"]),
    );
    for total in [i64::MIN, i64::MAX, 0, -250] {
        table.changed(
            "another total",
            |b| b["expected_total_minor"] = json!(total),
            (409, "orders.total-changed", &["/expected_total_minor"]),
        );
    }
    texts(table);
}

/// Texts that are too long or empty, and many flaws at once.
fn texts(table: &mut Table<'_>) {
    let text = "orders.bad-text";
    table.changed("a long name", |b| b["name"] = json!("x".repeat(41)), (422, text, &["/name"]));
    table.changed("a long note", |b| b["note"] = json!("ä".repeat(141)), (422, text, &["/note"]));
    table.changed(
        "a long wish",
        |b| b["lines"][0]["note"] = json!("x".repeat(141)),
        (422, text, &["/lines/0/note"]),
    );
    for name in ["", "   ", "12345678901"] {
        table.changed(
            "a table",
            |b| b["fulfilment"] = json!({"type": "dine-in", "table": name}),
            (422, text, &["/fulfilment/table"]),
        );
    }
    table.changed(
        "many flaws at once",
        |b| b["lines"] = json!([{"product": "prd_tea", "quantity": 0}, {"product": "prd_cake", "quantity": 51}]),
        (422, "orders.invalid-request", &["/lines/0/quantity", "/lines/0/product", "/lines/1/quantity", "/lines/1/product"]),
    );
}
