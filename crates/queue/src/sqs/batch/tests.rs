use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use kernel::Class;
use serde_json::json;
use tokio::time::Instant;

use super::*;
use crate::consumer::{Handler, HandlerError};
use crate::port::Delivery;

/// Handles `a-1` for a second; fails, panics or never ends where the name says so.
#[derive(Default)]
struct Script(Mutex<Vec<String>>);

#[async_trait]
impl Handler for Script {
    async fn handle(&self, delivery: &Delivery) -> Result<(), HandlerError> {
        let name = delivery.body.clone();
        assert!(!name.contains("panic"), "as the case wants it");
        if name.contains("bad") {
            return Err(HandlerError::new("test.failed", Class::Invalid, "as the case wants it"));
        }
        let takes = if name.contains("slow") { 3_600 } else { 1 };
        tokio::time::sleep(Duration::from_secs(takes)).await;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(name);
        Ok(())
    }
}

/// An event as Lambda writes it.
fn event(names: &[&str]) -> Event {
    let record = |name: &&str| {
        let (group, _) = name.split_once('-').expect("a name is group-number");
        json!({
            "messageId": format!("id of {name}"),
            "receiptHandle": "AQEB",
            "body": name,
            "attributes": {
                "ApproximateReceiveCount": "3",
                "AWSTraceHeader": "Root=1-67891233-abcdef012345678912345678",
                "SentTimestamp": "1573251510774",
                "SequenceNumber": "18849496460467696128",
                "MessageGroupId": group,
                "SenderId": "AIDAIO23YVJENQZJOL4VO",
                "MessageDeduplicationId": name,
                "ApproximateFirstReceiveTimestamp": "1573251510774"
            },
            "messageAttributes": {},
            "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:shop-orders.fifo",
            "awsRegion": "us-east-1"
        })
    };
    let records: Vec<_> = names.iter().map(record).collect();
    serde_json::from_value(json!({ "Records": records })).expect("an event")
}

/// What was handled, in time, and what came again.
async fn run(names: &[&str], time: Duration) -> (Vec<String>, Vec<String>) {
    let handler = Arc::new(Script::default());
    let as_handler = Arc::clone(&handler) as Arc<dyn Handler>;
    let answer = handle("orders", event(names), as_handler, Instant::now() + time).await;
    let failed = answer.batch_item_failures.into_iter();
    let failed = failed.map(|one| one.item_identifier.replace("id of ", ""));
    let mut in_time =
        std::mem::take(&mut *handler.0.lock().unwrap_or_else(PoisonError::into_inner));
    in_time.sort();
    (in_time, failed.collect())
}

const LONG: Duration = Duration::from_mins(1);

#[tokio::test(start_paused = true)]
async fn a_failure_stops_its_group_and_no_other() {
    let (handled, failed) = run(&["a-1", "b-1", "a-2 bad", "b-2", "a-3"], LONG).await;
    assert_eq!(handled, ["a-1", "b-1", "b-2"]);
    assert_eq!(failed, ["a-2 bad", "a-3"]);
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_a_failure_of_its_message() {
    let (handled, failed) = run(&["a-1", "a-2 panic", "a-3", "b-1"], LONG).await;
    assert_eq!(handled, ["a-1", "b-1"]);
    assert_eq!(failed, ["a-2 panic", "a-3"]);
}

#[tokio::test(start_paused = true)]
async fn groups_are_handled_side_by_side() {
    let began = Instant::now();
    let (handled, failed) = run(&["a-1", "a-2", "b-1", "b-2", "c-1"], LONG).await;
    assert_eq!((handled.len(), failed.len()), (5, 0));
    assert_eq!(began.elapsed(), Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn at_the_deadline_the_rest_comes_again() {
    let began = Instant::now();
    let time = Duration::from_secs(10);
    let (handled, failed) = run(&["a-1", "a-2 slow", "a-3", "b-1"], time).await;
    assert_eq!(handled, ["a-1", "b-1"]);
    assert_eq!(failed, ["a-2 slow", "a-3"]);
    assert_eq!(began.elapsed(), time);
    let (handled, failed) = run(&["a-1", "b-1"], Duration::ZERO).await;
    assert!(handled.is_empty());
    assert_eq!(failed, ["a-1", "b-1"], "nothing begins when no time is left");
}

#[test]
fn a_record_tells_what_a_receive_would() {
    let Event { records } = event(&["a-1"]);
    assert!(records[0].queue_arn.ends_with(":shop-orders.fifo"));
    let delivery = Delivery::from(records[0].clone());
    let wanted = Delivery {
        message_id: "id of a-1".to_owned(),
        receipt: "AQEB".to_owned(),
        group: "a".to_owned(),
        deduplication_id: "a-1".to_owned(),
        body: "a-1".to_owned(),
        receive_count: 3,
        sent_at: "2019-11-08T22:18:30.774Z".parse().expect("a time"),
        trace: Some("Root=1-67891233-abcdef012345678912345678".to_owned()),
    };
    assert_eq!(delivery, wanted);
}

#[test]
fn the_answer_is_what_lambda_reads() {
    let failures = vec![Failure { item_identifier: "id".to_owned() }];
    let answer = Answer { batch_item_failures: failures };
    let json = serde_json::to_value(answer).expect("JSON");
    assert_eq!(json, json!({ "batchItemFailures": [{ "itemIdentifier": "id" }] }));
}
