//! Indexes: which records stand in them, in which order, and how they are read page by page.
//! `paging.rs` has the cursors.

use crate::collections::{TICKETS, Ticket};
use crate::subject::Subject;

/// Byte order, with the traps of other orders: digits by value, case, accents, UTF-16, padding.
pub(crate) const IN_BYTE_ORDER: [&str; 26] = [
    "\u{1}", " ", "!", "0", "10", "9", "A", "B", "Z", "_", "a", "a\u{1}", "a ", "a!", "aa", "b",
    "e\u{301}", "z", "~", "\u{80}", "ß", "é", "Ā", "漢", "\u{ffff}", "😀",
];

pub(crate) async fn a_record_without_a_key_is_in_no_index(s: Subject) {
    s.commit(vec![
        TICKETS.insert(&Ticket::new("neither")),
        TICKETS.insert(&Ticket::new("one").at("bar", "0900")),
        TICKETS.insert(&Ticket::new("both").at("bar", "0901").by("anna")),
    ])
    .await;
    assert_eq!(s.ids(TICKETS.select("station", "bar")).await, ["one", "both"]);
    assert_eq!(s.ids(TICKETS.select("barista", "anna")).await, ["both"]);
}

pub(crate) async fn a_record_appears_moves_and_disappears_with_its_key(s: Subject) {
    let at_bar = || s.ids(TICKETS.select("station", "bar"));
    let at_oven = || s.ids(TICKETS.select("station", "oven"));
    s.commit(TICKETS.insert(&Ticket::new("x").at("bar", "0800"))).await;
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    assert_eq!(at_bar().await, ["x"]);
    s.commit(TICKETS.replace(&Ticket::new("a").at("bar", "0900"), 1)).await;
    assert_eq!(at_bar().await, ["x", "a"]);
    s.commit(TICKETS.replace(&Ticket::new("a").at("bar", "0700"), 2)).await;
    assert_eq!(at_bar().await, ["a", "x"]);
    s.commit(TICKETS.replace(&Ticket::new("a").at("oven", "0700"), 3)).await;
    assert_eq!((at_bar().await, at_oven().await), (vec!["x".to_owned()], vec!["a".to_owned()]));
    s.commit(TICKETS.replace(&Ticket::new("a"), 4)).await;
    assert!(at_oven().await.is_empty());
    s.commit(TICKETS.replace(&Ticket::new("a").at("bar", "0900"), 5)).await;
    s.commit(TICKETS.delete("a", 6)).await;
    assert_eq!(at_bar().await, ["x"]);
}

pub(crate) async fn a_query_returns_whole_records_with_their_versions(s: Subject) {
    let ticket = Ticket::new("a").at("bar", "0900").by("anna").noting("no sugar");
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    s.commit(TICKETS.replace(&ticket, 1)).await;
    s.settle().await;
    let page = TICKETS.select("barista", "anna").page(s.store()).await.expect("reads");
    assert_eq!(page.items.len(), 1);
    assert_eq!((&page.items[0].record, page.items[0].version), (&ticket, 2));
}

pub(crate) async fn partitions_and_indexes_do_not_mix(s: Subject) {
    let partitions = ["bar", "Bar", "bar ", "ba", "bar1", "bär", "ba\u{308}r", "b%", "b_r", "*"];
    for (n, partition) in partitions.into_iter().enumerate() {
        let ticket = Ticket::new(format!("t{n}")).at(partition, "0900").by("anna");
        s.commit(TICKETS.insert(&ticket)).await;
    }
    for (n, partition) in partitions.into_iter().enumerate() {
        let found = s.ids(TICKETS.select("station", partition)).await;
        assert_eq!(found, [format!("t{n}")], "{partition}");
        assert!(s.ids(TICKETS.select("barista", partition)).await.is_empty(), "{partition}");
    }
    assert_eq!(s.ids(TICKETS.select("barista", "anna")).await.len(), partitions.len());
    assert!(s.ids(TICKETS.select("station", "anna")).await.is_empty());
}

pub(crate) async fn sort_keys_follow_their_bytes(s: Subject) {
    let ids = insert_in_byte_order(&s).await;
    assert_eq!(s.ids(TICKETS.select("station", "bar")).await, ids);
    let mut backwards = ids;
    backwards.reverse();
    assert_eq!(s.ids(TICKETS.select("station", "bar").descending()).await, backwards);
}

