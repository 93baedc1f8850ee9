//! Finding orders by what people know of them.

use std::time::Duration;

use kernel::{Coded, Limit, OrderId, PrincipalId, Timestamp};

use super::Search;
use super::testing::{Cafe, confirm, here, order};
use crate::domain::{Command, Number, Order, Status};

fn text(text: &str) -> Search {
    Search { text: Some(text.to_owned()), ..Search::default() }
}

async fn found(cafe: &Cafe, search: &Search) -> Vec<OrderId> {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = cafe.orders.search(&here(), search, Limit::clamped(7), after).await;
        let page = page.expect("answers");
        ids.extend(page.items.iter().map(|order| order.placed.id.clone()));
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
}

/// An order with a name to call out and a number, a second after the one before.
async fn called(cafe: &Cafe, id: &str, name: &str, number: u32) -> Order {
    cafe.clock.advance(Duration::from_secs(1));
    let anna = PrincipalId::new("anna");
    let placed = cafe.named(&order(id), &anna, name).await;
    cafe.does(&placed, Command::Confirm(Number::new(number))).await
}

#[tokio::test]
async fn an_order_is_found_by_number_name_and_id() {
    let cafe = Cafe::open();
    let anna = called(&cafe, "a", "Anna Maria", 42).await.placed.id;
    let ben = called(&cafe, "b", "Ben", 4).await.placed.id;
    for (wanted, expected) in [
        ("A-042", &[&anna][..]),
        ("a042", &[&anna]),
        ("42", &[&anna]),
        ("4", &[&ben]),
        ("MARIA", &[&anna]),
        ("anna m", &[&anna]),
        ("n", &[&ben, &anna]),
        ("-", &[]),
        ("Carla", &[]),
        (ben.as_str(), &[&ben]),
        (order("nobody").as_str(), &[]),
    ] {
        let found = found(&cafe, &text(wanted)).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{wanted}");
    }
}

#[tokio::test]
async fn an_order_of_another_location_is_not_found_by_its_id() {
    let cafe = Cafe::open();
    let anna = called(&cafe, "a", "Anna", 42).await.placed.id;
    let elsewhere = "loc_there".parse().expect("an id");
    for wanted in [anna.as_str(), "42", "anna"] {
        let page = cafe.orders.search(&elsewhere, &text(wanted), Limit::default(), None).await;
        assert!(page.expect("answers").items.is_empty(), "{wanted}");
    }
}

#[tokio::test]
async fn orders_are_found_by_time_newest_first_whatever_became_of_them() {
    let cafe = Cafe::open();
    let mut ids = Vec::new();
    for n in 0..40_u32 {
        let order = called(&cafe, &n.to_string(), "Anna", n + 1).await;
        ids.push(order.placed.id.clone());
        match n % 3 {
            0 => drop(cafe.does(&order, Command::Start).await),
            1 => drop(cafe.does(&order, Command::Cancel { reason: None }).await),
            _ => {}
        }
    }
    let at = |second| Timestamp::from_second(second).expect("in range");
    let search = Search { from: Some(at(11)), to: Some(at(31)), ..Search::default() };
    let expected: Vec<_> = ids[10..30].iter().rev().cloned().collect();
    assert_eq!(found(&cafe, &search).await, expected);
    let cancelled = Search { status: Some(Status::Cancelled), ..search };
    let expected: Vec<_> = ids[10..30].iter().step_by(3).rev().cloned().collect();
    assert_eq!(found(&cafe, &cancelled).await, expected);
}

#[tokio::test]
async fn one_question_looks_at_a_thousand_orders_and_says_where_to_go_on() {
    let cafe = Cafe::open();
    let needle = called(&cafe, "needle", "Zoe", 999).await.placed.id;
    cafe.clock.advance(Duration::from_secs(1));
    for n in 0..1_100 {
        // All at once: the place of an order is its time and its id.
        cafe.does(&cafe.placed(&order(&n.to_string())).await, confirm()).await;
    }
    let page = cafe.orders.search(&here(), &text("zoe"), Limit::default(), None).await;
    let page = page.expect("answers");
    assert!(page.items.is_empty() && page.next.is_some());
    assert_eq!(found(&cafe, &text("zoe")).await, [needle]);
    let all =
        found(&cafe, &Search { from: Some(Timestamp::UNIX_EPOCH), ..Search::default() }).await;
    let distinct: std::collections::HashSet<_> = all.iter().collect();
    assert_eq!((all.len(), distinct.len()), (1_101, 1_101));
}

#[tokio::test]
async fn a_time_that_ends_before_it_begins_is_refused() {
    let (cafe, now) = (Cafe::open(), Timestamp::UNIX_EPOCH);
    let search =
        Search { from: Some(now + Duration::from_secs(1)), to: Some(now), ..Search::default() };
    let refused = cafe.orders.search(&here(), &search, Limit::default(), None).await;
    assert_eq!(refused.expect_err("refused").code(), "orders.bad-period");
}

#[tokio::test]
async fn the_orders_of_one_customer_at_one_location_are_found_newest_first() {
    let cafe = Cafe::open();
    let (anna, otto) = (PrincipalId::new("anna"), PrincipalId::new("otto"));
    let mut ids = Vec::new();
    for n in 0..20_u32 {
        cafe.clock.advance(Duration::from_secs(1));
        let placed = cafe.placed_by(&order(&n.to_string()), &anna).await;
        cafe.placed_by(&order(&format!("of-otto-{n}")), &otto).await;
        let mut elsewhere = cafe.sample(&order(&format!("elsewhere-{n}")));
        elsewhere.placed.location = "loc_there".parse().expect("an id");
        cafe.keep(elsewhere).await;
        if n % 2 == 0 {
            cafe.does(&placed, Command::Cancel { reason: None }).await;
        }
        ids.push(placed.placed.id);
    }
    ids.reverse();
    let hers = Search { customer: Some(anna), ..Search::default() };
    assert_eq!(found(&cafe, &hers).await, ids);
    let cancelled = Search { status: Some(Status::Cancelled), ..hers.clone() };
    let every_second: Vec<_> = ids.iter().skip(1).step_by(2).cloned().collect();
    assert_eq!(found(&cafe, &cancelled).await, every_second);
    let at = |second| Some(Timestamp::from_second(second).expect("in range"));
    let then = Search { from: at(11), to: at(16), ..hers.clone() };
    assert_eq!(found(&cafe, &then).await, ids[5..10]);
    let by_id = |id: &OrderId| Search { text: Some(id.to_string()), ..hers.clone() };
    assert_eq!(found(&cafe, &by_id(&ids[3])).await, [ids[3].clone()]);
    assert_eq!(found(&cafe, &by_id(&order("of-otto-3"))).await, []);
}
