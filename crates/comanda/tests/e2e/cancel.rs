//! Whenever an order is cancelled, everything it held comes back, and its customer is told once.

use serde_json::json;

use crate::app::{Caller, On, TestApp, cart, id, on_every_store, paid_from};

on_every_store! {
    whenever_an_order_is_cancelled_everything_comes_back
    an_order_that_is_ready_is_not_cancelled
}

async fn whenever_an_order_is_cancelled_everything_comes_back(on: On) {
    let app = TestApp::on(on).await;
    app.rules("here", &json!({"open_orders_max": 1})).await;
    let later = json!({"type": "pickup", "at": "2026-11-21T12:00:00Z"});
    let delivery = json!({"type": "delivery", "address": ["Street 1"]});
    let now = json!({"type": "pickup"});
    // How far it gets, who cancels it, and how it was to get to its customer.
    let stages: [(&[&str], Caller, _); 8] = [
        (&[], Caller::Customer, &now),
        (&["confirm"], Caller::Customer, &now),
        (&["confirm", "claim"], Caller::Customer, &now),
        (&["confirm", "claim", "release"], Caller::Barista, &delivery),
        (&["confirm", "claim", "start"], Caller::Barista, &now),
        (&["confirm", "start"], Caller::Manager, &delivery),
        (&["confirm"], Caller::Customer, &later),
        (&["confirm", "claim", "start"], Caller::Barista, &later),
    ];
    for (n, (steps, who, fulfilment)) in stages.into_iter().enumerate() {
        let mut body = paid_from(cart(&["croissant"]), "tok_approved");
        body["fulfilment"] = fulfilment.clone();
        let order = id(&app.placed(Caller::Customer, &format!("k{n}"), &body).await);
        for step in steps {
            app.settle().await;
            if *step == "confirm" {
                assert_eq!(app.status(&order).await, "confirmed", "{n}");
                assert_eq!(app.places_taken("here").await, 1);
                assert_eq!(app.level("here", "croissant").await, 99);
            } else {
                app.act(Caller::Barista, &order, step).await.is(200);
            }
        }
        let path = format!("/v1/orders/{order}/cancel");
        let reason = json!({"reason": "the milk is off"});
        for _ in 0..2 {
            let cancelled = app.post(who, &path, &reason).await.is(200).json();
            assert_eq!(cancelled["status"], "cancelled");
        }
        app.settle().await;
        assert_eq!(app.places_taken("here").await, 0, "{n}");
        assert_eq!(app.level("here", "croissant").await, 100, "{n}");
        let payment = app.payment(&order).await;
        assert_eq!((&payment["state"], &payment["captured_minor"]), (&json!("voided"), &json!(0)));
        let told = app.told(&order).await;
        let known: &[&str] = if steps.is_empty() {
            &["order-cancelled"]
        } else {
            &["new-order", "order-cancelled", "order-confirmed"]
        };
        assert_eq!(told, known, "{n}");
        let workflow = app.workflow(&order).await;
        assert_eq!(
            (&workflow["status"], &workflow["wakes_at"]),
            (&json!("succeeded"), &json!(null))
        );
        assert_eq!(workflow["output"]["status"], "cancelled");
    }
    let told = app.notifications(Caller::Customer, "/v1/notifications").await;
    let of_it = told.iter().filter(|one| one["message"] == "order-cancelled");
    let mut of_it = of_it.map(|one| one["text"].as_str().expect("a text"));
    assert!(of_it.all(|text| text.contains("The milk is off.")), "{told:?}");
    app.finish().await;
}

async fn an_order_that_is_ready_is_not_cancelled(on: On) {
    let app = TestApp::on(on).await;
    let mut delivery = paid_from(cart(&["croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &delivery).await;
    delivery["fulfilment"] = json!({"type": "delivery", "address": ["Street 1"]});
    let sent = app.ordered(Caller::Customer, "k2", &delivery).await;
    app.make(&order, &["start", "ready"]).await;
    app.make(&sent, &["start", "ready", "dispatch"]).await;
    for order in [&order, &sent] {
        for who in [Caller::Customer, Caller::Barista, Caller::Manager, Caller::Admin] {
            let late = app.act(who, order, "cancel").await;
            late.problem(409, "orders.too-late-to-cancel");
        }
        app.settle().await;
        assert_eq!(app.payment(order).await["state"], "captured");
    }
    assert_eq!(app.level("here", "croissant").await, 98);
    app.make(&order, &["collect"]).await;
    app.make(&sent, &["deliver"]).await;
    app.finish().await;
}
