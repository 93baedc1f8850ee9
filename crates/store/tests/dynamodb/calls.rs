//! How many calls of AWS an operation costs. They are paid one by one.

use store::{Change, Store};

use crate::house::{COLLECTIONS, House, NOTES, commit, count, message, note};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operation_costs_the_calls_it_is_said_to_cost() {
    let house = House::new().await;
    let (store, asked) = (&house.store, || house.proxy.operations());
    assert!(asked().is_empty(), "opening costs nothing");

    commit(store, Change::of(vec![NOTES.insert(&note("a")), count(1)])).await;
    assert_eq!(asked(), ["TransactWriteItems"]);
    // Two groups of the same shard, then of two.
    commit(store, Change::default().saying(message("g", "1")).saying(message("g", "2"))).await;
    assert_eq!(asked(), ["Query", "TransactWriteItems"]);
    commit(store, Change::default().saying(message("g", "3")).saying(message("h", "4"))).await;
    assert_eq!(asked(), ["Query", "Query", "TransactWriteItems"]);
    commit(store, Change::default()).await;
    assert!(asked().is_empty(), "a change of nothing costs nothing");

    NOTES.get(store, "a").await.expect("it reads");
    NOTES.get(store, "no\0key").await.expect("it reads");
    store.counter("notes").await.expect("it reads");
    store.ping().await.expect("it answers");
    assert_eq!(asked(), ["GetItem"; 3]);
    let ids: Vec<String> = (0..100).map(|n| format!("n{}", n % 50)).collect();
    NOTES.get_many(store, &ids).await.expect("it reads");
    assert_eq!(asked(), ["BatchGetItem"]);
    NOTES.select("all", "all").page(store).await.expect("it reads");
    NOTES.select("all", "all").from("b").until("a").page(store).await.expect("it reads");
    assert_eq!(asked(), ["Query"]);
    store.next("number").await.expect("it counts");
    assert_eq!(asked(), ["UpdateItem"]);

    let waiting = store.outbox(10).await.expect("it reads");
    assert_eq!(asked(), ["Scan"; 2]);
    let shard = format!("{:x}", waiting[0].sequence % 16);
    store.of_shards(&[&shard]).expect("a shard").outbox(10).await.expect("it reads");
    assert_eq!(asked(), ["Query"; 2]);
    let nothing = store.of_shards(&["0"]).expect("a shard").outbox(10).await.expect("it reads");
    assert_eq!((asked(), nothing), (vec!["Query".to_owned()], Vec::new()));
    let sent: Vec<i64> = waiting.iter().map(|message| message.sequence).chain(0..26).collect();
    store.sent(&sent).await.expect("it forgets");
    commit(store, Change { sent, ..Change::default() }).await;
    assert_eq!(asked(), ["BatchWriteItem"; 4], "25 at a time");
    assert!(store.outbox(10).await.expect("it reads").is_empty());
    assert_eq!(asked(), ["Scan"]);
    commit(store, Change { sent: vec![1, 1], ..Change::of(vec![count(1)]) }).await;
    assert_eq!(asked(), ["TransactWriteItems"]);
    house.clear().await;
}

/// A function must start at once, and its role need not be allowed to look at tables.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn opening_asks_nothing() {
    let nobody = crate::stand_in::config_at("http://127.0.0.1:1");
    let opened = store::DynamoStore::open("nowhere", false, &nobody, COLLECTIONS).await;
    opened.expect("it opens").close().await;
}
