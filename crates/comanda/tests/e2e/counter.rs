//! What baristas note about an order on its way, and how it goes back when a button was pressed by
//! mistake.

use serde_json::{Value, json};

use crate::app::{Answer, Caller, On, TestApp, cart, on_every_store, paid_from};

on_every_store! {
    an_order_recalled_from_ready_is_made_once_more_and_paid_once
    a_recalled_order_that_nobody_makes_is_given_up_and_its_money_goes_back
    a_recalled_delivery_is_waited_for_once_more
}

async fn recall(app: &TestApp, caller: Caller, order: &str, from: &str) -> Answer {
    app.post(caller, &format!("/v1/orders/{order}/recall"), &json!({ "from": from })).await
}

fn events(order: &Value) -> Vec<&str> {
    let timeline = order["timeline"].as_array().expect("a timeline");
    timeline.iter().map(|entry| entry["event"].as_str().expect("a word")).collect()
}

async fn an_order_recalled_from_ready_is_made_once_more_and_paid_once(on: On) {
    let app = TestApp::on(on).await;
    let body = paid_from(cart(&["croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    app.make(&order, &["start", "ready"]).await;
    assert_eq!(app.states(&order).await, json!(["AwaitHandover"]));
    // Sent twice, it goes one step.
    for _ in 0..2 {
        let back = recall(&app, Caller::Barista, &order, "ready").await.is(200).json();
        assert_eq!((&back["status"], &back["barista"]), (&json!("preparing"), &json!("ben")));
    }
    app.settle().await;
    assert_eq!(app.states(&order).await, json!(["AwaitReadyAgain"]));
    let back = recall(&app, Caller::Barista, &order, "preparing").await.is(200).json();
    assert_eq!(back["status"], "confirmed");
    app.settle().await;
    assert_eq!(app.states(&order).await, json!(["AwaitReadyAgain"]));
    // Ready at once, and a minute later: told the second time only.
    app.make(&order, &["start", "ready"]).await;
    assert_eq!(app.told(&order).await, ["new-order", "order-confirmed", "order-ready"]);
    recall(&app, Caller::Barista, &order, "ready").await.is(200);
    app.pass(60).await;
    app.make(&order, &["ready"]).await;
    let told = ["new-order", "order-confirmed", "order-ready", "order-ready"];
    assert_eq!(app.told(&order).await, told);
    app.make(&order, &["collect"]).await;
    assert_eq!(app.workflow(&order).await["output"], json!({"status": "collected"}));
    let payment = app.payment(&order).await;
    assert_eq!((&payment["state"], &payment["captured_minor"]), (&json!("captured"), &json!(220)));
    assert_eq!(payment["entries"].as_array().expect("entries").len(), 2);
    assert_eq!(app.level("here", "croissant").await, 99);
    recall(&app, Caller::Barista, &order, "ready").await.problem(409, "orders.wrong-status");
    app.finish().await;
}

async fn a_recalled_order_that_nobody_makes_is_given_up_and_its_money_goes_back(on: On) {
    let app = TestApp::on(on).await;
    let body = paid_from(cart(&["croissant"]), "tok_approved");
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    app.make(&order, &["start", "ready"]).await;
    recall(&app, Caller::Barista, &order, "ready").await.is(200);
    app.settle().await;
    app.pass(899).await;
    assert_eq!(app.status(&order).await, "preparing");
    // Whoever marks a line is at work: the clock is wound up.
    app.post(Caller::Barista, &format!("/v1/orders/{order}/lines/1/done"), &json!({}))
        .await
        .is(200);
    app.settle().await;
    app.pass(899).await;
    assert_eq!(app.status(&order).await, "preparing");
    app.pass(1).await;
    assert_eq!(app.status(&order).await, "cancelled");
    let payment = app.payment(&order).await;
    assert_eq!((&payment["state"], &payment["refunded_minor"]), (&json!("refunded"), &json!(220)));
    assert_eq!(app.level("here", "croissant").await, 100);
    app.finish().await;
}

async fn a_recalled_delivery_is_waited_for_once_more(on: On) {
    let app = TestApp::on(on).await;
    let mut body = paid_from(cart(&["croissant"]), "tok_approved");
    body["fulfilment"] = json!({"type": "delivery", "address": ["Street 1"]});
    let order = app.ordered(Caller::Customer, "k1", &body).await;
    app.make(&order, &["start", "ready"]).await;
    recall(&app, Caller::Barista, &order, "ready").await.is(200);
    // Made again before anybody hears of it: nothing has happened to its workflow.
    app.act(Caller::Barista, &order, "ready").await.is(200);
    app.settle().await;
    assert_eq!(app.states(&order).await, json!(["AwaitDispatch"]));
    recall(&app, Caller::Barista, &order, "ready").await.is(200);
    app.settle().await;
    app.make(&order, &["ready", "dispatch", "deliver"]).await;
    assert_eq!(app.workflow(&order).await["output"], json!({"status": "delivered"}));
    assert_eq!(app.payment(&order).await["captured_minor"], 220);
    app.finish().await;
}

#[tokio::test]
async fn an_order_that_is_recalled_when_its_time_to_be_fetched_is_over_is_no_no_show() {
    let app = TestApp::start().await;
    let order = app.ordered(Caller::Customer, "k1", &cart(&["croissant"])).await;
    app.make(&order, &["start", "ready"]).await;
    app.wait(std::time::Duration::from_hours(4));
    recall(&app, Caller::Barista, &order, "ready").await.is(200);
    // The timer goes off before anybody hears of it.
    assert_eq!(app.engine().wake_due().await.expect("the store answers"), 1);
    app.engine().rest().await;
    app.settle().await;
    assert_eq!(app.status(&order).await, "preparing");
    assert_eq!(app.states(&order).await, json!(["AwaitReadyAgain"]));
    app.make(&order, &["ready", "collect"]).await;
    assert_eq!(app.workflow(&order).await["output"], json!({"status": "collected"}));
    app.finish().await;
}

#[tokio::test]
async fn each_station_marks_its_lines_and_the_customer_sees_it() {
    let app = TestApp::start().await;
    let order = app.ordered(Caller::Customer, "k1", &cart(&["espresso", "croissant"])).await;
    let mark = async |line: &str, how: &str| {
        app.post(Caller::Barista, &format!("/v1/orders/{order}/lines/{line}/{how}"), &json!({}))
            .await
    };
    mark("2", "done").await.is(200);
    mark("2", "done").await.is(200);
    mark("1", "done").await.is(200);
    mark("1", "undone").await.is(200);
    mark("3", "done").await.problem(404, "orders.no-such-line");
    mark("0", "done").await.problem(404, "orders.no-such-line");
    mark("first", "done").await.problem(404, "api.not-found");
    app.post(Caller::Barista, &format!("/v1/orders/{order}/rush"), &json!({"rush": true}))
        .await
        .is(200);
    app.settle().await;
    let seen = app.order(Caller::Customer, &order).await;
    let lines: Vec<_> = seen["lines"].as_array().expect("lines").iter().collect();
    let made: Vec<_> = lines.iter().map(|line| (&line["station"], &line["done"])).collect();
    assert_eq!(made, [(&json!("bar"), &json!(false)), (&json!("counter"), &json!(true))]);
    assert_eq!((&seen["status"], &seen["rush"]), (&json!("confirmed"), &json!(true)));
    let marks = ["placed", "confirmed", "line-done", "line-done", "line-undone", "rushed"];
    assert_eq!(events(&seen), marks);
    assert_eq!(seen["timeline"][2]["line"], 2);
    app.post(Caller::Customer, &format!("/v1/orders/{order}/lines/1/done"), &json!({}))
        .await
        .problem(403, "api.forbidden");
    app.finish().await;
}
