use serde_json::{Value, json};

use super::super::testing::{Cafe, call};
use super::*;

fn worker(cafe: &Cafe) -> Worker {
    Worker {
        services: cafe.app.services.clone(),
        prefix: "cafe".to_owned(),
        metrics: Metrics::new("cafe", cafe.clock.clone()),
    }
}

fn event(queue: &str, messages: &[(&str, &str, &str)]) -> Event {
    let record = |(id, group, body): &(&str, &str, &str)| {
        json!({
            "messageId": id, "receiptHandle": "r", "body": body, "md5OfBody": "m",
            "attributes": {
                "ApproximateReceiveCount": "1", "SentTimestamp": "1795000000000",
                "SequenceNumber": "1", "MessageGroupId": group, "SenderId": "s",
                "MessageDeduplicationId": id, "ApproximateFirstReceiveTimestamp": "1795000000000",
            },
            "messageAttributes": {}, "eventSource": "aws:sqs", "awsRegion": "eu-central-1",
            "eventSourceARN": format!("arn:aws:sqs:eu-central-1:123456789012:{queue}"),
        })
    };
    let records: Vec<Value> = messages.iter().map(record).collect();
    serde_json::from_value(json!({ "Records": records })).expect("an event of a queue")
}

#[tokio::test]
async fn a_message_begins_the_workflow_of_its_order() {
    let cafe = Cafe::open().await;
    let placed = cafe.places().await.placed;
    let said = cafe.said().await;
    let event = event("cafe-orders.fifo", &[("m1", "loc_here", &said)]);
    let answer = worker(&cafe).handle(event, call()).await.expect("handled");
    assert_eq!(answer, Answer::default());
    let execution = format!("order-fulfilment:{}", placed.id);
    cafe.app.workflows.describe(&execution).await.expect("it has begun");
}

#[tokio::test]
async fn a_message_that_cannot_be_handled_stops_its_group_and_no_other() {
    let cafe = Cafe::open().await;
    cafe.places().await;
    let good = cafe.said().await;
    let messages = [("m1", "a", "{}"), ("m2", "a", good.as_str()), ("m3", "b", good.as_str())];
    let event = event("cafe-orders.fifo", &messages);
    let answer = worker(&cafe).handle(event, call()).await.expect("handled");
    let failed: Vec<_> =
        answer.batch_item_failures.iter().map(|one| &one.item_identifier).collect();
    assert_eq!(failed, ["m1", "m2"]);
}

#[tokio::test]
async fn messages_of_a_queue_that_is_not_ours_are_refused() {
    let cafe = Cafe::open().await;
    for queue in ["cafe-users.fifo", "other-orders.fifo", "cafe-orders", "cafeorders.fifo"] {
        let refused = worker(&cafe).handle(event(queue, &[("m1", "a", "{}")]), call()).await;
        assert_eq!(refused.expect_err(queue).name(), "bug.unknown-queue");
    }
    let nothing = worker(&cafe).handle(event("", &[]), call()).await;
    assert_eq!(nothing.expect("nothing to do"), Answer::default());
}
