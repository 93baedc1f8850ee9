use futures_util::future::join_all;
use store::MemoryStore;

use super::*;
use crate::service::testing::{Cafe, here, order};

fn anna() -> PrincipalId {
    PrincipalId::new("anna")
}

async fn hold(cafe: &Cafe, name: &str, most: Option<u32>, each: Option<u32>) -> Result<(), Error> {
    cafe.orders.hold_capacity(&order(name), &here(), &anna(), most, each).await
}

async fn open(cafe: &Cafe) -> i64 {
    cafe.orders.open_orders(&here()).await.expect("counts")
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
    let other = cafe.orders.hold_capacity(&order("c"), &here(), &ben, Some(2), Some(1)).await;
    other.expect("another customer holds");
    cafe.orders.free_capacity(&order("a")).await.expect("frees");
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
    let (order_a, order_b) = (order("a"), order("b"));
    join_all((0..5).map(|_| cafe.orders.free_capacity(&order_a))).await;
    assert_eq!(open(&cafe).await, 0);
    hold(&cafe, "a", Some(1), Some(1)).await.expect("changes nothing");
    assert_eq!(open(&cafe).await, 0);
    cafe.orders.free_capacity(&order_b).await.expect("nothing is held");
    hold(&cafe, "b", Some(1), Some(1)).await.expect("changes nothing");
    assert_eq!(open(&cafe).await, 0);
}

#[tokio::test]
async fn holding_beside_freeing_leaves_nothing_held() {
    let cafe = Cafe::open();
    for name in (0..40).map(|number| format!("order-{number}")) {
        let id = order(&name);
        let free = cafe.orders.free_capacity(&id);
        let (held, freed) = futures_util::future::join(hold(&cafe, &name, None, None), free).await;
        held.and(freed).expect("both are done");
        assert_eq!(open(&cafe).await, 0);
    }
}
