//! Tables that are missing, and tables that are made.

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use store::{Change, DynamoStore, Error, Store};

use crate::house::{COLLECTIONS, House, NOTES, commit, message, note, noted, waiting};
use crate::stand_in::Tables;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_table_is_named_by_the_first_call_that_needs_it() {
    let Tables { prefix, config } = Tables::new();
    let opened = DynamoStore::open(&prefix, false, &config, COLLECTIONS).await;
    let store = opened.expect("it opens");
    let said = Change::default().saying(message("g", "m"));
    let refusals = [
        ("notes", store.get("notes", "a").await.map(drop)),
        ("notes", store.get_many("notes", &["a".into()]).await.map(drop)),
        ("notes", NOTES.select("all", "all").page(&store).await.map(drop)),
        ("notes", store.commit(Change::of(vec![NOTES.insert(&note("a"))])).await.map(drop)),
        ("outbox", store.commit(said).await.map(drop)),
        ("outbox", store.outbox(1).await.map(drop)),
        ("outbox", store.sent(&[1]).await),
        ("counters", store.counter("c").await.map(drop)),
        ("counters", store.next("c").await.map(drop)),
        ("counters", store.ping().await),
    ];
    for (table, refusal) in refusals {
        let Err(Error::Refused(why)) = refusal else { panic!("{table}: {refusal:?}") };
        assert!(why.contains(&format!("{prefix}-{table}")), "{why}");
        assert!(why.contains("?create=true"), "{why}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn making_what_is_there_changes_nothing() {
    let house = House::new().await;
    commit(&house.store, noted("a")).await;
    for _ in 0..2 {
        let again = house.tables.open(COLLECTIONS).await;
        assert!(NOTES.get(&again, "a").await.expect("it reads").is_some());
        assert_eq!(waiting(&again).await, ["a"]);
        again.close().await;
    }
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_carries_the_second_from_which_on_it_may_be_deleted() {
    let house = House::new().await;
    commit(&house.store, noted("a")).await;
    let (client, table) = (Client::new(&house.tables.config), "notes");
    let table = format!("{}-{table}", house.tables.prefix);
    let key = AttributeValue::S("a".to_owned());
    let item = client.get_item().table_name(&table).key("id", key).send().await.expect("reads");
    let item = item.item.expect("it is there");
    assert_eq!(item["expires_at"], AttributeValue::N("4000000000".to_owned()));
    let described = client.describe_time_to_live().table_name(&table).send().await.expect("reads");
    let by = described.time_to_live_description.and_then(|by| by.attribute_name);
    assert_eq!(by.as_deref(), Some("expires_at"));
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outbox_has_a_stream_of_keys() {
    let house = House::new().await;
    let client = Client::new(&house.tables.config);
    let table = format!("{}-outbox", house.tables.prefix);
    let described = client.describe_table().table_name(table).send().await.expect("it reads");
    let stream = described.table.and_then(|table| table.stream_specification).expect("a stream");
    assert_eq!(
        stream.stream_view_type.map(|view| view.as_str().to_owned()).as_deref(),
        Some("KEYS_ONLY")
    );
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_opened_says_why() {
    let Tables { config, .. } = Tables::new();
    for prefix in ["", "Comanda", "comanda_prod", "comanda?create=yes", &"c".repeat(101)] {
        let opened = DynamoStore::open(prefix, false, &config, COLLECTIONS).await;
        let Err(Error::Refused(why)) = opened.map(drop) else { panic!("{prefix} opened") };
        assert!(why.contains("a-z, 0-9 and -"), "{why}");
    }
    let nowhere = SdkConfig::builder().build();
    let opened = DynamoStore::open("comanda", false, &nowhere, COLLECTIONS).await;
    let Err(Error::Refused(why)) = opened.map(drop) else { panic!("without a region it opened") };
    assert!(why.contains("AWS_REGION"), "{why}");
}
