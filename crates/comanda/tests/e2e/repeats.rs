//! Whatever comes again, late or before its turn changes nothing, and nothing is lost by it.

use serde_json::{Value, json};
use store::Waiting;
use workflow::machine::Failed;

use crate::app::books::orders_of;
use crate::app::hearing::{hear, hear_twice};
use crate::app::{Caller, On, TestApp, cart, id, on_every_store, paid_from, with_code, workflows};

on_every_store! {
    an_order_that_is_heard_of_before_its_scan_goes_on
    answers_that_come_late_or_again_change_nothing
    every_message_of_every_way_through_can_come_again
}

/// Everything that a repeated message could change.
async fn everything(app: &TestApp, orders: &[String]) -> Value {
    let mut payments = Vec::new();
    let mut flows = Vec::new();
    for order in orders {
        payments.push(app.payment(order).await);
        flows.push(app.workflow(order).await);
    }
    let path = "/v1/locations/loc_here/notifications";
    json!({
        "orders": orders_of(app, "here").await,
        "croissants": app.level("here", "croissant").await,
        "places": app.places_taken("here").await,
        "payments": payments,
        "workflows": flows,
        "all": workflows(app).await,
        "told": app.notifications(Caller::Manager, path).await,
    })
}

/// Takes everything out of the outbox.
async fn taken(app: &TestApp) -> Vec<Waiting> {
    let waiting = app.app.store.outbox(100).await.expect("the store answers");
    let sent: Vec<_> = waiting.iter().map(|message| message.sequence).collect();
    app.app.store.sent(&sent).await.expect("the store answers");
    waiting
}

async fn an_order_that_is_heard_of_before_its_scan_goes_on(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"qr_codes": {}, "open_orders_max": 20})).await;
    app.settle().await;
    let code = app.code("here").await;
    let order = app.scan(Caller::Customer, &code).await.is(201).json()["order"].clone();
    let order = order.as_str().expect("an order");
    let scan = taken(&app).await;
    app.placed(Caller::Customer, "k1", &with_code(cart(&["croissant"]), order)).await;
    let placed = taken(&app).await;
    assert_eq!((scan.len(), placed.len()), (1, 1));
    for message in placed.iter().chain(&placed).chain(&scan).chain(&scan).chain(&placed) {
        hear(&app, message).await;
    }
    app.settle().await;
    assert_eq!(app.status(order).await, "confirmed");
    assert_eq!(app.states(order).await, json!(["AwaitReady"]));
    assert_eq!((app.tokens_left("here").await, app.places_taken("here").await), (9, 1));
    app.make(order, &["start", "ready", "collect"]).await;
    app.finish().await;
}

/// The token that an order's workflow waits with.
async fn token(app: &TestApp, order: &str) -> String {
    let row = app.app.store.get("order_waits", order).await.expect("the store answers");
    let wait: Value = serde_json::from_str(&row.expect("it waits").body).expect("a record");
    wait["token"].as_str().expect("a token").to_owned()
}

async fn answers_that_come_late_or_again_change_nothing(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 20})).await;
    let body = paid_from(cart(&["croissant"]), "tok_approved");
    let made = app.ordered(Caller::Customer, "k1", &body).await;
    let cancelled = app.ordered(Caller::Customer, "k2", &body).await;
    let waits = app.ordered(Caller::Customer, "k3", &body).await;
    let mut tokens = vec![token(&app, &made).await, token(&app, &cancelled).await];
    app.make(&made, &["start", "ready"]).await;
    tokens.push(token(&app, &made).await);
    app.make(&made, &["collect"]).await;
    app.act(Caller::Customer, &cancelled, "cancel").await.is(200);
    app.settle().await;
    let orders = [made, cancelled, waits];
    let before = everything(&app, &orders).await;
    let engine = app.engine();
    for token in tokens.iter().chain(&tokens) {
        for status in ["ready", "cancelled"] {
            engine.succeed(token, json!({"status": status})).await.expect("it comes late");
        }
        let failed = Failed { error: Some("orders.cancelled".to_owned()), cause: None };
        engine.fail(token, failed).await.expect("it comes late");
        engine.heartbeat(token).await.expect("it comes late");
    }
    // Nobody can make up a token.
    let own = token(&app, &orders[2]).await;
    let (task, proof) = own.rsplit_once('/').expect("a proof");
    for forged in
        [format!("{task}/{}", proof.replace(&proof[..1], "~")), task.to_owned(), String::new()]
    {
        assert!(engine.succeed(&forged, json!({})).await.is_err(), "{forged}");
    }
    app.settle().await;
    assert_eq!(everything(&app, &orders).await, before);
    app.finish().await;
}

async fn every_message_of_every_way_through_can_come_again(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 20})).await;
    app.stock("here", "croissant", 8).await;
    let delivery = json!({"type": "delivery", "address": ["Street 1"]});
    let later = json!({"type": "pickup", "at": "2026-11-20T12:00:00Z"});
    let now = json!({"type": "pickup"});
    let ways: [(&str, &Value, &[&str]); 8] = [
        ("tok_approved", &now, &["claim", "release", "start", "ready", "collect"]),
        ("tok_approved", &delivery, &["start", "ready", "dispatch", "deliver"]),
        ("tok_capture_fails", &now, &["start", "ready", "no-show"]),
        ("tok_declined", &now, &[]),
        ("tok_approved", &later, &["claim", "cancel"]),
        ("tok_approved", &now, &["start", "cancel"]),
        ("tok_approved", &now, &["start", "late"]),
        ("tok_approved", &now, &["start", "ready", "late"]),
    ];
    let (mut heard, mut orders) = (Vec::new(), Vec::new());
    for (n, (source, fulfilment, verbs)) in ways.into_iter().enumerate() {
        let mut body = paid_from(cart(&["croissant"]), source);
        body["fulfilment"] = fulfilment.clone();
        let order = id(&app.placed(Caller::Customer, &format!("k{n}"), &body).await);
        hear_twice(&app, &mut heard).await;
        for verb in verbs {
            if *verb == "late" {
                app.wait(std::time::Duration::from_hours(5));
                app.engine().wake_due().await.expect("the store answers");
                app.engine().rest().await;
            } else {
                app.act(Caller::Barista, &order, verb).await.is(200);
            }
            hear_twice(&app, &mut heard).await;
        }
        orders.push(order);
    }
    let mut ends = Vec::new();
    for order in &orders {
        ends.push(app.status(order).await);
    }
    let expected = [
        "collected",
        "delivered",
        "no-show",
        "rejected",
        "cancelled",
        "cancelled",
        "cancelled",
        "no-show",
    ];
    assert_eq!(ends, expected);
    assert_eq!((app.level("here", "croissant").await, app.places_taken("here").await), (4, 0));
    assert!(heard.len() > 70, "{}", heard.len());
    let before = everything(&app, &orders).await;
    for message in heard.iter().chain(heard.iter().rev()) {
        hear(&app, message).await;
    }
    app.settle().await;
    assert_eq!(everything(&app, &orders).await, before);
    app.finish().await;
}
