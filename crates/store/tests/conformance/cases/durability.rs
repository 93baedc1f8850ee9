//! What must be there after a restart, and what a program finds that declares other collections.

use std::time::Duration;

use serde_json::json;
use store::{Change, LEASES, Outcome};
use tokio::task::JoinSet;

use crate::collections::{
    COLLECTIONS, MEMBERS, MEMBERS_BEFORE, PROFILES, Profile, RECEIPTS, Receipt, SLIPS,
    SLIPS_BEFORE, TICKETS, Ticket, adjust, message,
};
use crate::subject::Subject;

pub(crate) async fn everything_is_there_after_a_restart(mut s: Subject) {
    let ticket = Ticket::new("a").at("bar", "0900").noting("no sugar");
    s.commit(vec![TICKETS.insert(&Ticket::new("a")), TICKETS.insert(&Ticket::new("b"))]).await;
    let change = Change::of(vec![TICKETS.replace(&ticket, 1), adjust("stock", 7, None)]);
    s.commit(change.saying(message("g", "one")).saying(message("g", "two"))).await;
    s.commit(TICKETS.delete("b", 1)).await;
    let waiting = s.waiting().await;
    for _ in 0..3 {
        s.reopen().await;
        let read = TICKETS.get(s.store(), "a").await.expect("reads").expect("is there");
        assert_eq!((&read.record, read.version), (&ticket, 2));
        assert!(TICKETS.get(s.store(), "b").await.expect("reads").is_none());
        assert_eq!(s.ids(TICKETS.select("station", "bar")).await, ["a"]);
        assert_eq!(s.counter("stock").await, 7);
        assert_eq!(s.waiting().await, waiting);
    }
    s.conflict(TICKETS.insert(&ticket)).await;
    s.conflict(TICKETS.replace(&ticket, 1)).await;
    s.commit(TICKETS.replace(&ticket, 2)).await;
}

pub(crate) async fn numbers_go_on_after_a_restart(mut s: Subject) {
    let (mut last_sequence, mut last_number) = (i64::MIN, 0);
    for _ in 0..3 {
        s.commit(Change::default().saying(message("g", "m"))).await;
        let sequence = s.waiting().await[0].sequence;
        assert!(sequence > last_sequence, "{sequence} after {last_sequence}");
        // The highest one is forgotten before the restart, so nothing stored shows it.
        s.store().sent(&[sequence]).await.expect("forgets");
        let number = s.store().next("number").await.expect("counts");
        assert!(number > last_number, "{number} after {last_number}");
        (last_sequence, last_number) = (sequence, number);
        s.reopen().await;
        assert!(s.waiting().await.is_empty(), "what was sent stays forgotten");
    }
}

pub(crate) async fn many_commits_at_once_are_all_there_after_a_restart(mut s: Subject) {
    const TASKS: usize = 64;
    let commits = s.fewer(50);
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let store = s.store_of(task);
        tasks.spawn(async move {
            for n in 0..commits {
                let outcome = store.commit(numbered(task, n)).await.expect("answers");
                assert_eq!(outcome, Outcome::Committed);
            }
        });
    }
    tasks.join_all().await;
    s.reopen().await;
    let all = i64::try_from(TASKS * commits).expect("few");
    assert_eq!(s.counter("count").await, all);
    let said = s.said().await;
    assert_eq!(said.len(), TASKS * commits);
    for task in 0..TASKS {
        let of_task: Vec<String> = (0..commits).map(|n| format!("{task}-{n:02}")).collect();
        let station = format!("s{task}");
        assert_eq!(s.ids(TICKETS.select("station", station.as_str())).await, of_task);
        let read = TICKETS.get_many(s.store(), &of_task).await.expect("reads");
        assert!(read.iter().flatten().all(|ticket| ticket.version == 1));
        assert_eq!(read.iter().flatten().count(), commits);
        let prefix = format!("{task}-");
        let told: Vec<&String> = said.iter().filter(|text| text.starts_with(&prefix)).collect();
        assert_eq!(told, of_task.iter().collect::<Vec<_>>(), "in the order of its commits");
    }
}

fn numbered(task: usize, n: usize) -> Change {
    let id = format!("{task}-{n:02}");
    let ticket = Ticket::new(id.as_str()).at(&format!("s{task}"), &id);
    let writes = vec![TICKETS.insert(&ticket), adjust("count", 1, None)];
    Change::of(writes).saying(message(&task.to_string(), &id))
}

pub(crate) async fn what_was_answered_before_closing_is_there(mut s: Subject) {
    let mut callers = JoinSet::new();
    for n in 0..100 {
        let store = s.store_of(n);
        callers.spawn(async move { (n, store.commit(numbered(0, n)).await) });
    }
    let first = callers.join_next().await.expect("some were started").expect("does not panic");
    assert!(first.1.is_ok(), "{first:?}");
    s.reopen().await;
    let mut answered = callers.join_all().await;
    answered.push(first);
    for (n, answer) in answered {
        let read = TICKETS.get(s.store(), &format!("0-{n:02}")).await.expect("reads");
        match answer {
            Ok(outcome) => assert_eq!(read.is_some(), outcome == Outcome::Committed, "{n}"),
            Err(store::Error::Unavailable(_)) => {}
            Err(error) => panic!("{n}: {error:?}"),
        }
    }
    assert_all_whole(&s).await;
}

