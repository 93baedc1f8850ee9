//! Messages wait until they have been sent, if and only if their change committed.

use serde_json::json;
use store::{Change, Destination, Outcome, Outgoing, Waiting};

use super::records::odd_text;
use crate::collections::{TICKETS, Ticket, adjust, message};
use crate::subject::Subject;

fn sequences(waiting: &[Waiting]) -> Vec<i64> {
    waiting.iter().map(|message| message.sequence).collect()
}

async fn say(s: &Subject, texts: &[&str]) {
    s.commit(texts.iter().map(|text| message("g", text)).fold(Change::default(), Change::saying))
        .await;
}

pub(crate) async fn messages_wait_if_and_only_if_their_change_commits(s: Subject) {
    let insert = || Change::of(vec![TICKETS.insert(&Ticket::new("a"))]);
    s.commit(insert().saying(message("g", "committed"))).await;
    s.conflict(insert().saying(message("g", "refused"))).await;
    let short = Change::of(vec![adjust("stock", -1, Some(0))]);
    s.conflict(short.saying(message("g", "refused too"))).await;
    assert_eq!(s.said().await, ["committed"]);
}

pub(crate) async fn messages_wait_in_the_order_of_their_commits(s: Subject) {
    let texts: Vec<String> = (0..30).map(|n| format!("m{n}")).collect();
    for three in texts.chunks(3) {
        say(&s, &three.iter().map(String::as_str).collect::<Vec<_>>()).await;
    }
    assert_eq!(s.said().await, texts);
    let waiting = s.waiting().await;
    assert!(sequences(&waiting).is_sorted_by(|a, b| a < b), "{:?}", sequences(&waiting));
    for limit in [1, 4, 29, 30, 31] {
        let oldest = s.store().outbox(limit).await.expect("reads");
        assert_eq!(oldest, waiting[..limit.min(30)]);
    }
}

pub(crate) async fn reading_the_outbox_forgets_nothing(s: Subject) {
    say(&s, &["a", "b"]).await;
    assert_eq!(s.waiting().await, s.waiting().await);
    assert_eq!(s.waiting().await.len(), 2);
}

pub(crate) async fn what_was_sent_is_forgotten_and_nothing_else(s: Subject) {
    say(&s, &["a", "b", "c", "d", "e"]).await;
    let sequences = sequences(&s.waiting().await);
    let store = s.store();
    store.sent(&[sequences[3], sequences[1]]).await.expect("forgets");
    assert_eq!(s.said().await, ["a", "c", "e"]);
    store.sent(&[sequences[1], sequences[0], sequences[0]]).await.expect("again and twice");
    assert_eq!(s.said().await, ["c", "e"]);
    store.sent(&[]).await.expect("nothing");
    store.sent(&[0, -1, i64::MAX, i64::MIN]).await.expect("unknown numbers");
    assert_eq!(s.said().await, ["c", "e"]);
}

pub(crate) async fn what_was_sent_leaves_with_its_change_or_not_at_all(s: Subject) {
    say(&s, &["a", "b", "c"]).await;
    let sequences = sequences(&s.waiting().await);
    let carried = |ticket: &str, sent: &[i64]| {
        let change = Change::of(vec![TICKETS.insert(&Ticket::new(ticket))]);
        Change { sent: sent.to_vec(), ..change.saying(message("g", ticket)) }
    };
    s.commit(carried("t1", &sequences[..2])).await;
    assert_eq!(s.said().await, ["c", "t1"]);
    let again = s.store().commit(carried("t1", &sequences)).await.expect("the store answers");
    assert_eq!(again, Outcome::Conflict { write: 0 });
    assert_eq!(s.said().await, ["c", "t1"]);
}

pub(crate) async fn a_thousand_messages_are_read_and_forgotten_at_once(s: Subject) {
    let texts: Vec<String> = (0..1_000).map(|n| format!("m{n}")).collect();
    for fifty in texts.chunks(50) {
        say(&s, &fifty.iter().map(String::as_str).collect::<Vec<_>>()).await;
    }
    let waiting = s.waiting().await;
    assert_eq!(waiting.len(), 1_000);
    s.store().sent(&sequences(&waiting)).await.expect("forgets");
    assert!(s.waiting().await.is_empty());
}

pub(crate) async fn numbers_grow_though_everything_was_sent(s: Subject) {
    let mut last = i64::MIN;
    for _ in 0..4 {
        say(&s, &["a", "b"]).await;
        let numbers = sequences(&s.waiting().await);
        assert!(numbers[0] > last && numbers[1] > numbers[0], "{numbers:?} after {last}");
        last = numbers[1];
        s.store().sent(&numbers).await.expect("forgets");
    }
}

pub(crate) async fn a_message_is_kept_as_it_is(s: Subject) {
    let spoken = [
        Outgoing {
            to: Destination::Topic("orders.order-placed.v1".to_owned()),
            group: "loc_demo-cafe!#$%&()*+".to_owned(),
            deduplication_id: "d".repeat(128),
            // Neither spaces, the order of names nor the way a number is written may change.
            body: r#"{ "b":1.50, "a":[ ],"b2":"\u00e9\u0000\/" }"#.to_owned(),
        },
        Outgoing {
            to: Destination::Queue("orders.order-placed.v1".to_owned()),
            group: "';DROP_TABLE_outbox;--".to_owned(),
            deduplication_id: "\"\\%_$1?1:a".to_owned(),
            body: json!(odd_text()).to_string(),
        },
    ];
    s.commit(spoken.iter().cloned().fold(Change::default(), Change::saying)).await;
    let kept = s.waiting().await.into_iter().map(|waiting| Outgoing {
        to: waiting.to,
        group: waiting.group,
        deduplication_id: waiting.deduplication_id,
        body: waiting.body,
    });
    assert_eq!(kept.collect::<Vec<_>>(), spoken);
}

pub(crate) async fn large_messages_are_kept_whole(s: Subject) {
    let large = |n: usize| Outgoing {
        body: json!(format!("{n} é {}", "x".repeat(200_000))).to_string(),
        ..message("g", &format!("m{n}"))
    };
    s.commit((0..10).map(large).fold(Change::default(), Change::saying)).await;
    s.commit((10..12).map(large).fold(Change::default(), Change::saying)).await;
    let bodies: Vec<String> = s.waiting().await.into_iter().map(|message| message.body).collect();
    let expected: Vec<String> = (0..12).map(|n| large(n).body).collect();
    // Not assert_eq, which would print megabytes.
    assert!(bodies == expected, "{} bodies differ from what was said", bodies.len());
}

/// Dropping duplicates is the queue's part.
pub(crate) async fn the_same_message_may_wait_twice(s: Subject) {
    say(&s, &["a", "a"]).await;
    say(&s, &["a"]).await;
    assert_eq!(s.said().await, ["a", "a", "a"]);
}
