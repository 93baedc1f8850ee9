use kernel::{Currency, OrderId, PrincipalId, Role, Timestamp};
use serde_json::{Value, json};

use super::order_body::OrderBody;
use super::place::PlaceOrderBody;
use super::request_body::FulfilmentBody;
use crate::domain::{Actor, Command, Fulfilment, Number, Order, Placed};

fn fulfilment(body: &Value) -> serde_json::Result<Fulfilment> {
    serde_json::from_str::<FulfilmentBody>(&body.to_string()).map(Fulfilment::from)
}

#[test]
fn each_way_to_the_customer_is_read_and_shown_alike() {
    for body in [
        json!({"type": "pickup"}),
        json!({"type": "pickup", "at": "2026-11-20T12:30:00Z"}),
        json!({"type": "dine-in", "table": "12"}),
        json!({"type": "delivery", "address": ["Street 1"]}),
        json!({"type": "delivery", "address": ["Street 1", "10999 Berlin"], "phone": "030 1"}),
    ] {
        let read = fulfilment(&body).expect("a good body");
        assert_eq!(read.word(), body["type"]);
        let shown = serde_json::to_value(FulfilmentBody::from(&read)).expect("serialises");
        assert_eq!(shown, body);
    }
    for body in [
        json!({"type": "pickup", "table": "12"}),
        json!({"type": "pickup", "at": "half past twelve"}),
        json!({"type": "dine-in", "table": "12", "at": "2026-11-20T12:30:00Z"}),
        json!({"type": "delivery"}),
        json!({"type": "delivery", "address": "Street 1"}),
        json!({"type": "drone"}),
    ] {
        assert!(fulfilment(&body).is_err(), "{body}");
    }
}

#[test]
fn what_a_request_leaves_out_does_not_change_its_fingerprint() {
    let sent = r#"{"location":"loc_here","lines":[{"product":"prd_tea","quantity":1}]}"#;
    let body: PlaceOrderBody = serde_json::from_str(sent).expect("a good body");
    let canonical = serde_json::to_string(&body).expect("serialises");
    let before = concat!(
        r#"{"location":"loc_here","fulfilment":{"type":"pickup"},"name":null,"note":null,"#,
        r#""lines":[{"product":"prd_tea","quantity":1,"options":[],"note":null}],"#,
        r#""expected_total_minor":null}"#
    );
    assert_eq!(canonical, before);
}

#[test]
fn an_order_shows_where_it_goes_and_never_what_it_is_paid_from() {
    let at = |second| Timestamp::from_second(second).expect("in range");
    let address = vec!["Street 1".to_owned()];
    let anna = Actor { id: PrincipalId::new("anna"), role: Role::Customer };
    let placed = Placed {
        id: OrderId::derived(&["anna", "1"]),
        location: "loc_here".parse().expect("an id"),
        customer: anna.id.clone(),
        fingerprint: "f".to_owned(),
        name: None,
        note: None,
        email: Some("anna@example.org".to_owned()),
        fulfilment: Fulfilment::Delivery { address, phone: Some("030 1".to_owned()) },
        lines: Vec::new(),
        currency: Currency::EUR,
        taxes: Vec::new(),
        tip_minor: 0,
        total_minor: 0,
        payment_source: Some("tok_visa".to_owned()),
        ready_at: at(600),
        fire_at: None,
        walk_in: false,
        redeemed: false,
        key: None,
    };
    let mut order = Order::place(placed, anna, at(0));
    let reason = Some("nobody opened the door".to_owned());
    for command in [
        Command::Confirm(Number::new(1)),
        Command::Start,
        Command::Ready,
        Command::Undeliverable { reason },
    ] {
        let ben = Actor { id: PrincipalId::new("ben"), role: Role::Barista };
        order = order.decide(command, Some(ben), at(1)).expect("followed").expect("changed");
    }
    let body = serde_json::to_value(OrderBody::from(&order)).expect("serialises");
    let to = json!({"type": "delivery", "address": ["Street 1"], "phone": "030 1"});
    assert_eq!((&body["fulfilment"], &body["email"]), (&to, &json!("anna@example.org")));
    assert_eq!(body["status"], "undeliverable");
    let by = json!({"role": "barista", "id": "ben"});
    let told = json!({"by": by, "reason": "nobody opened the door"});
    assert_eq!((&body["non_delivery"], &body["cancellation"]), (&told, &Value::Null));
    assert!(!body.to_string().contains("tok_visa"));
}
