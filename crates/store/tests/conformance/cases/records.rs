//! What a record may hold, and records written by older and newer programs.

use std::fmt::Write as _;

use kernel::Coded;
use serde_json::json;
use store::Error;

use crate::collections::{PROFILES, Profile, RECEIPTS, Receipt, TICKETS, Ticket, insert_profile};
use crate::subject::Subject;

/// Characters that are escaped, invisible, unassigned, or mean something to a database.
pub(crate) fn odd_text() -> String {
    let mut text =
        r#""quotes" 'single' `back` \ \\ \n \u0041 \x00 / */ -- ; $1 ?1 :a @a %s ${a} {{a}}"#
            .to_owned();
    text.extend((0..=0x9f_u8).map(char::from));
    text.push_str("\u{ad}\u{34f}\u{378}\u{200b}\u{200d}\u{200f}\u{2028}\u{2029}\u{202e}\u{feff}");
    text.push_str("\u{e000}\u{fdd0}\u{fffd}\u{fffe}\u{ffff}\u{1f469}\u{200d}\u{1f373}\u{10ffff}");
    text.push_str("é e\u{301} ǅ ß ẞ ı İ ﬁ 漢字 한글 العربية עברית हिन्दी ☕️ 🥐 🇫🇷 👩🏽‍🍳");
    text
}

pub(crate) async fn odd_text_reads_back(s: Subject) {
    let ticket = Ticket::new("a").at("bar", "0900").noting(odd_text());
    s.commit(TICKETS.insert(&ticket)).await;
    let read = TICKETS.get(s.store(), "a").await.expect("reads").expect("is there");
    assert_eq!(read.record, ticket);
    s.settle().await;
    let page = TICKETS.select("station", "bar").page(s.store()).await.expect("reads");
    assert_eq!(page.items[0].record, ticket);
}

/// Only NUL and the last character of all cannot stand in a key.
pub(crate) async fn odd_text_may_be_a_key(s: Subject) {
    let odd = odd_text().replace(['\0', char::MAX], "");
    let ticket = Ticket::new(odd.as_str()).at(&odd, &odd);
    s.commit(vec![TICKETS.insert(&ticket), crate::collections::adjust(&odd, 1, None)]).await;
    let read = TICKETS.get(s.store(), &odd).await.expect("reads").expect("is there");
    assert_eq!(read.record, ticket);
    let many = TICKETS.get_many(s.store(), std::slice::from_ref(&odd)).await.expect("reads");
    assert!(many[0].is_some());
    let at = || TICKETS.select("station", odd.as_str());
    assert_eq!(s.ids(at().from(odd.as_str())).await, [odd.as_str()]);
    assert!(s.ids(at().until(odd.as_str())).await.is_empty());
    assert_eq!(s.counter(&odd).await, 1);
    assert_eq!(s.store().next(&odd).await.expect("counts"), 2);
    s.commit(TICKETS.delete(odd.as_str(), 1)).await;
}

pub(crate) async fn every_kind_of_json_reads_back(s: Subject) {
    let deep = (0..60).fold(json!(1), |inner, _| json!([inner]));
    let content = json!({
        "": null, "a\"b\\c\u{1}": true, "whole": [i64::MIN, -1, 0, 1, u64::MAX],
        "broken": [0.1, 1.5], "empty": [{}, [], ""], "deep": deep,
    });
    let receipt = Receipt { id: "r".to_owned(), content };
    s.commit(RECEIPTS.insert(&receipt)).await;
    let read = RECEIPTS.get(s.store(), "r").await.expect("reads").expect("is there");
    assert_eq!(read.record, receipt);
}

pub(crate) async fn an_old_record_is_upgraded_when_read(s: Subject) {
    s.commit(insert_profile(1, &json!({"id": "a", "name": "Anna Smith"}))).await;
    let anna = Profile { id: "a".into(), given: "Anna".into(), family: "Smith".into() };
    let read = PROFILES.get(s.store(), "a").await.expect("reads").expect("is there");
    assert_eq!((&read.record, read.version), (&anna, 1), "reading does not write");
    let stored = s.store().get(PROFILES.name, "a").await.expect("reads").expect("is there");
    assert_eq!(stored.schema, 1);
    s.settle().await;
    let page = PROFILES.select("all", "all").page(s.store()).await.expect("reads");
    assert_eq!(page.items[0].record, anna);

    s.commit(PROFILES.replace(&anna, 1)).await;
    let stored = s.store().get(PROFILES.name, "a").await.expect("reads").expect("is there");
    assert_eq!((stored.schema, stored.version), (2, 2), "writing does");
    let read = PROFILES.get(s.store(), "a").await.expect("reads").expect("is there");
    assert_eq!(read.record, anna);
}

pub(crate) async fn a_record_of_a_newer_program_is_refused(s: Subject) {
    s.commit(insert_profile(3, &json!({"id": "a", "names": ["Anna", "Smith"]}))).await;
    s.settle().await;
    let refusals = [
        PROFILES.get(s.store(), "a").await.expect_err("newer"),
        PROFILES.get_many(s.store(), &["a".to_owned()]).await.expect_err("newer"),
        PROFILES.select("all", "all").page(s.store()).await.expect_err("newer"),
    ];
    for refusal in refusals {
        assert_eq!(refusal.code(), "store.newer-record");
        assert!(matches!(refusal, Error::Newer { found: 3, known: 2, .. }), "{refusal:?}");
    }
}

pub(crate) async fn a_record_that_does_not_read_is_named(s: Subject) {
    s.commit(insert_profile(2, &json!({"id": "a", "given": 7}))).await;
    let refusal = PROFILES.get(s.store(), "a").await.expect_err("no profile");
    assert_eq!(refusal.code(), "store.unreadable-record");
    let mut text = String::new();
    write!(text, "{refusal}").expect("a string takes any text");
    assert!(text.contains("profiles/a"), "{text}");
}
