//! A change commits whole or not at all.

use std::time::Duration;

use store::{Change, Expected, Outcome, Row, Write};

use crate::collections::{RECEIPTS, Receipt, TICKETS, Ticket, adjust, message};
use crate::subject::Subject;

pub(crate) async fn a_change_commits_whole(s: Subject) {
    prepare(&s, "x").await;
    let change = good_writes("x").into_iter().fold(Change::default(), Change::and);
    s.commit(change.saying(message("g", "first")).saying(message("g", "second"))).await;

    let (store, waiting) = (s.store(), s.said().await);
    let new = TICKETS.get(store, "new-x").await.expect("reads").expect("was inserted");
    assert_eq!((new.version, new.record.due.as_str()), (1, "1000"));
    let taken = TICKETS.get(store, "taken-x").await.expect("reads").expect("was replaced");
    assert_eq!((taken.version, taken.record.note.as_str()), (2, "replaced"));
    assert!(RECEIPTS.get(store, "old-x").await.expect("reads").is_none(), "was deleted");
    assert_eq!(s.counter("stock-x").await, 7);
    assert_eq!(s.ids(TICKETS.select("station", "bar-x")).await, ["taken-x", "new-x"]);
    assert_eq!(waiting, ["first", "second"]);
}

pub(crate) async fn a_change_that_cannot_be_leaves_nothing_behind(s: Subject) {
    prepare(&s, "x").await;
    prepare(&s, "y").await;
    let before = everything(&s).await;
    for (what, trouble) in troubles("y") {
        for place in 0..=good_writes("x").len() {
            let mut writes = good_writes("x").to_vec();
            writes.insert(place, trouble.clone());
            let change = Change::of(writes).saying(message("g", "never said"));
            assert_eq!(s.conflict(change).await, place, "{what}");
            assert_eq!(everything(&s).await, before, "{what} at place {place}");
        }
    }
}

pub(crate) async fn of_two_writes_that_cannot_be_the_first_is_named(s: Subject) {
    for slot in ["x", "y", "z"] {
        prepare(&s, slot).await;
    }
    let [insert, replace, ..] = good_writes("x");
    for (first, trouble) in troubles("y") {
        for (second, other) in troubles("z") {
            let writes = vec![insert.clone(), trouble.clone(), replace.clone(), other];
            assert_eq!(s.conflict(writes).await, 1, "{first}, then {second}");
        }
    }
}

pub(crate) async fn a_change_of_nothing_commits(s: Subject) {
    s.commit(Change::default()).await;
    assert!(s.said().await.is_empty());
}

pub(crate) async fn a_change_may_only_speak(s: Subject) {
    s.commit(Change::default().saying(message("g", "hello"))).await;
    assert_eq!(s.said().await, ["hello"]);
}

/// Each caller reads through another store than it writes through, where there are several.
pub(crate) async fn a_commit_is_seen_at_once(s: Subject) {
    for n in 1..=100 {
        let (here, there) = (s.store_of(n), s.store_of(n + 1));
        let id = format!("t{n}");
        let writes = vec![TICKETS.insert(&Ticket::new(id.as_str())), adjust("count", 1, None)];
        let change = Change::of(writes).saying(message("g", &id));
        assert_eq!(here.commit(change).await.expect("the store answers"), Outcome::Committed);
        assert!(TICKETS.get(&*there, &id).await.expect("reads").is_some(), "get {n}");
        let many = TICKETS.get_many(&*there, &[id]).await.expect("reads");
        assert!(many[0].is_some(), "get_many {n}");
        let count = there.counter("count").await.expect("reads");
        assert_eq!(usize::try_from(count), Ok(n), "counter");
        assert_eq!(there.outbox(1_000).await.expect("reads").len(), n, "outbox");
    }
}

pub(crate) async fn a_waiter_wakes_when_something_is_said(s: Subject) {
    let mut said = s.store().said();
    said.mark_unchanged();
    s.commit(Change::default().saying(message("g", "wake up"))).await;
    let woken = tokio::time::timeout(Duration::from_secs(10), said.changed()).await;
    woken.expect("the waiter wakes").expect("the store is still open");
}

/// What the writes below are about: a ticket `taken`, a receipt `old`, a counter `stock` at 10 and
/// counters at both ends of their range.
async fn prepare(s: &Subject, slot: &str) {
    let old = Receipt { id: format!("old-{slot}"), content: "old".into() };
    s.commit(vec![
        TICKETS.insert(&taken(slot)),
        RECEIPTS.insert(&old),
        adjust(&format!("stock-{slot}"), 10, None),
        adjust(&format!("most-{slot}"), i64::MAX, None),
        adjust(&format!("least-{slot}"), i64::MIN, None),
    ])
    .await;
}

fn taken(slot: &str) -> Ticket {
    Ticket::new(format!("taken-{slot}")).at(&format!("bar-{slot}"), "0900")
}

/// One of each kind of write, all possible.
fn good_writes(slot: &str) -> [Write; 5] {
    [
        TICKETS.insert(&Ticket::new(format!("new-{slot}")).at(&format!("bar-{slot}"), "1000")),
        TICKETS.replace(&taken(slot).noting("replaced"), 1),
        RECEIPTS.delete(format!("old-{slot}"), 1),
        adjust(&format!("stock-{slot}"), -3, Some(7)),
        TICKETS.require(format!("free-{slot}"), Expected::Absent),
    ]
}

/// Every way in which a write can be impossible.
fn troubles(slot: &str) -> Vec<(&'static str, Write)> {
    let taken_id = format!("taken-{slot}");
    let free_id = format!("free-{slot}");
    let free = Ticket::new(free_id.as_str());
    vec![
        ("insert of a taken id", TICKETS.insert(&taken(slot))),
        ("replacement of another version", TICKETS.replace(&taken(slot), 2)),
        ("replacement of version 0", TICKETS.replace(&taken(slot), 0)),
        ("replacement of nothing", TICKETS.replace(&free, 1)),
        ("replacement of version 0 of nothing", TICKETS.replace(&free, 0)),
        ("deletion of another version", TICKETS.delete(taken_id.as_str(), 2)),
        ("deletion of nothing", TICKETS.delete(free_id.as_str(), 1)),
        ("adjustment below its floor", adjust(&format!("stock-{slot}"), -11, Some(0))),
        ("adjustment beyond the largest number", adjust(&format!("most-{slot}"), 1, None)),
        ("adjustment beyond the smallest number", adjust(&format!("least-{slot}"), -1, None)),
        ("presence of nothing", TICKETS.require(free_id.as_str(), Expected::Present)),
        ("absence of a record", TICKETS.require(taken_id.as_str(), Expected::Absent)),
        ("another version", TICKETS.require(taken_id, Expected::Version(2))),
        ("a version of nothing", TICKETS.require(free_id, Expected::Version(1))),
    ]
}

/// All that the changes above could have touched.
async fn everything(s: &Subject) -> (Vec<Option<Row>>, Vec<i64>, Vec<String>, Vec<String>) {
    let (store, mut rows, mut counters) = (s.store(), Vec::new(), Vec::new());
    for slot in ["x", "y"] {
        for id in ["new", "taken", "free"] {
            rows.push(store.get(TICKETS.name, &format!("{id}-{slot}")).await.expect("reads"));
        }
        rows.push(store.get(RECEIPTS.name, &format!("old-{slot}")).await.expect("reads"));
        for counter in ["stock", "most", "least"] {
            counters.push(s.counter(&format!("{counter}-{slot}")).await);
        }
    }
    (rows, counters, s.ids(TICKETS.select("station", "bar-x")).await, s.said().await)
}
