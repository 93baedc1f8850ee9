//! Limits: what is at one is stored, what is beyond one is refused and leaves nothing behind.

use kernel::{Coded, Cursor, Random, SeededRandom};
use serde_json::json;
use store::{Change, Error, Expected, MESSAGES_MAX, Outgoing, WRITES_MAX, Write};

use crate::collections::{RECEIPTS, Receipt, TICKETS, Ticket, adjust, message};
use crate::subject::Subject;

const KEY_BYTES: usize = 511;
const RECORD_BYTES: usize = 390_000;
const MESSAGE_BYTES: usize = 255 * 1024;

fn numbered(n: usize) -> Write {
    TICKETS.insert(&Ticket::new(format!("t{n}")).at("bar", "0900"))
}

fn speaking(n: usize) -> Change {
    (0..n).fold(Change::default(), |change, n| change.saying(message("g", &format!("m{n}"))))
}

/// A receipt whose JSON has exactly `bytes` bytes.
fn receipt_of(bytes: usize) -> Receipt {
    let empty = json!({"id": "r", "content": ""}).to_string().len();
    Receipt { id: "r".to_owned(), content: "x".repeat(bytes - empty).into() }
}

fn message_of(bytes: usize) -> Outgoing {
    Outgoing { body: json!("x".repeat(bytes - 2)).to_string(), ..message("g", "large") }
}

/// A long key that does not compress to a short one.
fn long(bytes: usize) -> String {
    let random = SeededRandom::new(7);
    let mut key = String::new();
    while key.len() < bytes {
        key.push_str(&random.token());
    }
    key.truncate(bytes);
    key
}

pub(crate) async fn the_largest_change_commits(s: Subject) {
    s.commit((0..WRITES_MAX).map(numbered).collect::<Vec<_>>()).await;
    let mut change = speaking(MESSAGES_MAX);
    change.writes = (WRITES_MAX..2 * WRITES_MAX - MESSAGES_MAX).map(numbered).collect();
    s.commit(change).await;
    let found = s.ids(TICKETS.select("station", "bar").limit(1_000)).await;
    assert_eq!(found.len(), 2 * WRITES_MAX - MESSAGES_MAX);
    assert_eq!(s.said().await.len(), MESSAGES_MAX);
}

pub(crate) async fn the_largest_record_and_message_are_stored(s: Subject) {
    let receipt = receipt_of(RECORD_BYTES);
    s.commit(Change::of(vec![RECEIPTS.insert(&receipt)]).saying(message_of(MESSAGE_BYTES))).await;
    let read = RECEIPTS.get(s.store(), "r").await.expect("reads").expect("is there");
    assert!(read.record == receipt, "the large record has changed");
    assert!(s.waiting().await[0].body == message_of(MESSAGE_BYTES).body, "the message has");
}

pub(crate) async fn the_longest_keys_are_stored(s: Subject) {
    let key = long(KEY_BYTES);
    let ticket = Ticket::new(key.as_str()).at(&key, &key).by(&key);
    s.commit(vec![TICKETS.insert(&ticket), adjust(&key, 1, None)]).await;
    let read = TICKETS.get(s.store(), &key).await.expect("reads").expect("is there");
    assert_eq!(read.record, ticket);
    assert_eq!(s.ids(TICKETS.select("station", key.as_str()).from(key.as_str())).await, [key]);
}

pub(crate) async fn what_is_beyond_a_limit_is_refused_and_leaves_nothing(s: Subject) {
    let of = |write| Change::of(vec![numbered(0), write]);
    let twice = || TICKETS.insert(&Ticket::new("t"));
    let mut too_much_of_both = speaking(1);
    too_much_of_both.writes = (0..WRITES_MAX).map(numbered).collect();
    let too_long = long(KEY_BYTES + 1);
    let mut bad = vec![
        ("101 writes", Change::of((0..=WRITES_MAX).map(numbered).collect())),
        ("51 messages", speaking(MESSAGES_MAX + 1).and(numbered(0))),
        ("100 writes and a message", too_much_of_both),
        ("a record twice", of(twice()).and(twice())),
        ("a record changed and required", of(twice()).and(TICKETS.require("t", Expected::Absent))),
        ("a record inserted and deleted", of(twice()).and(TICKETS.delete("t", 1))),
        ("a counter twice", of(adjust("c", 1, None)).and(adjust("c", 1, None))),
        ("a large message", of(twice()).saying(message_of(MESSAGE_BYTES + 1))),
        ("no group", of(twice()).saying(message("", "m"))),
        ("a long group", of(twice()).saying(message(&"g".repeat(129), "m"))),
        ("no deduplication id", of(twice()).saying(message("g", ""))),
        ("a long deduplication id", of(twice()).saying(message("g", &"m".repeat(129)))),
    ];
    for key in ["", "\0", "a\0b", too_long.as_str()] {
        bad.push(("id", of(TICKETS.insert(&Ticket::new(key)))));
        bad.push(("partition", of(TICKETS.insert(&Ticket::new("t").at(key, "0900")))));
        bad.push(("sort key", of(TICKETS.insert(&Ticket::new("t").at("bar", key)))));
        bad.push(("second index", of(TICKETS.insert(&Ticket::new("t").by(key)))));
        bad.push(("replaced id", of(TICKETS.replace(&Ticket::new(key), 1))));
        bad.push(("deleted id", of(TICKETS.delete(key, 1))));
        bad.push(("required id", of(TICKETS.require(key, Expected::Absent))));
        bad.push(("counter", of(adjust(key, 1, None))));
    }
    for (what, change) in bad {
        let refusal = s.store().commit(change).await.expect_err(what);
        assert!(matches!(refusal, Error::BadChange(_)), "{what}: {refusal:?}");
        assert_eq!(refusal.code(), "store.bad-change");
    }
    let too_large = of(RECEIPTS.insert(&receipt_of(RECORD_BYTES + 1)));
    let refusal = s.store().commit(too_large.saying(message("g", "m"))).await.expect_err("large");
    assert!(matches!(refusal, Error::TooLarge { bytes: 390_001, .. }), "{refusal:?}");

    assert!(TICKETS.get(s.store(), "t0").await.expect("reads").is_none());
    assert!(s.ids(TICKETS.select("station", "bar")).await.is_empty());
    assert_eq!(s.counter("c").await, 0);
    assert!(s.said().await.is_empty());
    s.commit(Change::of(vec![numbered(0)]).saying(message("g", "still at work"))).await;
    assert_eq!(s.said().await, ["still at work"]);
}

/// Ids arrive in paths and cursors, so a reader may ask for anything.
pub(crate) async fn a_key_that_no_record_can_have_finds_nothing(s: Subject) {
    s.commit(vec![numbered(0), adjust("c", 1, None)]).await;
    for key in [String::new(), "\0".to_owned(), "t0\0".to_owned(), long(5_000)] {
        let store = s.store();
        assert_eq!(store.get(TICKETS.name, &key).await.expect("reads"), None);
        let ids = ["t0".to_owned(), key.clone()];
        let many = TICKETS.get_many(store, &ids).await.expect("reads");
        assert!(many[0].is_some() && many[1].is_none());
        assert!(s.ids(TICKETS.select("station", key.as_str())).await.is_empty());
        assert_eq!(s.counter(&key).await, 0);
        let place = Cursor { sort: key.clone(), id: key };
        let page = TICKETS.select("station", "bar").from("\0").after(Some(place));
        page.page(store).await.expect("a cursor is only a place");
    }
}
