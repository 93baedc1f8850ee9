use kernel::{LocationId, Role};

use super::*;
use crate::domain::{Actor, Command, Fulfilment, Number, What};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn location() -> LocationId {
    "loc_here".parse().expect("an id")
}

fn line() -> Line {
    Line {
        product: "prd_tea".parse().expect("an id"),
        name: "Tea".to_owned(),
        station: "samovar".to_owned(),
        quantity: 1,
        options: Vec::new(),
        note: None,
        unit_price_minor: 190,
        tax_basis_points: 700,
        stock: Vec::new(),
    }
}

fn placed(fulfilment: Fulfilment) -> Order {
    let anna = PrincipalId::new("anna");
    let placed = Placed {
        id: OrderId::derived(&["anna", "1"]),
        location: location(),
        customer: anna.clone(),
        fingerprint: "f".to_owned(),
        name: Some("Anna".to_owned()),
        note: None,
        email: Some("anna@example.org".to_owned()),
        fulfilment,
        lines: vec![line()],
        currency: Currency::EUR,
        taxes: vec![Tax { rate_basis_points: 700, amount_minor: 14 }],
        tip_minor: 30,
        total_minor: 220,
        payment_source: Some("tok_visa".to_owned()),
        ready_at: at(900),
        fire_at: Some(at(300)),
        walk_in: true,
        redeemed: true,
        key: Some(OrderKey::new("k".to_owned())),
    };
    Order::place(placed, Actor { id: anna, role: Role::Customer }, at(0))
}

/// The record of an order as JSON and back.
fn stored(order: &Order) -> (String, Order) {
    let json = serde_json::to_string(&OrderRecord::from(order)).expect("serialises");
    let record: OrderRecord = serde_json::from_str(&json).expect("reads back");
    assert_eq!(record.status(), Some(order.status()), "{json}");
    (json, record.into())
}

#[test]
fn what_is_stored_reads_back_equal() {
    let confirm = || Command::Confirm(Number::new(7));
    let reject = Command::Reject { code: "orders.out-of-stock".to_owned(), detail: String::new() };
    let reason = || Some("why".to_owned());
    let mark = |done| Command::MarkLine { line: 1, done };
    let ready = || {
        let recall = |from| Command::Recall { from };
        let before = vec![confirm(), Command::Claim, Command::Release, Command::Rush(true)];
        let once = vec![Command::Start, mark(true), mark(false), Command::Ready];
        let back = vec![recall(Status::Ready), recall(Status::Preparing), Command::Rush(false)];
        [before, once, back, vec![Command::Start, Command::Ready]].concat()
    };
    let then = |last: Command| [ready(), vec![last]].concat();
    let delivery =
        || Fulfilment::Delivery { address: vec!["Street 1".to_owned()], phone: Some("1".into()) };
    let pickup = || Fulfilment::Pickup { at: Some(at(900)) };
    for (fulfilment, commands) in [
        (Fulfilment::DineIn { table: "12".to_owned() }, then(Command::Collect)),
        (Fulfilment::Pickup { at: None }, vec![reject]),
        (pickup(), then(Command::NoShow)),
        (pickup(), vec![confirm(), Command::Cancel { reason: reason() }]),
        (delivery(), [then(Command::Dispatch), vec![Command::Deliver]].concat()),
        (delivery(), then(Command::Undeliverable { reason: reason() })),
    ] {
        let mut order = placed(fulfilment);
        assert_eq!(stored(&order).1, order);
        for command in commands {
            let ben = Actor { id: PrincipalId::new("ben"), role: Role::Barista };
            let next = order.decide(command, Some(ben), at(1)).expect("is followed");
            order = next.expect("it changes");
            assert_eq!(stored(&order).1, order);
        }
    }
}

#[test]
fn an_order_from_before_payments_deliveries_tips_and_links_still_reads() {
    let old = || {
        serde_json::json!({
            "id": "ord_1", "location": "loc_here", "customer": "anna", "fingerprint": "f",
            "lines": [{"product": "prd_tea", "name": "Tea", "quantity": 1,
                "unit_price_minor": 0, "tax_basis_points": 0}],
            "currency": "EUR", "taxes": [], "total_minor": 0,
            "ready_at": "2026-11-20T12:00:00Z",
            "timeline": [
                {"at": "2026-11-20T11:50:00Z", "by": ["anna", "customer"], "event": "placed"},
            ],
        })
    };
    let read = |json: serde_json::Value| -> Order {
        let record: OrderRecord = serde_json::from_str(&json.to_string()).expect("an old record");
        record.into()
    };
    let order = read(old());
    assert_eq!(order.placed.fulfilment, Fulfilment::Pickup { at: None });
    let placed = &order.placed;
    assert_eq!((&placed.payment_source, &placed.email, placed.fire_at), (&None, &None, None));
    assert!(!placed.redeemed && !placed.walk_in);
    assert_eq!((placed.tip_minor, &placed.key), (0, &None));
    assert_eq!((placed.lines[0].station.as_str(), order.lines_done()), ("bar", vec![false]));
    assert!(matches!(order.timeline[0].what, What::Placed));
    let mut dine_in = old();
    dine_in["table"] = "12".into();
    let dine_in = read(dine_in);
    assert_eq!(dine_in.placed.fulfilment, Fulfilment::DineIn { table: "12".to_owned() });
}

#[test]
fn what_an_order_does_not_have_takes_no_room() {
    let mut order = placed(Fulfilment::Pickup { at: None });
    order.placed.email = None;
    order.placed.payment_source = None;
    order.placed.fire_at = None;
    order.placed.redeemed = false;
    order.placed.walk_in = false;
    order.placed.tip_minor = 0;
    order.placed.key = None;
    let (json, _) = stored(&order);
    let left_out = "email payment_source fire_at redeemed walk_in pickup_at delivery tip key";
    for field in left_out.split(' ') {
        assert!(!json.contains(field), "{field} in {json}");
    }
}
