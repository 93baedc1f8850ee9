//! Several processes on one schema, and what they see of each other.

use std::sync::Arc;
use std::time::Duration;

use store::{Change, Expected, Outcome, Store};

use crate::house::{House, NOTES, commit, note, noted};

/// Longer than it takes on a busy machine; who is not woken by then never is.
const STUCK_AFTER: Duration = Duration::from_mins(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_is_seen_by_another_process_and_wakes_it() {
    let house = House::schema().await;
    let (here, there) = (house.open().await, house.open().await);
    let mut woken = there.said();
    for n in 0..6 {
        if n == 3 {
            house.kill_sessions().await;
        }
        woken.mark_unchanged();
        let id = format!("n{n}");
        commit(&here, noted(&id)).await;
        let changed = tokio::time::timeout(STUCK_AFTER, woken.changed()).await;
        changed.expect("it is woken").expect("it is open");
        assert!(NOTES.get(&there, &id).await.expect("it reads").is_some());
        assert_eq!(there.outbox(10).await.expect("it reads").len(), n + 1);
    }
    house.close(&[&here, &there]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_schema_is_another_world() {
    let (ours, theirs) = (House::schema().await, House::schema().await);
    let (here, there) = (ours.open().await, theirs.open().await);
    commit(&here, noted("a")).await;
    assert!(there.get("notes", "a").await.expect("it reads").is_none());
    assert!(there.outbox(10).await.expect("it reads").is_empty());
    ours.close(&[&here]).await;
    theirs.close(&[&there]).await;
}

/// Two processes write the same few records in opposite orders, some of them only looking: with
/// locks taken in the order of the change they would wait for each other all the time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_that_meet_in_opposite_orders_do_not_wait_for_each_other() {
    const ROUNDS: usize = 60;
    let house = House::database().await;
    let stores = [Arc::new(house.open().await), Arc::new(house.open().await)];
    commit(&stores[0], Change::of(vec![NOTES.insert(&note("x"))])).await;
    let adjust = |counter: &str| store::Write::Adjust {
        counter: counter.to_owned(),
        delta: 1,
        at_least: None,
    };
    let callers: Vec<_> = (0..8)
        .map(|caller| {
            let store = stores[caller % 2].clone();
            let mut writes = vec![
                adjust("a"),
                NOTES.require("x", Expected::Present),
                NOTES.require("y", Expected::Absent),
                adjust("b"),
            ];
            if caller / 2 % 2 == 0 {
                writes.reverse();
            }
            tokio::spawn(async move {
                for _ in 0..ROUNDS {
                    commit(&store, Change::of(writes.clone())).await;
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.expect("every commit is made");
    }
    let sum = i64::try_from(8 * ROUNDS).expect("small");
    assert_eq!(stores[1].counter("a").await.expect("it reads"), sum);
    assert_eq!(stores[0].counter("b").await.expect("it reads"), sum);
    // A session adds what it counted when it ends.
    for store in &stores {
        store.close().await;
    }
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = $1";
    let deadlocks = house.admin.query_one(deadlocks, &[&house.name]).await.expect("it reads");
    assert_eq!(deadlocks.get::<_, i64>(0), 0, "no two transactions ever waited for each other");
    house.close(&[]).await;
}

/// Who takes what another has just given back need not have heard of it: the insert waits for the
/// delete on the server. Its message must still be behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_follow_what_happened_to_their_record_across_processes() {
    const MESSAGES: usize = 200;
    let house = House::schema().await;
    let stores = [Arc::new(house.open().await), Arc::new(house.open().await)];
    let callers: Vec<_> = (0..8)
        .map(|caller| {
            let store = stores[caller % 2].clone();
            let (what, write) = match caller / 2 % 2 {
                0 => ("taken", NOTES.insert(&note("x"))),
                _ => ("free", NOTES.delete("x", 1)),
            };
            let mut change = noted(what);
            change.writes = vec![write];
            tokio::spawn(async move {
                while store.outbox(MESSAGES).await.expect("it reads").len() < MESSAGES {
                    let _: Outcome = store.commit(change.clone()).await.expect("it answers");
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.expect("no panic");
    }
    let waiting = stores[0].outbox(MESSAGES).await.expect("it reads");
    for (place, message) in waiting.iter().enumerate() {
        let expected = if place % 2 == 0 { "taken" } else { "free" };
        assert_eq!(message.deduplication_id, expected, "message {place}");
    }
    house.close(&[&stores[0], &stores[1]]).await;
}
