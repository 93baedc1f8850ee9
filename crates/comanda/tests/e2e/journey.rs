//! One order, from the menu to the hand of the customer.

use std::time::Duration;

use serde_json::{Value, json};

use crate::app::{Caller, On, TestApp, cart, id, on_every_store};

on_every_store! {
    an_order_goes_from_the_menu_to_the_customers_hand
    an_order_that_cannot_be_made_says_why
    words_of_every_script_come_back_as_they_were
    of_two_who_claim_at_once_one_has_the_ticket
}

/// The words of an order's timeline, each with who did it.
fn story(order: &Value) -> Vec<String> {
    let entries = order["timeline"].as_array().expect("a timeline").iter();
    let told = entries.map(|entry| {
        let event = entry["event"].as_str().expect("an event");
        match entry["by"]["id"].as_str() {
            Some(by) => format!("{event} by {by}"),
            None => event.to_owned(),
        }
    });
    told.collect()
}

async fn an_order_goes_from_the_menu_to_the_customers_hand(on: On) {
    let app = TestApp::on(on).await;
    let menu = app.get(Caller::Anonymous, "/v1/locations/loc_here/menu").await.is(200).json();
    let product = menu["products"][1]["id"].clone();
    let mut body = json!({
        "location": menu["location"],
        "fulfilment": {"type": "dine-in", "table": "12"},
        "lines": [
            {"product": product, "quantity": 2, "options": ["opt_oat-milk", "opt_extra-shot"]},
            {"product": "prd_croissant", "quantity": 1},
        ],
    });
    let quote = app.post(Caller::Anonymous, "/v1/quotes", &body).await.is(200).json();
    // 2 × (3.90 + 0.50 + 0.80) at 19 % and 2.20 at 7 %, both contained.
    assert_eq!((&quote["total_minor"], &quote["unavailable"]), (&json!(1260), &json!([])));
    let taxes = json!([
        {"rate_basis_points": 700, "amount_minor": 14},
        {"rate_basis_points": 1900, "amount_minor": 166},
    ]);
    assert_eq!(quote["taxes"], taxes);
    assert_eq!(quote["ready_at"], "2026-11-20T09:08:00Z");

    body["name"] = json!("Anna");
    body["note"] = json!("for the terrace");
    body["expected_total_minor"] = quote["total_minor"].clone();
    let answer = app.place(Caller::Customer, "k1", &body).await.is(202);
    let placed = answer.json();
    let order = id(&placed);
    assert_eq!(answer.header("location"), format!("/v1/orders/{order}"));
    assert_eq!((&placed["status"], &placed["version"]), (&json!("placed"), &json!(1)));
    assert_eq!((&placed["lines"], &placed["taxes"]), (&quote["lines"], &taxes));

    app.settle().await;
    let confirmed = app.order(Caller::Customer, &order).await;
    assert_eq!(
        (&confirmed["status"], &confirmed["number"]),
        (&json!("confirmed"), &json!("A-001"))
    );
    assert_eq!(
        (app.level("here", "croissant").await, app.level("here", "oat-milk").await),
        (99, 38)
    );

    for (verb, status) in [
        ("claim", "confirmed"),
        ("start", "preparing"),
        ("ready", "ready"),
        ("collect", "collected"),
    ] {
        app.wait(Duration::from_mins(2));
        let after = app.act(Caller::Barista, &order, verb).await.is(200).json();
        assert_eq!(after["status"], status, "after {verb}");
        let again = app.act(Caller::Barista, &order, verb).await;
        assert_eq!(again.is(200).json(), after, "{verb} a second time");
        app.settle().await;
    }
    let collected = app.order(Caller::Customer, &order).await;
    assert_eq!(
        story(&collected),
        [
            "placed by anna",
            "confirmed",
            "claimed by ben",
            "started by ben",
            "ready by ben",
            "collected by ben"
        ]
    );
    let entries = collected["timeline"].as_array().expect("a timeline");
    assert!(entries.iter().zip(1..).all(|(entry, version)| entry["version"] == version));
    assert!(entries.is_sorted_by_key(|entry| entry["at"].as_str()));
    assert_eq!((&collected["version"], &collected["barista"]), (&json!(6), &json!("ben")));
    assert_eq!((&collected["name"], &collected["note"]), (&body["name"], &body["note"]));
    assert_eq!(collected["fulfilment"], body["fulfilment"]);
    let mine = app.get(Caller::Customer, "/v1/orders").await.is(200).json();
    assert_eq!(mine, json!({"items": [collected], "next": null}));
    app.finish().await;
}

