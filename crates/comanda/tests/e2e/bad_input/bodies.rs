//! Bodies that are not what the operation takes.

use serde_json::json;

use super::{INVALID, ORDERS, Refused, Table};
use crate::app::{Caller, cart};

pub(super) fn bodies(table: &mut Table<'_>) {
    let malformed: Refused = (400, "api.malformed-json", &[]);
    table.order("nothing", "", malformed);
    table.order("half a body", r#"{"location":"loc_here","lines":["#, malformed);
    table.order("two bodies", format!("{}{}", cart(&[]), cart(&[])), malformed);
    table.order("no UTF-8", &b"{\"location\":\"loc_h\xffre\"}"[..], malformed);
    table.order("half a surrogate", r#"{"location":"\ud800"}"#, malformed);
    table.order("NaN", r#"{"expected_total_minor":NaN}"#, malformed);
    table.order(
        "very deep",
        format!("{{\"fulfilment\":{}", "[".repeat(60_000)),
        (422, INVALID, &["/fulfilment/0"]),
    );
    table.order("no object", "[]", (422, INVALID, &[""]));
    table.order("null", "null", (422, INVALID, &[""]));
    table.order("no location", r#"{"lines":[]}"#, (422, INVALID, &["/location"]));
    table.order(
        "a field twice",
        r#"{"location":"loc_here","location":"loc_here","lines":[]}"#,
        (422, INVALID, &["/location"]),
    );
    table.order(
        "a field of a line twice",
        r#"{"location":"loc_here","lines":[{"product":"prd_espresso","quantity":1,"quantity":2}]}"#,
        (422, INVALID, &["/lines/0/quantity"]),
    );
    table.changed("an unknown field", |b| b["tip"] = json!(1), (422, INVALID, &["/tip"]));
    table.changed(
        "an unknown field of a line",
        |b| b["lines"][0]["size"] = json!("xl"),
        (422, INVALID, &["/lines/0/size"]),
    );
    table.changed("no list", |b| b["lines"] = json!({}), (422, INVALID, &["/lines"]));
    table.changed("a number for a name", |b| b["name"] = json!(7), (422, INVALID, &["/name"]));
    table.changed(
        "another kind of id",
        |b| b["location"] = json!("prd_here"),
        (422, INVALID, &["/location"]),
    );
    table.changed(
        "no id",
        |b| b["lines"][0]["product"] = json!("Espresso"),
        (422, INVALID, &["/lines/0/product"]),
    );
    table.changed(
        "an id of an option",
        |b| b["lines"][0]["options"] = json!(["milk"]),
        (422, INVALID, &["/lines/0/options/0"]),
    );
    table.changed(
        "another fulfilment",
        |b| b["fulfilment"] = json!({"type": "drone"}),
        (422, INVALID, &["/fulfilment/type"]),
    );
    table.changed(
        "a fulfilment too much",
        |b| b["fulfilment"] = json!({"type": "pickup", "table": "1"}),
        (422, INVALID, &["/fulfilment/table"]),
    );
    table.changed(
        "no table",
        |b| b["fulfilment"] = json!({"type": "dine-in"}),
        (422, INVALID, &["/fulfilment/table"]),
    );
    table.changed(
        "a price as text",
        |b| b["expected_total_minor"] = json!("2.50"),
        (422, INVALID, &["/expected_total_minor"]),
    );
    table.changed(
        "a price in parts",
        |b| b["expected_total_minor"] = json!(2.5),
        (422, INVALID, &["/expected_total_minor"]),
    );
    for quantity in ["-1", "1.5", "\"1\"", "null", "4294967296", "1e400", "true"] {
        let body = format!(
            r#"{{"location":"loc_here","lines":[{{"product":"prd_espresso","quantity":{quantity}}}]}}"#
        );
        let refused: Refused = match quantity {
            "1e400" => (400, "api.malformed-json", &[]),
            _ => (422, INVALID, &["/lines/0/quantity"]),
        };
        table.order(&format!("{quantity} of a product"), body, refused);
    }
    kinds(table);
}

/// Bodies sent as something else, and those that are too large.
fn kinds(table: &mut Table<'_>) {
    let wrong_type: Refused = (415, "api.not-json", &[]);
    for kind in
        ["text/plain", "application/xml", "application/jsonp", "application/problem+json", ""]
    {
        let request =
            table.app.request(Caller::Customer, "POST", ORDERS).header("idempotency-key", "k1");
        let request = request.header("content-type", kind);
        table.add(
            &format!("a body as {kind:?}"),
            request,
            cart(&["espresso"]).to_string(),
            wrong_type,
        );
    }
    let request =
        table.app.request(Caller::Customer, "POST", ORDERS).header("idempotency-key", "k1");
    table.add("a body as nothing", request, cart(&["espresso"]).to_string(), wrong_type);
    table.order("10 MB", vec![b' '; 10 << 20], (413, "api.body-too-large", &[]));
    table.changed(
        "a note of 70 KB",
        |b| b["note"] = json!("x".repeat(70_000)),
        (413, "api.body-too-large", &[]),
    );
}
