//! Orders that staff take for somebody at the counter, and the break during which only these are
//! taken.

use std::time::Duration;

use kernel::{Limit, Principal, PrincipalId, Role};

use super::schedule_tests::{anna, order, orders, refused, time};
use super::testing::{Cafe, here, who};
use super::{Orders, PlaceOrder};
use crate::domain::{Actor, Command, Fulfilment};
use crate::error::Error;

fn walk_in(key: &str) -> PlaceOrder {
    let mut command = order(None);
    command.request.walk_in = true;
    command.idempotency_key = key.to_owned();
    command
}

fn ben() -> Principal {
    who("ben", Role::Barista)
}

/// Ten past three, in the middle of the break.
fn on_break() -> Orders {
    let (orders, clock) = orders();
    clock.advance(Duration::from_mins(7 * 60 + 10));
    orders
}

#[tokio::test]
async fn an_order_for_somebody_at_the_counter_is_nobodys_and_tells_who_took_it() {
    let orders = on_break();
    let placed = orders.place(walk_in("k1"), &ben()).await.expect("Ben decides").order;
    let by = Some(Actor { id: PrincipalId::new("ben"), role: Role::Barista });
    assert_eq!(placed.timeline[0].by, by);
    assert_eq!((placed.placed.walk_in, &placed.placed.key), (true, &None));
    let bens = orders.of_customer(&ben().id, Limit::default(), None).await.expect("answers");
    assert!(bens.items.is_empty());
    let id = &placed.placed.id;
    assert_eq!(orders.get(id, &ben()).await.expect("works here"), placed);
    assert!(matches!(orders.get(id, &anna()).await, Err(Error::NotFound)));
    assert!(matches!(orders.shared(id, "").await, Err(Error::NotFound)));
    let another = orders.place(walk_in("k2"), &ben()).await.expect("is taken").order;
    assert_ne!(another.placed.customer, placed.placed.customer, "they are not one person's");
}

#[tokio::test]
async fn whoever_works_elsewhere_orders_as_a_customer() {
    let orders = on_break();
    for (location, expected) in [("loc_here", Role::Barista), ("loc_there", Role::Customer)] {
        let mut who = ben();
        who.locations = vec![location.parse().expect("an id")];
        let later = order(Some("2026-11-21T12:30:00Z"));
        let later = PlaceOrder { idempotency_key: location.to_owned(), ..later };
        let placed = orders.place(later, &who).await.expect("it is open then").order;
        let by = placed.timeline[0].by.clone().expect("somebody");
        assert_eq!((by.role, placed.placed.customer), (expected, who.id), "{location}");
    }
}

#[tokio::test]
async fn whoever_took_an_order_at_the_counter_sends_it_twice_and_takes_it_once() {
    let orders = on_break();
    let first = orders.place(walk_in("k1"), &ben()).await.expect("is taken");
    let again = orders.place(walk_in("k1"), &ben()).await.expect("was taken");
    assert_eq!((first.repeated, again.repeated), (false, true));
    assert_eq!(again.order, first.order);
    let other = PlaceOrder { canonical: "another".to_owned(), ..walk_in("k1") };
    assert!(matches!(orders.place(other, &ben()).await, Err(Error::KeyReused)));
    // The same key of somebody else is another order, and one of hers stays hers.
    let mias = orders.place(walk_in("k1"), &who("mia", Role::Manager)).await.expect("is taken");
    assert_ne!(mias.order.placed.id, first.order.placed.id);
    let stolen = PlaceOrder { redeemed: Some(mias.order.placed.id), ..order(None) };
    assert!(matches!(orders.place(stolen, &ben()).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn an_order_from_the_counter_that_is_sent_again_after_it_ended_is_answered_with_it() {
    let orders = on_break();
    let named = || PlaceOrder { name: Some("Anna".to_owned()), ..walk_in("k1") };
    let placed = orders.place(named(), &ben()).await.expect("is taken").order.placed;
    assert_eq!(placed.name.as_deref(), Some("Anna"));
    let cancel = Command::Cancel { reason: None };
    orders.change(&placed.id, cancel, &ben()).await.expect("is cancelled");
    let again = orders.place(named(), &ben()).await.expect("was taken");
    assert_eq!((again.repeated, again.order.placed.name), (true, None));
}

#[tokio::test]
async fn during_a_break_only_somebody_at_the_counter_orders() {
    let orders = on_break();
    let paused = |error: &Error| {
        let until = "this location takes a break; it takes orders again Friday 15:30";
        assert_eq!(error.to_string(), until);
        matches!(error, Error::LocationPaused { .. })
    };
    assert!(paused(&orders.place(order(None), &anna()).await.expect_err("a break")));
    let quoted = async |command: PlaceOrder| orders.quote(&command.request).await.expect("a quote");
    let flaws = quoted(order(None)).await.unavailable;
    let [flaw] = flaws.as_slice() else { panic!("{flaws:?}") };
    assert_eq!((flaw.pointer.as_str(), flaw.kind.code()), ("/location", "orders.location-paused"));
    assert_eq!(quoted(walk_in("k1")).await.unavailable, []);
    // What the workflow looks at, before there is an order and then.
    let taken = orders.place(walk_in("k1"), &ben()).await.expect("Ben decides").order.placed.id;
    orders.check_location(&taken, &here()).await.expect("Ben has decided");
    let none = super::testing::order("none");
    assert!(paused(&orders.check_location(&none, &here()).await.expect_err("a break")));
}

#[tokio::test]
async fn an_order_for_the_time_of_a_break_is_refused_with_its_place() {
    let (orders, clock) = orders();
    clock.advance(Duration::from_hours(5));
    let error = orders.place(order(Some("2026-11-20T15:10:00Z")), &anna()).await;
    let error = error.expect_err("a break then");
    assert_eq!(refused(&error), ("orders.location-paused", vec!["/fulfilment/at".to_owned()]));
    let told = "this location takes a break at that time; it takes orders again Friday 15:30";
    assert_eq!(error.to_string(), told);
    let mut later = walk_in("k1");
    later.request.fulfilment = Fulfilment::Pickup { at: Some(time("2026-11-20T15:10:00Z")) };
    orders.place(later, &ben()).await.expect("Ben decides");
}

#[tokio::test]
async fn a_shop_that_is_closed_is_closed_at_the_counter_too() {
    let (orders, _) = orders();
    let error = orders.place(walk_in("k1"), &ben()).await.expect_err("it is eight");
    assert!(matches!(error, Error::LocationClosed { .. }));
}

#[tokio::test]
async fn no_code_is_needed_at_the_counter_and_what_only_a_customer_has_is_refused() {
    let cafe = Cafe::open();
    // The café in event mode, which sells nothing.
    let error = cafe.orders.place(order(None), &ben()).await.expect_err("scan first");
    assert!(matches!(error, Error::QrCodeNeeded));
    let error = cafe.orders.place(walk_in("k1"), &ben()).await.expect_err("sells no tea");
    assert_eq!(refused(&error).0, "orders.unknown-product");
    let (address, phone) = (vec!["Street 1".to_owned()], None);
    let mut given = walk_in("k1");
    given.request.fulfilment = Fulfilment::Delivery { address, phone };
    given.email = Some("anna@example.org".to_owned());
    given.redeemed = Some(super::testing::order("scanned"));
    let error = cafe.orders.place(given, &ben()).await.expect_err("whose?");
    let places = ["/fulfilment", "/email", "/order"].map(str::to_owned).to_vec();
    assert_eq!(refused(&error), ("orders.invalid-request", places));
}
