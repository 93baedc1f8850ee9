//! Pages and cursors.

use kernel::{Cursor, Page};
use store::{Select, Versioned};

use crate::collections::{TICKETS, Ticket, ids};
use crate::subject::Subject;

/// Twelve tickets at the bar: every three of them are due at the same time.
async fn twelve(s: &Subject) -> Vec<String> {
    let id = |n| format!("t{n:02}");
    for n in (0..12).rev() {
        s.commit(TICKETS.insert(&Ticket::new(id(n)).at("bar", &format!("0{}", n / 3)))).await;
    }
    (0..12).map(id).collect()
}

fn at_bar() -> Select<'static, Ticket> {
    TICKETS.select("station", "bar")
}

async fn page(s: &Subject, select: Select<'_, Ticket>) -> Page<Versioned<Ticket>> {
    s.settle().await;
    select.page(s.store()).await.expect("the store answers")
}

pub(crate) async fn pages_of_any_size_make_up_the_whole(s: Subject) {
    let mut expected = twelve(&s).await;
    for descending in [false, true] {
        for limit in 1..=13 {
            let (mut all, mut cursor, mut pages) = (Vec::new(), None, 0);
            loop {
                let select = at_bar().limit(limit).after(cursor);
                let select = if descending { select.descending() } else { select };
                let page = page(&s, select).await;
                all.extend(ids(&page));
                pages += 1;
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
                assert_eq!(page.items.len(), limit, "only the last page may be shorter");
            }
            assert_eq!(all, expected, "limit {limit}");
            assert_eq!(pages, 12_usize.div_ceil(limit), "a full last page is the last");
        }
        expected.reverse();
    }
}

pub(crate) async fn pages_of_a_range_end_with_the_range(s: Subject) {
    let expected = twelve(&s).await;
    let range = || at_bar().from("01").until("03").limit(4);
    let first = page(&s, range()).await;
    let second = page(&s, range().after(first.next.clone())).await;
    assert_eq!((ids(&first), ids(&second)), (expected[3..7].to_vec(), expected[7..9].to_vec()));
    assert_eq!(second.next, None);
    let first = page(&s, range().descending()).await;
    let second = page(&s, range().descending().after(first.next.clone())).await;
    assert_eq!(ids(&first), ["t08", "t07", "t06", "t05"]);
    assert_eq!(ids(&second), ["t04", "t03"]);
}

pub(crate) async fn a_cursor_survives_what_is_inserted_and_deleted_around_it(s: Subject) {
    for (limit, descending) in [(3, false), (4, true)] {
        let first = ["b", "c", "d", "e", "f", "g"];
        for id in first {
            s.commit(TICKETS.insert(&Ticket::new(id).at("bar", id))).await;
        }
        let select = || if descending { at_bar().descending() } else { at_bar() };
        let cursor = page(&s, select().limit(limit)).await.next;
        // Both cursors now stand at d (ascending after b, c, d; descending after g, f, e, d).
        let at = cursor.as_ref().map(|cursor| cursor.id.clone());
        assert_eq!(at.as_deref(), Some("d"));
        for id in ["a", "ca", "da", "h"] {
            s.commit(TICKETS.insert(&Ticket::new(id).at("bar", id))).await;
        }
        for id in ["b", "d", "g"] {
            s.commit(TICKETS.delete(id, 1)).await;
        }
        let rest = s.ids(select().after(cursor)).await;
        let expected: &[&str] = if descending { &["ca", "c", "a"] } else { &["da", "e", "f", "h"] };
        assert_eq!(rest, expected);
        for id in ["a", "c", "ca", "da", "e", "f", "h"] {
            s.commit(TICKETS.delete(id, 1)).await;
        }
    }
}

pub(crate) async fn a_cursor_names_a_place_in_either_direction(s: Subject) {
    let expected = twelve(&s).await;
    let cursor = page(&s, at_bar().limit(5)).await.next;
    assert_eq!(s.ids(at_bar().after(cursor.clone())).await, expected[5..]);
    let mut before = expected[..4].to_vec();
    before.reverse();
    assert_eq!(s.ids(at_bar().after(cursor).descending()).await, before);
}

/// Cursors come back from callers, who can write anything into them.
pub(crate) async fn a_made_up_cursor_is_only_a_place(s: Subject) {
    let expected = twelve(&s).await;
    let after = |sort: &str, id: &str| {
        let cursor = Cursor { sort: sort.to_owned(), id: id.to_owned() };
        s.ids(at_bar().after(Some(cursor)))
    };
    assert_eq!(after("", "").await, expected);
    assert_eq!(after("01", "").await, expected[3..]);
    assert_eq!(after("01", "t04").await, expected[5..]);
    assert_eq!(after("01", "t04'; --").await, expected[5..]);
    assert_eq!(after("01", "zzz").await, expected[6..]);
    assert_eq!(after(&"0".repeat(5_000), "x").await, expected[3..]);
    assert!(after("\u{10ffff}", "x").await.is_empty());
    assert_eq!(after("01", "t04\0").await, expected[5..]);
}

pub(crate) async fn a_page_may_have_a_thousand_records(s: Subject) {
    let id = |n| format!("t{n:04}");
    let all: Vec<usize> = (0..1_001).collect();
    for some in all.chunks(100) {
        let insert = |n: &usize| TICKETS.insert(&Ticket::new(id(*n)).at("bar", "0900"));
        s.commit(some.iter().map(insert).collect::<Vec<_>>()).await;
    }
    let first = page(&s, at_bar().limit(1_000)).await;
    assert_eq!(first.items.len(), 1_000);
    let rest = page(&s, at_bar().limit(1_000).after(first.next)).await;
    assert_eq!((ids(&rest), rest.next), (vec![id(1_000)], None));
}

/// Some databases end a page by its size.
pub(crate) async fn a_page_of_large_records_is_whole(s: Subject) {
    for n in 0..8 {
        let ticket = Ticket::new(format!("t{n}")).at("bar", "0900").noting("x".repeat(380_000));
        s.commit(TICKETS.insert(&ticket)).await;
    }
    let whole = page(&s, at_bar().limit(8)).await;
    assert_eq!((whole.items.len(), whole.next), (8, None));
}
