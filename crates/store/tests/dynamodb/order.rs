//! Messages of a group wait in the order of their commits, whatever the clocks say.

use std::sync::Arc;

use serde_json::json;
use store::{Change, Outcome, Store};

use crate::house::{House, NOTES, commit, message, note, waiting};
use crate::proxy::Act;

/// Clocks that are an hour apart.
const CLOCKS: [i64; 2] = [1_800_003_600, 1_800_000_000];

fn said(text: &str) -> Change {
    Change::default().saying(message("g", text))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_with_clocks_an_hour_apart_keep_the_order_of_a_group() {
    let house = House::new().await;
    let [fast, slow] = [house.process_at(CLOCKS[0]).await, house.process_at(CLOCKS[1]).await];
    for (store, text) in [(&fast, "1"), (&slow, "2"), (&slow, "3"), (&fast, "4"), (&slow, "5")] {
        commit(store, said(text)).await;
    }
    assert_eq!(waiting(&house.store).await, ["1", "2", "3", "4", "5"]);
    let first = house.store.outbox(2).await.expect("it reads");
    let sent: Vec<i64> = first.iter().map(|message| message.sequence).collect();
    house.store.sent(&sent).await.expect("it forgets");
    commit(&slow, said("6")).await;
    assert_eq!(waiting(&house.store).await, ["3", "4", "5", "6"]);
    house.clear().await;
}

/// Each message speaks of a version of one note, so their order is known though two processes
/// with different clocks race for each version, and a relay reads meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn racing_processes_with_different_clocks_keep_the_order_of_a_group() {
    const VERSIONS: i64 = 60;
    let house = House::new().await;
    commit(&house.store, Change::of(vec![NOTES.insert(&note("a"))])).await;
    let mut racers = Vec::new();
    for clock in CLOCKS {
        let store = Arc::new(house.process_at(clock).await);
        for _ in 0..2 {
            racers.push(tokio::spawn(race(store.clone(), VERSIONS)));
        }
    }
    let mut told = Vec::new();
    while told.len() < usize::try_from(VERSIONS - 1).expect("is small") {
        let waiting = house.store.outbox(5).await.expect("it reads");
        let sent: Vec<i64> = waiting.iter().map(|message| message.sequence).collect();
        told.extend(waiting.into_iter().map(|message| message.deduplication_id));
        house.store.sent(&sent).await.expect("it forgets");
    }
    for racer in racers {
        racer.await.expect("no panic");
    }
    let expected: Vec<String> = (2..=VERSIONS).map(|version| version.to_string()).collect();
    assert_eq!(told, expected);
    house.clear().await;
}

async fn race(store: Arc<dyn Store>, last: i64) {
    loop {
        let read = NOTES.get(&*store, "a").await.expect("it reads").expect("it is there");
        if read.version >= last {
            return;
        }
        let change = Change::of(vec![NOTES.replace(&note("a"), read.version)])
            .saying(message("g", &(read.version + 1).to_string()));
        let _: Outcome = store.commit(change).await.expect("it answers");
    }
}

/// A question that was answered while two commits came in: it passed by the first, and has seen the
/// second.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_question_has_passed_by_is_not_overtaken() {
    let house = House::new().await;
    for text in ["1", "2", "3"] {
        commit(&house.store, said(text)).await;
    }
    let all = house.store.outbox(10).await.expect("it reads");
    let shard = format!("{:x}", all[0].sequence % 16);
    let items = |places: &[usize]| {
        let item = |place: &usize| {
            json!({
                "shard": {"S": shard}, "sequence": {"N": all[*place].sequence.to_string()},
                "queue": {"S": "notes"}, "group": {"S": "g"}, "body": {"S": "{}"},
                "deduplication_id": {"S": all[*place].deduplication_id},
            })
        };
        let items: Vec<_> = places.iter().map(item).collect();
        Act::Answer(200, json!({"Items": items, "Count": items.len()}).to_string())
    };
    let of_shard = house.store.of_shards(&[&shard]).expect("a shard");
    house.proxy.next("Query", [items(&[0, 2])]);
    assert_eq!(waiting(&of_shard).await, ["1"]);
    house.proxy.next("Query", [items(&[2])]);
    assert_eq!(waiting(&of_shard).await, ["1", "2", "3"], "with nothing before the gap, again");
    house.proxy.next("Scan", [items(&[0, 2])]);
    assert_eq!(waiting(&house.store).await, ["1"]);
    house.proxy.next("Scan", [items(&[2])]);
    assert_eq!(waiting(&house.store).await, ["1", "2", "3"]);
    house.clear().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_of_one_change_wait_in_its_order_also_across_groups() {
    let house = House::new().await;
    let groups = ["loc_a", "loc_b", "loc_c", "loc_a", "loc_d", "loc_b"];
    let texts: Vec<String> = (0..groups.len()).map(|n| n.to_string()).collect();
    let change = groups
        .iter()
        .zip(&texts)
        .fold(Change::default(), |change, (group, text)| change.saying(message(group, text)));
    commit(&house.store, change).await;
    assert_eq!(waiting(&house.store).await, texts);
    house.clear().await;
}
