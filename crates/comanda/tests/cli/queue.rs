//! `comanda queue`: what waits, what was given up, and what becomes of it.

use std::sync::Arc;
use std::time::Duration;

use kernel::{Clock, OsRandom, SystemClock};
use queue::{Message, Queue, StoredQueue};

use crate::program::Program;

/// Leaves one message that waits and one dead letter in the queue `orders`.
fn fill(program: &Program) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let address = store::Address::Sqlite(program.database());
        let options = store::Options { address, readers: 1 };
        let store = store::open(&options, &comanda::app::collections()).await.expect("it opens");
        let (clock, random) = (Arc::new(SystemClock) as Arc<dyn Clock>, Arc::new(OsRandom));
        let queue = StoredQueue::new(store.clone(), clock, random, 1);
        let send = async |group: &str| {
            let (group, deduplication_id) = (group.to_owned(), format!("id-{group}"));
            let message = Message { group, deduplication_id, body: "no event".to_owned() };
            queue.send("orders", vec![message]).await.expect("it is sent");
        };
        send("loc_dead").await;
        let taken = queue.receive("orders", 1, Duration::ZERO).await.expect("it is there");
        assert_eq!(taken.len(), 1);
        assert!(queue.receive("orders", 1, Duration::ZERO).await.expect("it answers").is_empty());
        send("loc_waiting").await;
        store.close().await;
    });
}

/// Waiting, in hand, dead.
fn counts(program: &Program) -> Vec<String> {
    let said = program.run(["queue", "list"]).succeeded();
    let line = said.out.lines().find(|line| line.starts_with("orders ")).expect("the queue");
    line.split_whitespace().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_dead_letter_is_seen_put_back_and_thrown_away() {
    let program = Program::new();
    assert_eq!(counts(&program), ["0", "0", "0"], "a queue is there before its first message");
    program.run(["queue", "peek", "orders"]).succeeded().says("There is nothing here.");
    fill(&program);
    assert_eq!(counts(&program), ["1", "0", "1"]);
    program.run(["queue", "peek", "orders"]).succeeded().says("loc_waiting").hides("loc_dead");
    let dead = program.run(["queue", "peek", "orders", "--dead"]).succeeded();
    dead.says("group loc_dead, delivered 1 times").says("no event").hides("loc_waiting");
    let back = program.run(["queue", "redrive", "orders"]).succeeded();
    back.says("1 dead letter");
    assert_eq!(counts(&program), ["2", "0", "0"]);
    let asked = program.run(["queue", "purge", "orders"]);
    asked.failed("add --yes if you mean it");
    assert_eq!(counts(&program), ["2", "0", "0"]);
    program.run(["queue", "purge", "orders", "--dead", "--yes"]).succeeded().says("0 ");
    program.run(["queue", "purge", "orders", "--yes"]).succeeded().says("2 ");
    assert_eq!(counts(&program), ["0", "0", "0"]);
}

#[test]
fn a_queue_that_is_not_there_is_told_with_those_that_are() {
    let program = Program::new();
    for verb in ["peek", "redrive", "purge"] {
        program
            .run(["queue", verb, "order"])
            .failed("there is no queue order; there are: notify, orders, products");
    }
}
