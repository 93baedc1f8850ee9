use std::time::Duration;

use futures_util::poll;
use kernel::PrincipalId;
use store::Store;

use super::super::schedule_tests::tea;
use super::super::testing::{Cafe, confirm, here, order};
use super::*;
use crate::domain::{Command, Line};

/// A café that sells tea, coffee and cake.
fn cafe() -> Cafe {
    Cafe::selling(
        ["prd_tea", "prd_coffee", "prd_cake"].map(|id| (id.parse().expect("an id"), tea())),
    )
}

/// An order of so many of each product, a minute after the one before.
async fn ordered(cafe: &Cafe, name: &str, lines: &[(&str, u32)]) -> Order {
    cafe.clock.advance(Duration::from_mins(1));
    let mut order = cafe.sample(&order(name));
    order.placed.customer = PrincipalId::new(name);
    let line = |(product, quantity): &(&str, u32)| Line {
        product: product.parse().expect("an id"),
        name: "It".to_owned(),
        station: "bar".to_owned(),
        quantity: *quantity,
        options: Vec::new(),
        note: None,
        unit_price_minor: 100,
        tax_basis_points: 0,
        stock: Vec::new(),
    };
    order.placed.lines = lines.iter().map(line).collect();
    cafe.keep(order).await
}

async fn popular(cafe: &Cafe) -> Vec<String> {
    words(&cafe.orders.popular(&here()).await.expect("answers"))
}

fn words(popular: &Popular) -> Vec<String> {
    popular.products.iter().map(ToString::to_string).collect()
}

/// A quarter of an hour later it is worked out anew.
async fn popular_then(cafe: &Cafe) -> Vec<String> {
    cafe.clock.advance(KEPT);
    popular(cafe).await
}

#[tokio::test]
async fn what_most_orders_have_comes_first_and_nothing_while_there_are_few() {
    let cafe = cafe();
    for n in 0..19 {
        // Whoever takes fifty at once, or asks for it on two lines, counts once.
        let lines: &[_] = match n % 3 {
            0 => &[("prd_coffee", 1), ("prd_tea", 1)],
            1 => &[("prd_coffee", 1), ("prd_gone", 1)],
            _ => &[("prd_cake", 50), ("prd_tea", 1), ("prd_cake", 50)],
        };
        ordered(&cafe, &n.to_string(), lines).await;
    }
    assert_eq!(popular(&cafe).await, [""; 0], "nineteen");
    let last = ordered(&cafe, "last", &[("prd_tea", 1)]).await;
    assert_eq!(popular_then(&cafe).await, ["prd_tea", "prd_coffee", "prd_cake"]);
    cafe.does(&last, Command::Cancel { reason: None }).await;
    assert_eq!(popular_then(&cafe).await, [""; 0], "what was cancelled does not count");
}

#[tokio::test]
async fn it_is_worked_out_once_in_a_quarter_of_an_hour() {
    let cafe = cafe();
    for n in 0..20 {
        ordered(&cafe, &n.to_string(), &[("prd_tea", 1)]).await;
    }
    assert_eq!(popular(&cafe).await, ["prd_tea"]);
    ordered(&cafe, "late", &[("prd_coffee", 1)]).await;
    assert_eq!(popular(&cafe).await, ["prd_tea"]);
    assert_eq!(popular_then(&cafe).await, ["prd_tea", "prd_coffee"]);
}

#[tokio::test]
async fn whoever_asks_while_somebody_looks_hears_at_once_what_was_known_and_for_seconds_only() {
    let cafe = cafe();
    for (known, product, then) in [
        (&[][..], "prd_tea", &["prd_tea"][..]),
        (&["prd_tea"], "prd_coffee", &["prd_coffee", "prd_tea"]),
    ] {
        for n in 0..21 {
            ordered(&cafe, &format!("{product}-{n}"), &[(product, 1)]).await;
        }
        cafe.does(&ordered(&cafe, product, &[]).await, confirm()).await;
        cafe.clock.advance(KEPT);
        let slow = cafe.store.reading.write().await;
        let location = here();
        let mut first = std::pin::pin!(cafe.orders.popular(&location));
        assert!(poll!(&mut first).is_pending());
        let meanwhile = cafe.orders.popular(&location).await.expect("answers");
        assert_eq!(words(&meanwhile), known);
        assert_eq!(meanwhile.until, cafe.orders.now() + RETRY);
        drop(slow);
        assert_eq!(words(&first.await.expect("answers")), then);
        assert_eq!(popular(&cafe).await, then);
    }
}

#[tokio::test]
async fn after_a_failure_nobody_looks_again_for_some_seconds() {
    let cafe = cafe();
    cafe.store.close().await;
    for _ in 0..2 {
        assert!(cafe.orders.popular(&here()).await.is_err(), "looks");
        assert_eq!(popular(&cafe).await, [""; 0]);
        cafe.clock.advance(RETRY);
    }
}

#[tokio::test]
async fn only_the_last_five_hundred_orders_of_thirty_days_count() {
    let cafe = cafe();
    for n in 0..20 {
        ordered(&cafe, &format!("first-{n}"), &[("prd_cake", 1)]).await;
    }
    let mut teas = Vec::new();
    for n in 0..LOOKED_AT_MAX {
        teas.push(ordered(&cafe, &n.to_string(), &[("prd_tea", 1)]).await);
    }
    assert_eq!(popular(&cafe).await, ["prd_tea"], "five hundred came later than any cake");
    cafe.clock.advance(COUNTS);
    assert_eq!(popular(&cafe).await, [""; 0], "that was a month ago");
    for tea in &teas[..20] {
        cafe.does(tea, confirm()).await;
    }
    assert_eq!(popular_then(&cafe).await, [""; 0], "whenever something happened to them");
}

#[tokio::test]
async fn a_location_that_is_not_there_has_nothing_popular() {
    let nowhere = "loc_nowhere".parse().expect("an id");
    let error = Cafe::open().orders.popular(&nowhere).await.expect_err("is not there");
    assert!(matches!(error, Error::UnknownLocation(_)));
}
