//! Ways an order can go, and what can be done to it later on.

use serde_json::{Value, json};

use super::{INVALID, Refused, Table};
use crate::app::Caller;

const TEXT: &str = "orders.bad-text";

/// How an order gets to its customer.
pub(super) fn ways(table: &mut Table<'_>) {
    let mut way = |what: &str, fulfilment: Value, refused: Refused| {
        table.changed(what, |body| body["fulfilment"] = fulfilment, refused);
    };
    let at: &[&str] = &["/fulfilment/at"];
    // The kind of a fulfilment says what is in it, so its fields are not read one by one.
    let kind: &[&str] = &["/fulfilment"];
    // It takes eight minutes, and is taken seven days ahead.
    for time in ["2026-11-20T09:07:59Z", "2026-11-27T09:00:01Z", "0001-01-01T00:00:00Z"] {
        let refused = (422, "orders.bad-pickup-time", at);
        way(&format!("ready at {time}"), json!({"type": "pickup", "at": time}), refused);
    }
    for time in
        [json!("soon"), json!("2026-11-20"), json!("2026-11-20T12:00:00"), json!(1), json!({})]
    {
        way(
            &format!("ready at {time}"),
            json!({"type": "pickup", "at": time}),
            (422, INVALID, kind),
        );
    }
    let table_at = json!({"type": "dine-in", "table": "1", "at": "2026-11-20T12:00:00Z"});
    way("a table for later", table_at, (422, INVALID, at));
    let address: &[&str] = &["/fulfilment/address"];
    way("no address", json!({"type": "delivery"}), (422, INVALID, address));
    way(
        "an address as text",
        json!({"type": "delivery", "address": "Street 1"}),
        (422, INVALID, kind),
    );
    for lines in [&[][..], &["a"; 7]] {
        let body = json!({"type": "delivery", "address": lines});
        way(&format!("{} lines of address", lines.len()), body, (422, TEXT, address));
    }
    let second: &[&str] = &["/fulfilment/address/1"];
    for line in ["", "  ", "a\nb", &"x".repeat(81)] {
        let body = json!({"type": "delivery", "address": ["Street 1", line]});
        way(&format!("the address {line:?}"), body, (422, TEXT, second));
    }
    let phone: &[&str] = &["/fulfilment/phone"];
    for number in ["", " ", "030\r\n1", &"1".repeat(31)] {
        let body = json!({"type": "delivery", "address": ["Street 1"], "phone": number});
        way(&format!("the telephone {number:?}"), body, (422, TEXT, phone));
    }
    let number = json!({"type": "delivery", "address": ["Street 1"], "phone": 30});
    way("a number as telephone", number, (422, INVALID, kind));
    let tip = json!({"type": "delivery", "address": ["Street 1"], "tip": 1});
    way("a delivery with a tip", tip, (422, INVALID, &["/fulfilment/tip"]));
    let closed = json!({"type": "pickup", "at": "2026-11-20T12:00:00Z"});
    table.changed(
        "a location that is closed then",
        |body| {
            body["location"] = json!("loc_closed");
            body["fulfilment"] = closed;
        },
        (409, "orders.location-closed", at),
    );
}

/// Who is told, who pays, and who has scanned a code.
pub(super) fn people(table: &mut Table<'_>) {
    let long = format!("{}@example.org", "a".repeat(243));
    for email in ["", "anna", "@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", long.as_str()] {
        let refused = (422, TEXT, &["/email"][..]);
        table.changed(&format!("mail to {email:?}"), |b| b["email"] = json!(email), refused);
    }
    table.changed("mail to a number", |b| b["email"] = json!(1), (422, INVALID, &["/email"]));
    let from: &[&str] = &["/payment_source"];
    for source in ["", "tok visa", "tök", "tok\n", &"x".repeat(65)] {
        let what = format!("paid from {source:?}");
        table.changed(&what, |b| b["payment_source"] = json!(source), (422, TEXT, from));
    }
    table.changed("paid from a list", |b| b["payment_source"] = json!([]), (422, INVALID, from));
    for order in ["", "ord_", "loc_here", "ord_ABC"] {
        let refused = (422, INVALID, &["/order"][..]);
        table.changed(&format!("scanned for {order:?}"), |b| b["order"] = json!(order), refused);
    }
    let nobodys = json!("ord_00000000000000000000000000");
    table.changed("scanned by nobody", |b| b["order"] = nobodys, (404, "orders.not-found", &[]));
}

/// What is done to an order, a code and a workflow.
pub(super) fn verbs(table: &mut Table<'_>, mine: &str) {
    let undeliverable = format!("/v1/orders/{mine}/undeliverable");
    let long = json!({"reason": "ä".repeat(141)});
    table.post(Caller::Barista, &undeliverable, &long, (422, TEXT, &["/reason"]));
    let number = json!({"reason": 1});
    table.post(Caller::Barista, &undeliverable, &number, (422, INVALID, &["/reason"]));
    table.post(Caller::Barista, &undeliverable, &json!({"why": ""}), (422, INVALID, &["/why"]));
    let wrong: Refused = (409, "orders.wrong-fulfilment", &[]);
    table.post(Caller::Barista, &undeliverable, &json!({}), wrong);
    let refund = format!("/v1/orders/{mine}/refund");
    let some = json!({"amount_minor": 1});
    table.post(Caller::Manager, &refund, &some, (400, "api.idempotency-key-missing", &[]));
    let reason = json!({"amount_minor": 1, "reason": "x".repeat(141)});
    for (body, refused) in [
        (json!({}), (422, INVALID, &["/amount_minor"][..])),
        (json!({"amount_minor": "1"}), (422, INVALID, &["/amount_minor"])),
        (json!({"amount_minor": 0.5}), (422, INVALID, &["/amount_minor"])),
        (json!({"amount_minor": u64::MAX}), (422, INVALID, &["/amount_minor"])),
        (json!({"amount_minor": 1, "to": "me"}), (422, INVALID, &["/to"])),
        (reason, (422, TEXT, &["/reason"])),
        (some, (409, "orders.not-refundable", &[])),
    ] {
        let request = table.app.request(Caller::Manager, "POST", &refund);
        let request = request.header("content-type", "application/json");
        let what = format!("a refund of {body}");
        table.add(&what, request.header("idempotency-key", "r1"), body.to_string(), refused);
    }
    let unknown: Refused = (404, "orders.unknown-qr-code", &[]);
    for code in ["nocode", "CODE", "a%00b", "a%2Fb", &"x".repeat(65)] {
        for method in ["POST", "DELETE"] {
            let path = format!("/v1/qr-codes/{code}");
            let request = table.app.request(Caller::Customer, method, &path);
            table.add(&format!("{method} {path}"), request, "", unknown);
        }
    }
    table.get(Caller::Admin, "/v1/locations/loc_here/qr-code", (409, "orders.no-qr-codes", &[]));
    let nowhere: Refused = (422, "orders.unknown-location", &["/location"]);
    table.get(Caller::Admin, "/v1/locations/loc_nowhere/qr-code", nowhere);
    let notifications = "/v1/locations/loc_here/notifications";
    let path = format!("{notifications}?after=zz");
    table.get(Caller::Admin, &path, (422, "notify.bad-cursor", &[]));
    let path = format!("{notifications}?to=me");
    table.get(Caller::Admin, &path, (422, "api.invalid-query", &[]));
}
