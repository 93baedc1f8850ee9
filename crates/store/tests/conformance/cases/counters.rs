//! Counters: adjusted under a floor, or counted up.

use crate::collections::{TICKETS, Ticket, adjust};
use crate::subject::Subject;

pub(crate) async fn a_counter_never_adjusted_is_zero(s: Subject) {
    assert_eq!(s.counter("stock").await, 0);
    s.commit(adjust("stock", 5, None)).await;
    assert_eq!(s.counter("stock").await, 5);
    assert_eq!(s.counter("Stock").await, 0);
}

pub(crate) async fn a_floor_is_exact(s: Subject) {
    s.commit(adjust("stock", 3, None)).await;
    s.conflict(adjust("stock", -4, Some(0))).await;
    assert_eq!(s.counter("stock").await, 3);
    s.commit(adjust("stock", -3, Some(0))).await;
    s.conflict(adjust("stock", -1, Some(0))).await;
    assert_eq!(s.counter("stock").await, 0);
    s.conflict(adjust("stock", -6, Some(-5))).await;
    s.commit(adjust("stock", -5, Some(-5))).await;
    assert_eq!(s.counter("stock").await, -5);
}

pub(crate) async fn a_floor_holds_for_additions_too(s: Subject) {
    s.commit(adjust("stock", -10, None)).await;
    s.conflict(adjust("stock", 9, Some(0))).await;
    s.conflict(adjust("stock", 0, Some(-9))).await;
    s.commit(adjust("stock", 10, Some(0))).await;
    assert_eq!(s.counter("stock").await, 0);
}

pub(crate) async fn an_absent_counter_has_a_floor_like_any_other(s: Subject) {
    s.conflict(adjust("stock", -1, Some(0))).await;
    s.conflict(adjust("stock", 4, Some(5))).await;
    s.conflict(adjust("stock", 0, Some(1))).await;
    assert_eq!(s.counter("stock").await, 0);
    s.commit(adjust("stock", 5, Some(5))).await;
    s.commit(adjust("other", -1, Some(-1))).await;
    assert_eq!((s.counter("stock").await, s.counter("other").await), (5, -1));
}

pub(crate) async fn without_a_floor_a_counter_may_go_below_zero(s: Subject) {
    s.commit(adjust("debt", -7, None)).await;
    s.commit(adjust("debt", -7, None)).await;
    assert_eq!(s.counter("debt").await, -14);
}

pub(crate) async fn a_sum_beyond_64_bits_is_a_conflict(s: Subject) {
    s.commit(vec![adjust("most", i64::MAX, Some(i64::MAX)), adjust("least", i64::MIN, None)]).await;
    for (counter, delta) in [("most", 1), ("most", i64::MAX), ("least", -1), ("least", i64::MIN)] {
        for floor in [None, Some(0), Some(i64::MIN), Some(i64::MAX)] {
            s.conflict(adjust(counter, delta, floor)).await;
        }
    }
    assert_eq!((s.counter("most").await, s.counter("least").await), (i64::MAX, i64::MIN));
    s.commit(adjust("most", i64::MIN, Some(-1))).await;
    assert_eq!(s.counter("most").await, -1);
}

pub(crate) async fn the_widest_floors_and_steps_do_not_overflow(s: Subject) {
    s.conflict(adjust("a", i64::MIN, Some(0))).await;
    s.conflict(adjust("a", -1, Some(i64::MAX))).await;
    s.commit(adjust("a", i64::MIN, Some(i64::MIN))).await;
    s.commit(adjust("b", i64::MAX, Some(i64::MIN))).await;
    assert_eq!((s.counter("a").await, s.counter("b").await), (i64::MIN, i64::MAX));
}

pub(crate) async fn next_counts_up_from_where_the_counter_is(s: Subject) {
    let store = s.store();
    for expected in 1..=3 {
        assert_eq!(store.next("number").await.expect("counts"), expected);
    }
    s.commit(adjust("number", 40, None)).await;
    assert_eq!(store.next("number").await.expect("counts"), 44);
    assert_eq!(s.counter("number").await, 44);
    assert_eq!(store.next("another").await.expect("counts"), 1);
    s.commit(adjust("below", -2, None)).await;
    assert_eq!(store.next("below").await.expect("counts"), -1);
}

pub(crate) async fn a_counter_and_a_record_may_share_a_name(s: Subject) {
    s.commit(vec![TICKETS.insert(&Ticket::new("a")), adjust("a", 1, None)]).await;
    s.commit(TICKETS.delete("a", 1)).await;
    assert_eq!(s.counter("a").await, 1);
}
