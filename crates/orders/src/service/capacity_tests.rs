use futures_util::future::join_all;
use store::{MemoryStore, Store};

use super::*;
use crate::service::testing::{Cafe, here, order};

fn anna() -> PrincipalId {
    PrincipalId::new("anna")
}

async fn hold(cafe: &Cafe, name: &str, most: Option<u32>, each: Option<u32>) -> Result<(), Error> {
    hold_for(cafe, name, &anna(), most, each).await
}

async fn hold_for(
    cafe: &Cafe,
    name: &str,
    customer: &PrincipalId,
    most: Option<u32>,
    each: Option<u32>,
) -> Result<(), Error> {
    let (order, here) = (order(name), here());
    let hold = || cafe.orders.hold_capacity(&order, &here, customer, most, each);
    cafe.orders.carry_out(hold).await
}

async fn free(cafe: &Cafe, name: &str) -> Result<(), Error> {
    let order = order(name);
    cafe.orders.carry_out(|| cafe.orders.free_capacity(&order, true)).await
}

async fn open(cafe: &Cafe) -> i64 {
    -cafe.store.counter(&location_counter(&here())).await.expect("counts")
}

#[tokio::test]
async fn however_many_ask_at_once_the_cap_holds() {
    let cafe = Cafe::on(MemoryStore::lagging(100));
    let names: Vec<String> = (0..50).map(|number| format!("order-{number}")).collect();
    let held = join_all(names.iter().map(|name| hold(&cafe, name, Some(7), None))).await;
    assert_eq!(held.iter().filter(|held| held.is_ok()).count(), 7);
    let busy = |held: &&Result<(), Error>| matches!(held, Err(Error::LocationBusy));
    assert_eq!(held.iter().filter(busy).count(), 43);
    assert_eq!(open(&cafe).await, 7);
}

#[tokio::test]
async fn a_customer_has_a_cap_of_their_own_and_being_refused_holds_nothing() {
    let cafe = Cafe::open();
    hold(&cafe, "a", None, Some(1)).await.expect("holds");
    let second = hold(&cafe, "b", None, Some(1)).await;
    assert!(matches!(second, Err(Error::TooManyOpenOrders)));
    assert_eq!(open(&cafe).await, 1);
    let ben = PrincipalId::new("ben");
    hold_for(&cafe, "c", &ben, Some(2), Some(1)).await.expect("another customer holds");
    free(&cafe, "a").await.expect("frees");
    hold(&cafe, "b", None, Some(1)).await.expect("holds now");
}

#[tokio::test]
async fn holding_and_freeing_may_run_twice_and_a_late_hold_holds_nothing() {
    let cafe = Cafe::open();
    for _ in 0..2 {
        // The cap is reached by itself: a repetition is not refused.
        hold(&cafe, "a", Some(1), Some(1)).await.expect("holds");
        assert_eq!(open(&cafe).await, 1);
    }
    join_all((0..5).map(|_| free(&cafe, "a"))).await;
    assert_eq!(open(&cafe).await, 0);
    hold(&cafe, "a", Some(1), Some(1)).await.expect("changes nothing");
    assert_eq!(open(&cafe).await, 0);
    free(&cafe, "b").await.expect("nothing is held");
    hold(&cafe, "b", Some(1), Some(1)).await.expect("changes nothing");
    assert_eq!(open(&cafe).await, 0);
}

#[tokio::test]
async fn holding_beside_freeing_leaves_nothing_held() {
    let cafe = Cafe::open();
    for name in (0..40).map(|number| format!("order-{number}")) {
        let hold = hold(&cafe, &name, Some(40), None);
        let (one, other) = futures_util::future::join(hold, free(&cafe, &name)).await;
        one.and(other).expect("both are done");
        assert_eq!(open(&cafe).await, 0);
    }
}

#[tokio::test]
async fn without_a_cap_nothing_is_written() {
    let cafe = Cafe::open();
    let nothing = cafe.orders.hold_capacity(&order("a"), &here(), &anna(), None, None).await;
    assert_eq!(nothing.expect("holds").change, Change::default());
    let nothing = cafe.orders.free_capacity(&order("a"), false).await;
    assert_eq!(nothing.expect("frees").change, Change::default());
}

#[tokio::test]
async fn an_order_that_is_nobodys_holds_a_place_at_the_location_and_counts_no_customer() {
    let cafe = Cafe::open();
    let nobody = domain::nobody(&order("a"));
    let of_nobody = customer_counter(&here(), &nobody);
    let counts_nobody = |change: &Change| {
        let counted =
            |write: &Write| matches!(write, Write::Adjust { counter, .. } if *counter == of_nobody);
        change.writes.iter().any(counted)
    };
    let (id, here) = (order("a"), here());
    let held = cafe.orders.hold_capacity(&id, &here, &nobody, Some(1), Some(1)).await;
    assert!(!counts_nobody(&held.expect("holds").change));
    hold_for(&cafe, "a", &nobody, Some(1), Some(1)).await.expect("holds");
    assert_eq!(open(&cafe).await, 1);
    let second = domain::nobody(&order("b"));
    let second = hold_for(&cafe, "b", &second, Some(1), Some(1)).await;
    assert!(matches!(second, Err(Error::LocationBusy)));
    let freed = cafe.orders.free_capacity(&id, true).await.expect("frees");
    assert!(!counts_nobody(&freed.change));
    free(&cafe, "a").await.expect("frees");
    assert_eq!(open(&cafe).await, 0);
}
