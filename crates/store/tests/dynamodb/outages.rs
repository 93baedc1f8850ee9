//! AWS that throttles, loses answers, or says no.

use std::time::{Duration, Instant};

use kernel::Coded;
use serde_json::json;
use store::{Change, Error, Outcome, Store};

use crate::house::{House, NOTES, commit, message, note, noted, waiting};
use crate::proxy::{Act, Asked};

/// The tokens of the transactions among these.
fn tokens(asked: &[Asked]) -> Vec<String> {
    let of = |one: &Asked| one.body["ClientRequestToken"].as_str().map(str::to_owned);
    asked.iter().filter_map(of).collect()
}

fn kept(tokens: &[String]) -> bool {
    tokens.iter().all(|token| *token == tokens[0])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_is_throttled_is_made_again_under_its_token() {
    let house = House::new().await;
    house.proxy.next(
        "TransactWriteItems",
        [
            Act::error("ProvisionedThroughputExceededException"),
            Act::error("ThrottlingException"),
            Act::error("RequestLimitExceeded"),
            Act::error("TransactionInProgressException"),
            Act::Answer(500, json!({"__type": "InternalServerError"}).to_string()),
            Act::Answer(503, String::new()),
            Act::cancelled(&["None", "TransactionConflict", "None"]),
            Act::cancelled(&["ThrottlingError", "None", "None"]),
        ],
    );
    commit(&house.store, noted("a")).await;
    let tokens = tokens(&house.proxy.asked());
    assert_eq!((tokens.len(), kept(&tokens)), (9, true), "{tokens:?}");
    assert_eq!((house.counted().await, waiting(&house.store).await), (1, vec!["a".to_owned()]));
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_is_lost_is_committed_and_has_one_effect() {
    let house = House::new().await;
    house.proxy.next("TransactWriteItems", [Act::Lose, Act::Cut, Act::Lose]);
    commit(&house.store, noted("a")).await;
    assert_eq!((house.counted().await, waiting(&house.store).await), (1, vec!["a".to_owned()]));
    let tokens = tokens(&house.proxy.asked());
    assert_eq!((tokens.len(), kept(&tokens)), (4, true), "{tokens:?}");
    house.proxy.next("TransactWriteItems", [Act::Lose]);
    commit(&house.store, Change::of(vec![NOTES.replace(&note("a"), 1)])).await;
    let read = NOTES.get(&house.store, "a").await.expect("it reads").expect("it is there");
    assert_eq!(read.version, 2);
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_whose_answer_is_lost_is_a_conflict() {
    let house = House::new().await;
    commit(&house.store, noted("a")).await;
    house.proxy.next("TransactWriteItems", [Act::Lose]);
    let outcome = house.store.commit(noted("a")).await.expect("it answers");
    assert_eq!(outcome, Outcome::Conflict { write: 0 });
    assert_eq!(house.counted().await, 1);
    house.clear().await;
}

/// Of a write that met another transaction nobody knows whether its condition holds; of the one
/// whose condition failed everybody does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_condition_that_failed_beside_a_clash_is_a_conflict() {
    let house = House::new().await;
    let act = Act::cancelled(&["TransactionConflict", "ConditionalCheckFailed", "None"]);
    house.proxy.next("TransactWriteItems", [act]);
    let outcome = house.store.commit(noted("a")).await.expect("it answers");
    assert_eq!(outcome, Outcome::Conflict { write: 1 });
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_number_is_taken_takes_another() {
    let house = House::new().await;
    let taken = Act::cancelled(&["None", "None", "ConditionalCheckFailed"]);
    house.proxy.next("TransactWriteItems", [taken]);
    commit(&house.store, noted("a")).await;
    let asked = house.proxy.asked();
    let tries: Vec<_> = asked.iter().filter(|one| one.operation == "TransactWriteItems").collect();
    let sequence = |one: &Asked| {
        let text = one.body["TransactItems"][2]["Put"]["Item"]["sequence"]["N"].as_str();
        text.and_then(|digits| digits.parse::<i64>().ok()).expect("a number")
    };
    assert!(sequence(tries[1]) > sequence(tries[0]));
    // Other content under the same token would be refused.
    assert!(!kept(&tokens(&asked)));
    assert_eq!((house.counted().await, waiting(&house.store).await.len()), (1, 1));
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_are_made_again_until_all_is_read() {
    let house = House::new().await;
    commit(&house.store, Change::of(vec![NOTES.insert(&note("a")), NOTES.insert(&note("b"))]))
        .await;
    let table = format!("{}-notes", house.tables.prefix);
    let keys = json!([{"id": {"S": "a"}}, {"id": {"S": "b"}}]);
    let left = json!({table: {"Keys": keys, "ConsistentRead": true}});
    let unread = json!({"Responses": {}, "UnprocessedKeys": left});
    house.proxy.next("BatchGetItem", [Act::Cut, Act::Answer(200, unread.to_string())]);
    house.proxy.next("GetItem", [Act::error("ThrottlingException"), Act::Lose]);
    house.proxy.next("Query", [Act::error("ProvisionedThroughputExceededException")]);
    house.proxy.asked();
    let many = NOTES.get_many(&house.store, &["b".into(), "a".into()]).await.expect("it reads");
    assert!(many.iter().all(Option::is_some), "{many:?}");
    assert!(NOTES.get(&house.store, "a").await.expect("it reads").is_some());
    let page = NOTES.select("all", "all").page(&house.store).await.expect("it reads");
    assert_eq!(page.items.len(), 2);
    let mut expected = vec!["BatchGetItem"; 3];
    expected.extend(["GetItem"; 3]);
    expected.extend(["Query"; 2]);
    assert_eq!(house.proxy.operations(), expected);
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_is_deleted_though_aws_leaves_some() {
    let house = House::new().await;
    let change = Change::default().saying(message("g", "a")).saying(message("g", "b"));
    commit(&house.store, change).await;
    let waiting = house.store.outbox(10).await.expect("it reads");
    let sent: Vec<i64> = waiting.iter().map(|message| message.sequence).collect();
    house.proxy.asked();
    let shard = format!("{:x}", sent[1] % 16);
    let key = json!({"shard": {"S": shard}, "sequence": {"N": sent[1].to_string()}});
    let left = json!({"DeleteRequest": {"Key": key}});
    let outbox = format!("{}-outbox", house.tables.prefix);
    let answer = json!({"UnprocessedItems": {outbox: [left]}}).to_string();
    house.proxy.next("BatchWriteItem", [Act::Answer(200, answer)]);
    house.store.sent(&sent[1..]).await.expect("it forgets");
    house.store.sent(&sent[..1]).await.expect("it forgets");
    assert_eq!(house.proxy.operations(), ["BatchWriteItem"; 3]);
    assert!(house.store.outbox(10).await.expect("it reads").is_empty());
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forbidden_call_is_told_at_once_with_what_aws_says() {
    let house = House::new().await;
    let denied = json!({
        "__type": "com.amazon.coral.service#AccessDeniedException",
        "Message": "role/api is not authorized to perform: dynamodb:GetItem",
    });
    house.proxy.next("GetItem", [Act::Answer(400, denied.to_string())]);
    let refusal = house.store.get("notes", "a").await.expect_err("it is forbidden");
    assert_eq!(refusal.code(), "store.unavailable");
    let why = std::error::Error::source(&refusal).expect("a cause").to_string();
    assert!(why.contains("role/api is not authorized to perform: dynamodb:GetItem"), "{why}");
    assert_eq!(house.proxy.operations(), ["GetItem"]);
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_never_passes_ends_as_unavailable() {
    let house = House::new().await;
    let act = || Act::error("ThrottlingException");
    house.proxy.next("GetItem", std::iter::repeat_with(act).take(1_000));
    let begun = Instant::now();
    let refusal = house.store.get("notes", "a").await.expect_err("it is throttled");
    assert!(matches!(refusal, Error::Unavailable(_)), "{refusal:?}");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    let tries = house.proxy.operations().len();
    assert!((10..100).contains(&tries), "{tries} tries are too few or too many");
    house.clear().await;
}