pub(crate) async fn equal_sort_keys_follow_the_bytes_of_their_ids(s: Subject) {
    for id in shuffled() {
        s.commit(TICKETS.insert(&Ticket::new(id).at("bar", "0900"))).await;
    }
    assert_eq!(s.ids(TICKETS.select("station", "bar")).await, IN_BYTE_ORDER);
    let mut backwards = IN_BYTE_ORDER;
    backwards.reverse();
    assert_eq!(s.ids(TICKETS.select("station", "bar").descending()).await, backwards);
}

pub(crate) async fn a_range_has_its_lower_end_and_not_its_upper(s: Subject) {
    let ids = insert_in_byte_order(&s).await;
    let all = || TICKETS.select("station", "bar");
    for (n, key) in IN_BYTE_ORDER.into_iter().enumerate() {
        assert_eq!(s.ids(all().from(key)).await, ids[n..], "from {key:?}");
        assert_eq!(s.ids(all().until(key)).await, ids[..n], "until {key:?}");
        let m = (n + 5).min(ids.len() - 1);
        let middle = s.ids(all().from(key).until(IN_BYTE_ORDER[m])).await;
        assert_eq!(middle, ids[n..m], "from {key:?} until {:?}", IN_BYTE_ORDER[m]);
    }
    // An end need not be a key that is there, nor one that could be.
    assert_eq!(s.ids(all().from("").until("0")).await, ids[..3]);
    assert_eq!(s.ids(all().from("a\u{2}").until("aaa")).await, ids[12..15]);
    assert!(s.ids(all().from("b").until("a")).await.is_empty());
    assert!(s.ids(all().from("b").until("b")).await.is_empty());
}

pub(crate) async fn a_range_can_be_read_from_its_end(s: Subject) {
    let ids = insert_in_byte_order(&s).await;
    let range = || TICKETS.select("station", "bar").from("A").until("b");
    assert_eq!(s.ids(range()).await, ids[6..15]);
    let last = s.ids(range().descending().limit(2)).await;
    assert_eq!(last, [ids[14].as_str(), ids[13].as_str()]);
}

pub(crate) async fn a_prefix_is_no_pattern(s: Subject) {
    let keys =
        ["2026-01", "2026-01-31", "2026-01漢", "2026-02", "2026_01-01", "2026%", "2026", "é"];
    for key in keys {
        s.commit(TICKETS.insert(&Ticket::new(key).at("bar", key))).await;
    }
    let starting = |prefix| s.ids(TICKETS.select("station", "bar").prefix(prefix));
    assert_eq!(starting("2026-01").await, ["2026-01", "2026-01-31", "2026-01漢"]);
    assert_eq!(starting("2026_01").await, ["2026_01-01"]);
    assert_eq!(starting("2026%").await, ["2026%"]);
    assert_eq!(starting("é").await, ["é"]);
    assert!(starting("2025").await.is_empty());
    assert_eq!(starting("").await.len(), keys.len());
}

pub(crate) async fn an_empty_partition_is_an_empty_last_page(s: Subject) {
    s.settle().await;
    let page = TICKETS.select("station", "nowhere").page(s.store()).await.expect("reads");
    assert!(page.items.is_empty() && page.next.is_none());
}

/// The keys in an order that is neither the right one nor its reverse.
fn shuffled() -> impl Iterator<Item = &'static str> {
    (0..IN_BYTE_ORDER.len()).map(|n| IN_BYTE_ORDER[n * 7 % IN_BYTE_ORDER.len()])
}

/// Inserts a ticket for each key and returns their ids as they should be found. The ids run
/// against the keys.
async fn insert_in_byte_order(s: &Subject) -> Vec<String> {
    let id = |key| {
        let place = IN_BYTE_ORDER.iter().position(|other| *other == key).expect("one of them");
        format!("t{:02}", IN_BYTE_ORDER.len() - place)
    };
    for key in shuffled() {
        s.commit(TICKETS.insert(&Ticket::new(id(key)).at("bar", key))).await;
    }
    IN_BYTE_ORDER.into_iter().map(id).collect()
}
