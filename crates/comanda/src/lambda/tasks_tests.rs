use orders::Error;

use super::super::testing::Cafe;
use super::*;

fn tasks(cafe: &Cafe) -> Tasks {
    Tasks { orders: cafe.app.orders.clone(), workflows: cafe.app.workflows.clone() }
}

async fn event(cafe: &Cafe, task: &str) -> Value {
    let placed = cafe.places().await.placed;
    json!({
        "task": task,
        "order": placed.id, "location": placed.location, "customer": placed.customer,
    })
}

#[tokio::test]
async fn a_task_gives_what_it_gives_the_embedded_engine() {
    let cafe = Cafe::open().await;
    let mut event = event(&cafe, "orders_check_order").await;
    let facts = tasks(&cafe).perform(event.clone()).await.expect("it is there");
    assert_eq!(facts["fulfilment"], "pickup");
    event["task"] = "orders_confirm".into();
    let number = tasks(&cafe).perform(event.clone()).await.expect("it is confirmed");
    assert_eq!(number, json!({ "number": "A-001" }));
    let again = tasks(&cafe).perform(event).await.expect("it may run twice");
    assert_eq!(again, number);
}

#[tokio::test]
async fn a_refusal_has_the_name_that_a_state_catches() {
    let cafe = Cafe::open().await;
    let mut event = event(&cafe, "orders_close").await;
    event["error"] = "orders.cancelled".into();
    tasks(&cafe).perform(event.clone()).await.expect("it is closed");
    event["task"] = "orders_check_order".into();
    let refused = tasks(&cafe).perform(event.clone()).await.expect_err("it is at its end");
    assert_eq!(refused, Failure::from(Error::Cancelled));
    event["task"] = "orders_make_coffee".into();
    let refused = tasks(&cafe).perform(event).await.expect_err("nobody knows it");
    assert_eq!(refused.name(), "bug.orders.bad-task");
}

#[tokio::test]
async fn what_is_waited_for_is_answered_later_by_its_token() {
    let cafe = Cafe::open().await;
    let mut event = event(&cafe, "orders_confirm").await;
    tasks(&cafe).perform(event.clone()).await.expect("it is confirmed");
    event["task"] = "orders_await_ready".into();
    event["token"] = "t-1".into();
    assert_eq!(tasks(&cafe).perform(event.clone()).await.expect("it is stored"), json!({}));
    let order = event["order"].as_str().expect("an id");
    let wait = cafe.app.store.get("order_waits", order).await.expect("memory answers");
    assert!(wait.expect("it waits").body.contains("t-1"));
}

#[tokio::test]
async fn an_answer_that_is_known_at_once_is_sent_by_the_token() {
    let cafe = Cafe::open().await;
    let mut event = event(&cafe, "orders_check_order").await;
    // Whoever is asked does not know this token, so it shows that somebody was asked.
    event["token"] = "nobody's".into();
    let refused = tasks(&cafe).perform(event).await.expect_err("nobody waits");
    assert_eq!(refused, Failure::from(workflow::Error::BadToken));
}

#[test]
fn only_the_words_of_a_failed_function_are_passed_on() {
    let whole = json!({ "errorType": "orders.out-of-stock", "errorMessage": "No croissants." });
    for (cause, words) in [
        (whole.to_string().as_str(), "No croissants."),
        ("No croissants.", "No croissants."),
        (r#"{"trace": []}"#, r#"{"trace": []}"#),
    ] {
        let mut event = json!({ "cause": cause });
        plain_cause(&mut event);
        assert_eq!(event["cause"], words);
    }
}
