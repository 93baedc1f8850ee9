//! One holder at a time, on every adapter.

use std::time::Duration;

use kernel::{FixedClock, Timestamp};
use store::{Change, LEASES, Lease, Outcome};
use tokio::task::JoinSet;

use crate::subject::Subject;

const LASTS: Duration = Duration::from_secs(30);
/// One tick before its half, and before its end.
const NEARLY_HALF: Duration = Duration::from_millis(14_999);
const NEARLY_OVER: Duration = Duration::from_millis(29_999);
const TICK: Duration = Duration::from_millis(1);

/// A time at which none of these leases has expired for the database, which may forget those.
fn clock() -> FixedClock {
    FixedClock::at(Timestamp::from_second(4_000_000_000).expect("in jiff's years"))
}

fn lease(holder: &str) -> Lease {
    Lease::new("relay", holder, LASTS)
}

/// Asks for the lease as `lease` at the time of `clock`.
async fn holds(s: &Subject, lease: &mut Lease, clock: &FixedClock) -> bool {
    lease.hold(s.store(), clock).await.expect("the store answers")
}

async fn version(s: &Subject) -> Option<i64> {
    LEASES.get(s.store(), "relay").await.expect("reads").map(|lease| lease.version)
}

pub(crate) async fn one_of_many_gets_the_lease(s: Subject) {
    let mut callers = JoinSet::new();
    for n in 0..20 {
        let store = s.store_of(n);
        callers.spawn(async move { lease(&format!("h{n}")).hold(&*store, &clock()).await });
    }
    let holders = callers.join_all().await.into_iter();
    assert_eq!(holders.filter(|held| *held.as_ref().expect("the store answers")).count(), 1);
}

pub(crate) async fn leases_of_other_names_do_not_matter(s: Subject) {
    let (clock, mut one) = (clock(), lease("one"));
    assert!(holds(&s, &mut one, &clock).await);
    let mut other = Lease::new("sweeper", "two", LASTS);
    assert!(holds(&s, &mut other, &clock).await);
}

pub(crate) async fn a_lease_is_renewed_with_a_write_only_in_its_second_half(s: Subject) {
    let (clock, mut one) = (clock(), lease("one"));
    assert!(holds(&s, &mut one, &clock).await);
    clock.advance(NEARLY_HALF);
    assert!(holds(&s, &mut one, &clock).await);
    assert_eq!(version(&s).await, Some(1));
    clock.advance(TICK);
    assert!(holds(&s, &mut one, &clock).await);
    assert_eq!(version(&s).await, Some(2));
    clock.advance(NEARLY_OVER);
    assert!(!holds(&s, &mut lease("two"), &clock).await, "it lasts from the renewal");
}

pub(crate) async fn an_expired_lease_is_taken_over(s: Subject) {
    let (clock, mut one, mut two) = (clock(), lease("one"), lease("two"));
    assert!(holds(&s, &mut one, &clock).await);
    clock.advance(NEARLY_OVER);
    assert!(!holds(&s, &mut two, &clock).await);
    clock.advance(TICK);
    assert!(holds(&s, &mut two, &clock).await);
    assert!(!holds(&s, &mut one, &clock).await, "it notices");
    assert!(!holds(&s, &mut one, &clock).await, "and does not take it back");
}

pub(crate) async fn an_expired_lease_that_nobody_wanted_is_renewed(s: Subject) {
    let (clock, mut one) = (clock(), lease("one"));
    assert!(holds(&s, &mut one, &clock).await);
    clock.advance(LASTS * 3);
    assert!(holds(&s, &mut one, &clock).await);
    assert!(!holds(&s, &mut lease("two"), &clock).await);
}

pub(crate) async fn a_released_lease_is_free_at_once(s: Subject) {
    let (clock, mut one, mut two) = (clock(), lease("one"), lease("two"));
    assert!(holds(&s, &mut one, &clock).await);
    assert!(!holds(&s, &mut two, &clock).await);
    two.release(s.store()).await;
    assert!(!holds(&s, &mut two, &clock).await, "only the holder can release it");
    one.release(s.store()).await;
    assert!(holds(&s, &mut two, &clock).await);
    assert!(!holds(&s, &mut one, &clock).await);
}

pub(crate) async fn a_holder_that_starts_again_need_not_wait_for_itself(s: Subject) {
    let clock = clock();
    assert!(holds(&s, &mut lease("one"), &clock).await);
    assert!(holds(&s, &mut lease("one"), &clock).await);
    assert!(!holds(&s, &mut lease("two"), &clock).await);
}

pub(crate) async fn a_lease_changed_by_another_is_lost(s: Subject) {
    let (clock, mut one) = (clock(), lease("one"));
    assert!(holds(&s, &mut one, &clock).await);
    let found = LEASES.get(s.store(), "relay").await.expect("reads").expect("is held");
    let seized = Change::of(vec![LEASES.replace(&found.record, found.version)]);
    assert_eq!(s.store().commit(seized).await.expect("answers"), Outcome::Committed);
    clock.advance(LASTS / 2);
    assert!(!holds(&s, &mut one, &clock).await, "its version is another's now");
    assert!(holds(&s, &mut one, &clock).await, "the record still names this holder");
}
