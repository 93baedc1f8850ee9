//! Many callers at once. In the group `shared` they use several stores, as several processes would.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use store::{Change, Expected, Outcome, Store, Write};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::collections::{TICKETS, Ticket, adjust, message};
use crate::subject::Subject;

/// Commits all changes at the same moment and returns what became of each, in their order.
async fn at_once(s: &Subject, changes: Vec<Change>) -> Vec<bool> {
    let start = Arc::new(Barrier::new(changes.len()));
    let mut callers = JoinSet::new();
    for (n, change) in changes.into_iter().enumerate() {
        let (store, start) = (s.store_of(n), Arc::clone(&start));
        callers.spawn(async move {
            start.wait().await;
            let outcome = store.commit(change).await.expect("meeting others is no failure");
            (n, outcome == Outcome::Committed)
        });
    }
    let mut ended = callers.join_all().await;
    ended.sort_unstable();
    ended.into_iter().map(|(_, committed)| committed).collect()
}

fn count(committed: &[bool]) -> usize {
    committed.iter().filter(|committed| **committed).count()
}

pub(crate) async fn next_never_repeats_itself(s: Subject) {
    let mut callers = JoinSet::new();
    for n in 0..100 {
        let store = s.store_of(n);
        callers.spawn(async move {
            let first = store.next("number").await.expect("counts");
            let second = store.next("number").await.expect("counts");
            assert!(second > first, "numbers grow");
            [first, second]
        });
    }
    let numbers: HashSet<i64> = callers.join_all().await.into_iter().flatten().collect();
    assert_eq!(numbers.len(), 200);
    assert_eq!(numbers.iter().max(), Some(&s.counter("number").await));
}

pub(crate) async fn stock_is_sold_exactly_out(s: Subject) {
    let (stock, buyers) = (s.fewer(100), s.fewer(1_000));
    s.commit(adjust("stock", i64::try_from(stock).expect("few"), None)).await;
    let sale = |n: usize| {
        Change::of(vec![adjust("stock", -1, Some(0))]).saying(message("g", &format!("sale {n}")))
    };
    let sold = at_once(&s, (0..buyers).map(sale).collect()).await;
    assert_eq!(count(&sold), stock);
    assert_eq!(s.counter("stock").await, 0);
    let mut said = s.said().await;
    let mut expected: Vec<String> =
        (0..buyers).filter(|n| sold[*n]).map(|n| format!("sale {n}")).collect();
    said.sort_unstable();
    expected.sort_unstable();
    assert_eq!(said, expected, "those who bought are those who were told");
}

pub(crate) async fn of_many_replacements_of_a_version_one_wins(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    for expected in 1..=5 {
        let claim = |n| TICKETS.replace(&Ticket::new("a").noting(format!("{n}")), expected);
        let claims = (0..50).map(|n| Change::of(vec![claim(n)])).collect();
        let won = at_once(&s, claims).await;
        assert_eq!(count(&won), 1);
        let read = TICKETS.get(s.store(), "a").await.expect("reads").expect("is there");
        assert_eq!(read.version, expected + 1);
        assert!(won[read.record.note.parse::<usize>().expect("a number")], "the winner's content");
    }
}

pub(crate) async fn of_many_inserts_of_an_id_one_wins(s: Subject) {
    let insert = |n| TICKETS.insert(&Ticket::new("a").noting(format!("{n}")));
    let won = at_once(&s, (0..50).map(|n| Change::of(vec![insert(n)])).collect()).await;
    assert_eq!(count(&won), 1);
    let deletes = vec![Change::of(vec![TICKETS.delete("a", 1)]); 50];
    assert_eq!(count(&at_once(&s, deletes).await), 1);
}

/// Runs pairs of changes that exclude each other, many times, and asserts that never both commit.
async fn never_both(s: &Subject, pair: impl Fn(usize) -> [Vec<Write>; 2]) {
    for round in 0..40 {
        let mut changes = pair(round).map(Change::of);
        if round % 2 == 1 {
            changes.reverse();
        }
        let committed = at_once(s, changes.to_vec()).await;
        assert!(count(&committed) < 2, "both committed in round {round}");
        assert!(count(&committed) > 0, "each gave way to the other in round {round}");
    }
}

