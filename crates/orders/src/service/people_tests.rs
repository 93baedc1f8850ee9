use kernel::{Limit, OrderId, PrincipalId, Role};
use store::MemoryStore;

use super::testing::{Cafe, here, order, who};
use crate::domain::{Command, Order, Status};
use crate::events::{ORDER_FORGOTTEN, ORDER_TAKEN_OVER};

fn anna() -> PrincipalId {
    PrincipalId::new("anna")
}

/// Anna's order, ended.
async fn ended(cafe: &Cafe, id: &OrderId) -> Order {
    let placed = cafe.placed(id).await;
    cafe.does(&placed, Command::Cancel { reason: Some("Anna is ill".to_owned()) }).await
}

async fn orders_of(cafe: &Cafe, customer: &PrincipalId) -> usize {
    let page = cafe.orders.of_customer(customer, Limit::clamped(100), None).await;
    page.expect("answers").items.len()
}

#[tokio::test]
async fn a_person_is_forgotten_in_every_order_also_in_those_an_index_shows_late() {
    let cafe = Cafe::on(MemoryStore::lagging(3));
    for name in 0..120 {
        ended(&cafe, &order(&name.to_string())).await;
    }
    assert_eq!(cafe.orders.forget(&anna()).await.expect("forgets"), 120);
    for name in 0..120 {
        let order = cafe.orders.find(&order(&name.to_string())).await.expect("answers");
        let order = order.expect("stays");
        assert_eq!(order.status(), Status::Cancelled);
        assert!(order.is_forgotten());
        assert_eq!(order.reason(), None);
    }
    let said = cafe.said().await.into_iter().filter(|topic| topic == ORDER_FORGOTTEN);
    assert_eq!(said.count(), 120);
    assert_eq!(cafe.orders.forget(&anna()).await.expect("is so already"), 0);
}

#[tokio::test]
async fn a_person_is_forgotten_beside_somebody_who_works_on_the_order() {
    let cafe = Cafe::open();
    let placed = cafe.placed(&order("a")).await;
    let cancel = Command::Cancel { reason: None };
    let ada = who("ada", Role::Admin);
    let (forgotten, cancelled) = tokio::join!(
        cafe.orders.forget(&placed.placed.customer),
        cafe.orders.change(&placed.placed.id, cancel, &ada),
    );
    assert_eq!((forgotten.expect("forgets"), cancelled.is_ok()), (1, true));
    let found = cafe.orders.find(&placed.placed.id).await.expect("answers").expect("is there");
    assert!(found.is_forgotten());
    assert_eq!(found.status(), Status::Cancelled);
}

#[tokio::test]
async fn only_an_order_that_has_not_ended_is_under_way() {
    let cafe = Cafe::open();
    assert!(!cafe.orders.is_any_under_way(&anna()).await.expect("answers"));
    let placed = cafe.placed(&order("a")).await;
    assert!(cafe.orders.is_any_under_way(&anna()).await.expect("answers"));
    cafe.does(&placed, Command::Cancel { reason: None }).await;
    assert!(!cafe.orders.is_any_under_way(&anna()).await.expect("answers"));
    // The index still shows the order as it was placed.
    let cafe = Cafe::on(MemoryStore::lagging(1));
    ended(&cafe, &order("b")).await;
    assert!(!cafe.orders.is_any_under_way(&anna()).await.expect("answers"));
}

#[tokio::test]
async fn an_account_takes_over_the_orders_of_a_guest_once_and_of_nobody_else() {
    let cafe = Cafe::open();
    let guest = PrincipalId::guest("1");
    let placed = cafe.placed_by(&order("a"), &guest).await;
    cafe.placed(&order("b")).await;
    let berta = PrincipalId::new("berta");
    assert_eq!(cafe.orders.take_over(&anna(), &berta).await.expect("answers"), 0);
    assert_eq!(cafe.orders.take_over(&guest, &berta).await.expect("answers"), 1);
    for other in [anna(), berta.clone()] {
        assert_eq!(cafe.orders.take_over(&guest, &other).await.expect("answers"), 0);
    }
    assert_eq!(orders_of(&cafe, &guest).await, 0);
    assert_eq!(orders_of(&cafe, &berta).await, 1);
    let mine = cafe.orders.get(&placed.placed.id, &who("berta", Role::Customer)).await;
    assert_eq!(mine.expect("is hers").status(), Status::Placed);
    let said = cafe.said().await.into_iter().filter(|topic| topic == ORDER_TAKEN_OVER);
    assert_eq!(said.count(), 1);
}

#[tokio::test]
async fn a_redemption_goes_with_its_order() {
    let cafe = Cafe::open();
    let code = cafe.orders.show_qr_code(&here()).await.expect("shows").code;
    let guest = PrincipalId::guest("1");
    let caller = kernel::Principal { id: guest.clone(), role: Role::Customer, locations: vec![] };
    let redeemed = cafe.orders.redeem_qr_code(&code.code, &caller).await.expect("lets in");
    let id = redeemed.redemption.order;
    cafe.placed_redeemed_by(&id, &guest).await;
    cafe.orders.take_over(&guest, &anna()).await.expect("takes over");
    let theirs = cafe.orders.redemption(&id).await.expect("answers").expect("is there");
    assert_eq!(theirs.customer, anna());
    cafe.orders.forget(&anna()).await.expect("forgets");
    let nobodys = cafe.orders.redemption(&id).await.expect("answers").expect("is there");
    assert!(nobodys.customer != anna() && nobodys.customer != guest);
}