pub(crate) async fn a_caller_that_goes_away_leaves_no_half_change(mut s: Subject) {
    for n in 0..99 {
        let store = s.store_of(n);
        let commit = store.commit(numbered(0, n));
        // Asked once, then dropped.
        let _ = tokio::time::timeout(Duration::ZERO, commit).await;
    }
    s.commit(numbered(0, 99)).await;
    s.reopen().await;
    assert_all_whole(&s).await;
}

/// Asserts that of the numbered changes of task 0 each took effect whole or not at all.
async fn assert_all_whole(s: &Subject) {
    let mut said = s.said().await;
    said.sort_unstable();
    assert_eq!(usize::try_from(s.counter("count").await), Ok(said.len()));
    let there = TICKETS.select("station", "s0").limit(1_000);
    assert_eq!(s.ids(there).await, said);
}

pub(crate) async fn a_new_index_finds_what_was_stored_before_it(mut s: Subject) {
    s.reopen_with(&[&SLIPS_BEFORE]).await;
    let slips = [
        Ticket::new("a").at("bar", "0900").by("anna"),
        Ticket::new("b").at("bar", "0800"),
        Ticket::new("c").by("anna"),
    ];
    s.commit(slips.iter().map(|slip| SLIPS_BEFORE.insert(slip)).collect::<Vec<_>>()).await;
    assert_eq!(s.ids(SLIPS_BEFORE.select("barista", "anna")).await, ["a", "c"]);

    s.reopen_with(&[&SLIPS]).await;
    assert_eq!(s.ids(SLIPS.select("station", "bar")).await, ["b", "a"]);
    assert_eq!(s.ids(SLIPS.select("barista", "anna")).await, ["a", "c"]);
    let read = SLIPS.get(s.store(), "b").await.expect("reads").expect("is there");
    assert_eq!((&read.record, read.version), (&slips[1], 1), "being indexed is no new version");
    s.commit(SLIPS.replace(&Ticket::new("b"), 1)).await;
    assert_eq!(s.ids(SLIPS.select("station", "bar")).await, ["a"]);
}

pub(crate) async fn a_new_index_reads_old_records_as_upgraded(mut s: Subject) {
    s.reopen_with(&[&MEMBERS_BEFORE]).await;
    let old = |id, name| MEMBERS_BEFORE.insert(&json!({"id": id, "name": name}));
    s.commit(vec![old("a", "Anna Smith"), old("b", "Ben Adams")]).await;
    s.reopen_with(&[&MEMBERS]).await;
    s.settle().await;
    let page = MEMBERS.select("all", "all").page(s.store()).await.expect("reads");
    let families: Vec<_> = page.items.iter().map(|p| p.record.family.as_str()).collect();
    assert_eq!(families, ["Adams", "Smith"]);
}

pub(crate) async fn a_new_collection_starts_empty_beside_the_old_ones(mut s: Subject) {
    s.reopen_with(&[&RECEIPTS, &LEASES]).await;
    let receipt = Receipt { id: "r".to_owned(), content: "paid".into() };
    s.commit(RECEIPTS.insert(&receipt)).await;
    s.reopen_with(COLLECTIONS).await;
    assert!(RECEIPTS.get(s.store(), "r").await.expect("reads").is_some());
    assert!(PROFILES.get(s.store(), "r").await.expect("reads").is_none());
    let profile = Profile { id: "r".into(), given: "Anna".into(), family: "Smith".into() };
    s.commit(PROFILES.insert(&profile)).await;
}

/// Going back to the program of before, and on again.
pub(crate) async fn an_older_program_reads_and_writes_what_a_newer_one_stored(mut s: Subject) {
    let slip = |id: &str| Ticket::new(id).at("bar", "0900").by("anna");
    s.reopen_with(&[&SLIPS]).await;
    s.commit(vec![SLIPS.insert(&slip("a")), SLIPS.insert(&slip("b"))]).await;
    s.reopen_with(&[&SLIPS_BEFORE]).await;
    let moved = slip("a").at("oven", "0800");
    s.commit(vec![SLIPS_BEFORE.replace(&moved, 1), SLIPS_BEFORE.insert(&slip("c"))]).await;
    assert_eq!(s.ids(SLIPS_BEFORE.select("barista", "anna")).await, ["a", "b", "c"]);
    s.reopen_with(&[&SLIPS]).await;
    assert_eq!(s.ids(SLIPS.select("barista", "anna")).await, ["a", "b", "c"]);
    assert_eq!(s.ids(SLIPS.select("station", "bar")).await, ["b", "c"]);
    assert_eq!(s.ids(SLIPS.select("station", "oven")).await, ["a"]);
}
