//! Versions, and what a change may depend on.

use store::{Expected, Version, Versioned};

use crate::collections::{RECEIPTS, Receipt, TICKETS, Ticket};
use crate::subject::Subject;

pub(crate) async fn a_record_is_inserted_with_version_one(s: Subject) {
    let ticket = Ticket::new("a").at("bar", "0900").by("anna").noting("no sugar");
    s.commit(TICKETS.insert(&ticket)).await;
    let read = TICKETS.get(s.store(), "a").await.expect("reads");
    assert_eq!(read, Some(Versioned { record: ticket, version: 1 }));
}

pub(crate) async fn each_replacement_adds_one_to_the_version(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    for expected in 1..=5 {
        let ticket = Ticket::new("a").noting(format!("from {expected}"));
        s.commit(TICKETS.replace(&ticket, expected)).await;
        let read = TICKETS.get(s.store(), "a").await.expect("reads");
        assert_eq!(read, Some(Versioned { record: ticket, version: expected + 1 }));
    }
}

pub(crate) async fn a_stale_version_replaces_and_deletes_nothing(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    s.commit(TICKETS.replace(&Ticket::new("a").noting("now"), 1)).await;
    for stale in [1, 3, 0, -1, Version::MAX] {
        s.conflict(TICKETS.replace(&Ticket::new("a").noting("stale"), stale)).await;
        s.conflict(TICKETS.delete("a", stale)).await;
    }
    let read = TICKETS.get(s.store(), "a").await.expect("reads").expect("is still there");
    assert_eq!((read.version, read.record.note.as_str()), (2, "now"));
}

pub(crate) async fn a_deleted_record_is_gone(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a").at("bar", "0900"))).await;
    s.commit(TICKETS.delete("a", 1)).await;
    assert!(TICKETS.get(s.store(), "a").await.expect("reads").is_none());
    assert!(s.ids(TICKETS.select("station", "bar")).await.is_empty());
    s.conflict(TICKETS.delete("a", 1)).await;
    s.conflict(TICKETS.replace(&Ticket::new("a"), 1)).await;
}

/// Versions are those of one life of a record. What must tell two lives apart needs another id.
pub(crate) async fn a_record_inserted_again_starts_at_version_one(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    s.commit(TICKETS.replace(&Ticket::new("a"), 1)).await;
    s.commit(TICKETS.delete("a", 2)).await;
    s.commit(TICKETS.insert(&Ticket::new("a").noting("again"))).await;
    let read = TICKETS.get(s.store(), "a").await.expect("reads").expect("is there again");
    assert_eq!((read.version, read.record.note.as_str()), (1, "again"));
}

pub(crate) async fn a_change_may_depend_on_records_it_does_not_write(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    s.commit(TICKETS.replace(&Ticket::new("a"), 1)).await;
    let cases = [
        ("a", Expected::Present, true),
        ("a", Expected::Absent, false),
        ("a", Expected::Version(2), true),
        ("a", Expected::Version(1), false),
        ("b", Expected::Present, false),
        ("b", Expected::Absent, true),
        ("b", Expected::Version(1), false),
        ("b", Expected::Version(0), false),
    ];
    for (n, (id, expected, holds)) in cases.into_iter().enumerate() {
        let written = Receipt { id: format!("r{n}"), content: n.into() };
        let writes = vec![RECEIPTS.insert(&written), TICKETS.require(id, expected)];
        if holds {
            s.commit(writes).await;
        } else {
            assert_eq!(s.conflict(writes).await, 1, "{id} {expected:?}");
        }
        let read = RECEIPTS.get(s.store(), &written.id).await.expect("reads");
        assert_eq!(read.is_some(), holds, "{id} {expected:?}");
    }
}

pub(crate) async fn depending_on_a_record_leaves_its_version(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    s.commit(TICKETS.require("a", Expected::Present)).await;
    s.commit(TICKETS.require("a", Expected::Version(1))).await;
    s.commit(TICKETS.require("b", Expected::Absent)).await;
    let versions = TICKETS.get_many(s.store(), &["a".to_owned(), "b".to_owned()]).await;
    let versions = versions.expect("reads").into_iter().map(|read| read.map(|t| t.version));
    assert_eq!(versions.collect::<Vec<_>>(), [Some(1), None]);
    s.commit(TICKETS.insert(&Ticket::new("b"))).await;
}

pub(crate) async fn collections_do_not_share_ids(s: Subject) {
    let receipt = Receipt { id: "a".to_owned(), content: "a receipt".into() };
    s.commit(vec![TICKETS.insert(&Ticket::new("a")), RECEIPTS.insert(&receipt)]).await;
    s.commit(TICKETS.delete("a", 1)).await;
    let read = RECEIPTS.get(s.store(), "a").await.expect("reads");
    assert_eq!(read, Some(Versioned { record: receipt, version: 1 }));
}

pub(crate) async fn many_are_read_each_in_the_place_of_its_id(s: Subject) {
    let of = |n: usize| format!("t{n}");
    s.commit((0..50).map(|n| TICKETS.insert(&Ticket::new(of(n)))).collect::<Vec<_>>()).await;
    let mut wanted: Vec<String> = (0..100).rev().map(of).collect();
    wanted[99] = of(7);
    let read = TICKETS.get_many(s.store(), &wanted).await.expect("reads");
    let read: Vec<_> = read.into_iter().map(|ticket| ticket.map(|t| t.record.id)).collect();
    let there = |id: &String| (0..50).any(|n| of(n) == *id);
    let expected: Vec<_> = wanted.iter().map(|id| Some(id.clone()).filter(there)).collect();
    assert_eq!(read, expected);
    assert!(TICKETS.get_many(s.store(), &[]).await.expect("reads").is_empty());
}