async fn an_order_that_cannot_be_made_says_why(on: On) {
    let app = TestApp::on(on).await;
    app.stock("here", "croissant", 0).await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["croissant"])).await);
    app.settle().await;
    let rejected = app.order(Caller::Customer, &order).await;
    assert_eq!((&rejected["status"], &rejected["number"]), (&json!("rejected"), &Value::Null));
    let why =
        json!({"code": "orders.out-of-stock", "detail": "there is not enough left of: Croissant"});
    assert_eq!(rejected["rejection"], why);
    for (caller, verb) in [(Caller::Barista, "claim"), (Caller::Customer, "cancel")] {
        app.act(caller, &order, verb).await.problem(409, "orders.wrong-status");
    }
    app.finish().await;
}

async fn words_of_every_script_come_back_as_they_were(on: On) {
    let app = TestApp::on(on).await;
    for (place, name) in
        ["Zoë 🥐", "א\u{202e}ב", "a\0b", "'; DROP TABLE orders; --", "\u{fffd}\u{1f9d1}\u{200d}"]
            .into_iter()
            .enumerate()
    {
        let mut body = cart(&["espresso"]);
        body["name"] = json!(name);
        body["note"] = json!(name);
        body["lines"][0]["note"] = json!(name);
        let placed = app.placed(Caller::Customer, &format!("k{place}"), &body).await;
        app.settle().await;
        let order = app.order(Caller::Customer, &id(&placed)).await;
        assert_eq!(order["status"], "confirmed", "{name:?}");
        for text in [&order["name"], &order["note"], &order["lines"][0]["note"]] {
            assert_eq!(text, name);
        }
    }
    app.finish().await;
}

async fn of_two_who_claim_at_once_one_has_the_ticket(on: On) {
    let app = TestApp::on(on).await;
    for n in 0..20 {
        let order = id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&["espresso"])).await);
        app.settle().await;
        let claim = |caller: Caller| {
            let (client, order) = ((*app).clone(), order.clone());
            tokio::spawn(async move { client.act(caller, &order, "claim").await })
        };
        let (ben, max) = (claim(Caller::Barista), claim(Caller::Manager));
        let answers = [ben.await.expect("no panic"), max.await.expect("no panic")];
        let mut statuses = answers.map(|answer| answer.status.as_u16());
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(app.order(Caller::Customer, &order).await["version"], 3);
    }
    app.finish().await;
}

#[tokio::test]
async fn a_customer_cancels_until_it_is_made_and_staff_until_it_is_ready() {
    let app = TestApp::start().await;
    // Bea works elsewhere; here she is a customer like Anna.
    for (n, customer) in [Caller::Customer, Caller::BaristaElsewhere].into_iter().enumerate() {
        let order = id(&app.placed(customer, &format!("k{n}"), &cart(&["espresso"])).await);
        app.settle().await;
        app.act(Caller::Barista, &order, "start").await.is(200);
        app.act(customer, &order, "cancel").await.problem(409, "orders.too-late-to-cancel");
        let cancelled = app.act(Caller::Barista, &order, "cancel").await.is(200).json();
        assert_eq!(cancelled["cancellation"]["by"], json!({"role": "barista", "id": "ben"}));
        let order = id(&app.placed(customer, &format!("l{n}"), &cart(&["espresso"])).await);
        let cancelled = app.act(customer, &order, "cancel").await.is(200).json();
        assert_eq!(cancelled["cancellation"]["by"]["role"], "customer");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_ticket_is_given_back_by_who_has_it_or_by_a_manager() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    app.act(Caller::Barista, &order, "claim").await.problem(409, "orders.wrong-status");
    app.settle().await;
    app.act(Caller::Manager, &order, "claim").await.is(200);
    for verb in ["claim", "release", "start"] {
        app.act(Caller::Barista, &order, verb).await.problem(409, "orders.claimed-by-another");
    }
    app.act(Caller::Manager, &order, "release").await.is(200);
    app.act(Caller::Barista, &order, "start").await.is(200);
    app.act(Caller::Manager, &order, "release").await.is(200);
    app.act(Caller::Admin, &order, "claim").await.is(200);
    let order = app.act(Caller::Barista, &order, "ready").await.is(200).json();
    assert_eq!((&order["status"], &order["barista"]), (&json!("ready"), &json!("ada")));
    app.finish().await;
}