pub(crate) async fn what_must_be_absent_is_not_inserted_meanwhile(s: Subject) {
    never_both(&s, |round| {
        let (a, b) = (format!("a{round}"), format!("b{round}"));
        [
            vec![
                TICKETS.insert(&Ticket::new(a.as_str())),
                TICKETS.require(b.as_str(), Expected::Absent),
            ],
            vec![TICKETS.insert(&Ticket::new(b)), TICKETS.require(a, Expected::Absent)],
        ]
    })
    .await;
}

pub(crate) async fn what_must_be_present_is_not_deleted_meanwhile(s: Subject) {
    for round in 0..40 {
        s.commit(TICKETS.insert(&Ticket::new(format!("a{round}")))).await;
    }
    never_both(&s, |round| {
        let (a, b) = (format!("a{round}"), format!("b{round}"));
        [
            vec![
                TICKETS.insert(&Ticket::new(b.as_str())),
                TICKETS.require(a.as_str(), Expected::Present),
            ],
            vec![TICKETS.delete(a, 1), TICKETS.require(b, Expected::Absent)],
        ]
    })
    .await;
}

pub(crate) async fn a_required_version_is_not_replaced_meanwhile(s: Subject) {
    for round in 0..40 {
        let [a, b] = ["a", "b"].map(|name| TICKETS.insert(&Ticket::new(format!("{name}{round}"))));
        s.commit(vec![a, b]).await;
    }
    never_both(&s, |round| {
        let (a, b) = (format!("a{round}"), format!("b{round}"));
        let replace_one_if_other = |one: &str, other: &str| {
            let unchanged = TICKETS.require(other, Expected::Version(1));
            vec![unchanged, TICKETS.replace(&Ticket::new(one), 1)]
        };
        [replace_one_if_other(&a, &b), replace_one_if_other(&b, &a)]
    })
    .await;
}

/// Counters and records taken in opposite orders: a store that locks must not lock up.
pub(crate) async fn changes_that_cross_each_other_do_not_fail(s: Subject) {
    let counters: Vec<String> = (0..5).map(|n| format!("c{n}")).collect();
    let crossing = |n: usize| {
        let mut writes: Vec<Write> = counters.iter().map(|name| adjust(name, 1, None)).collect();
        writes.push(TICKETS.insert(&Ticket::new(format!("t{n}"))));
        writes.rotate_left(n % 6);
        if n % 2 == 1 {
            writes.reverse();
        }
        Change::of(writes)
    };
    let committed = at_once(&s, (0..200).map(crossing).collect()).await;
    assert_eq!(count(&committed), 200);
    for counter in &counters {
        assert_eq!(s.counter(counter).await, 200);
    }
}

/// Each message speaks of one version of a ticket, so their order is known although many callers
/// take part; meanwhile a relay reads and forgets.
pub(crate) async fn messages_leave_in_the_order_of_what_they_speak_of(s: Subject) {
    const VERSIONS: i64 = 200;
    s.commit(TICKETS.insert(&Ticket::new("a"))).await;
    let mut callers = JoinSet::new();
    for n in 0..6 {
        callers.spawn(replace_up_to(VERSIONS, s.store_of(n)));
    }
    let (relay, mut told, mut last) = (s.store_of(1), Vec::new(), i64::MIN);
    let mut said = relay.said();
    while told.len() < usize::try_from(VERSIONS - 1).expect("is small") {
        let waiting = relay.outbox(7).await.expect("reads");
        for message in &waiting {
            assert!(message.sequence > last, "{} after {last}", message.sequence);
            last = message.sequence;
            told.push(message.body.clone());
        }
        let sequences: Vec<i64> = waiting.iter().map(|message| message.sequence).collect();
        relay.sent(&sequences).await.expect("forgets");
        if waiting.is_empty() {
            // The hint may be lost, so this also looks from time to time.
            let _ = tokio::time::timeout(Duration::from_millis(20), said.changed()).await;
        }
    }
    callers.join_all().await;
    let expected: Vec<String> = (2..=VERSIONS).map(|n| format!("\"{n}\"")).collect();
    assert_eq!(told, expected);
    assert!(s.waiting().await.is_empty());
}

async fn replace_up_to(last: i64, store: Arc<dyn Store>) {
    loop {
        let version = TICKETS.get(&*store, "a").await.expect("reads").expect("is there").version;
        if version == last {
            return;
        }
        let replace = TICKETS.replace(&Ticket::new("a"), version);
        let change = Change::of(vec![replace]).saying(message("g", &(version + 1).to_string()));
        let _ = store.commit(change).await.expect("answers");
    }
}
