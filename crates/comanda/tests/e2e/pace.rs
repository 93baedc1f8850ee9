//! What lasts until a time and ends by itself: a break, a busy hour, what has sold out until noon.

use serde_json::{Value, json};

use crate::app::{Caller, On, TestApp, cart, on_every_store};

on_every_store! {
    what_lasts_until_a_time_ends_by_itself_for_quotes_and_orders
}

const HERE: &str = "/v1/locations/loc_here";

async fn what_lasts_until_a_time_ends_by_itself_for_quotes_and_orders(on: On) {
    let app = TestApp::on(on).await;
    let body = cart(&["espresso"]);
    let quote = async || app.post(Caller::Anonymous, "/v1/quotes", &body).await.is(200).json();
    let availability = format!("{HERE}/menu/products/prd_espresso/availability");
    let sold_out = json!({"available": false, "until": "2026-11-20T10:00:00Z"});
    app.put(Caller::Barista, &availability, &sold_out).await.is(204);
    let pause = json!({"paused_until": "2026-11-20T11:00:00Z"});
    app.put(Caller::Barista, &format!("{HERE}/pace"), &pause).await.is(200);
    let unavailable = async || {
        let found = quote().await["unavailable"].clone();
        let found = found.as_array().expect("a list").iter();
        found.map(|one| one["pointer"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(unavailable().await, ["/location", "/lines/0/product"]);
    let refused = app.place(Caller::Customer, "k1", &body).await;
    refused.problem(409, "orders.unavailable");

    app.pass(3_600).await;
    assert_eq!(unavailable().await, ["/location"], "the espresso is back at ten");
    let refused = app.place(Caller::Customer, "k2", &body).await;
    refused.problem(409, "orders.location-paused");
    app.pass(3_600).await;
    assert_eq!(unavailable().await, [""; 0], "the break is over at eleven");
    app.placed(Caller::Customer, "k3", &body).await;
    app.finish().await;
}

#[tokio::test]
async fn while_it_is_busy_later_is_promised_and_afterwards_no_more() {
    let app = TestApp::start().await;
    let minutes = async |body: &Value| {
        let quote = app.post(Caller::Anonymous, "/v1/quotes", body).await.is(200).json();
        let ready: kernel::Timestamp =
            quote["ready_at"].as_str().and_then(|at| at.parse().ok()).expect("a time");
        let now = kernel::Clock::now(&*app.clock);
        ready.duration_since(now).as_secs() / 60
    };
    let body = cart(&["espresso"]);
    let usual = minutes(&body).await;
    let busy = json!({"busy": {"extra_minutes": 25, "until": "2026-11-20T10:00:00Z"}});
    let told = app.put(Caller::Barista, &format!("{HERE}/pace"), &busy).await.is(200).json();
    assert_eq!(told["busy"]["extra_minutes"], 25);
    assert_eq!(minutes(&body).await, usual + 25);
    let order = app.placed(Caller::Customer, "k1", &body).await;
    let placed: kernel::Timestamp =
        order["ready_at"].as_str().and_then(|at| at.parse().ok()).expect("a time");
    let now = kernel::Clock::now(&*app.clock);
    assert_eq!(placed.duration_since(now).as_secs() / 60, usual + 25);
    app.pass(3_600).await;
    assert_eq!(minutes(&body).await, usual);
    app.finish().await;
}
