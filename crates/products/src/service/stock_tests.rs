use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::testing::Shop;
use super::*;
use crate::domain::samples;

fn order(number: usize) -> OrderId {
    samples::id(&format!("o{number}"))
}

fn croissants(quantity: u32) -> Vec<(StockItemId, u32)> {
    vec![(samples::id("croissant"), quantity)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_thousand_orders_for_a_hundred_pieces_exactly_a_hundred_get_one() {
    let shop = Shop::with_menu().await;
    let here = samples::location_id();
    shop.products.set_level(&here, &samples::id("croissant"), 100).await.expect("counted");
    let mut orders = tokio::task::JoinSet::new();
    for number in 0..1_000 {
        let (products, here) = (shop.products.clone(), here.clone());
        orders.spawn(
            async move { products.reserve_stock(&order(number), &here, &croissants(1)).await },
        );
    }
    let mut held = 0;
    while let Some(outcome) = orders.join_next().await {
        match outcome.expect("no panic") {
            Ok(()) => held += 1,
            Err(Error::OutOfStock(items)) => assert_eq!(items, [samples::id("croissant")]),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((held, shop.croissants().await), (100, 0));
}

#[tokio::test]
async fn all_that_is_missing_is_named_and_nothing_is_held() {
    let shop = Shop::with_menu().await;
    let here = samples::location_id();
    let items = [
        (samples::id("croissant"), 6),
        (samples::id("bagel"), 1),
        (samples::id("croissant"), 5),
        (samples::id("cake"), 0),
    ];
    match shop.products.reserve_stock(&order(1), &here, &items).await {
        Err(Error::OutOfStock(missing)) => {
            assert_eq!(missing, [samples::id("bagel"), samples::id("croissant")]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(shop.croissants().await, 10);
}

#[tokio::test]
async fn a_duplicate_that_comes_after_the_release_holds_nothing() {
    let shop = Shop::with_menu().await;
    let here = samples::location_id();
    let reserve = || async { shop.products.reserve_stock(&order(1), &here, &croissants(4)).await };
    reserve().await.expect("enough");
    reserve().await.expect("the same again");
    assert_eq!(shop.croissants().await, 6);
    shop.products.release_stock(&order(1)).await.expect("held");
    shop.products.release_stock(&order(1)).await.expect("the same again");
    assert!(matches!(reserve().await, Err(Error::ReservationReleased)));
    assert_eq!(shop.croissants().await, 10);
}

#[tokio::test]
async fn an_order_released_before_it_reserved_never_holds_anything() {
    let shop = Shop::with_menu().await;
    shop.products.release_stock(&order(1)).await.expect("a tombstone");
    let late =
        shop.products.reserve_stock(&order(1), &samples::location_id(), &croissants(1)).await;
    assert!(matches!(late, Err(Error::ReservationReleased)));
    assert_eq!(shop.croissants().await, 10);
}

#[tokio::test]
async fn what_was_used_up_never_comes_back() {
    let shop = Shop::with_menu().await;
    let here = samples::location_id();
    shop.products.reserve_stock(&order(1), &here, &croissants(4)).await.expect("enough");
    for _ in 0..2 {
        shop.products.use_up_stock(&order(1)).await.expect("held");
        shop.products.release_stock(&order(1)).await.expect("too late to matter");
    }
    shop.products.reserve_stock(&order(1), &here, &croissants(4)).await.expect("a duplicate");
    assert_eq!(shop.croissants().await, 6);
    shop.products.release_stock(&order(2)).await.expect("a tombstone");
    let late = shop.products.use_up_stock(&order(2)).await;
    assert!(matches!(late, Err(Error::ReservationReleased)));
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Reserve,
    Release,
    UseUp,
}

/// The steps of three orders, in any order and any number, some of them at the same moment.
fn any_steps() -> impl Strategy<Value = Vec<Vec<(usize, Step)>>> {
    let step = prop::sample::select(vec![Step::Reserve, Step::Release, Step::UseUp]);
    prop::collection::vec(prop::collection::vec((0_usize..3, step), 1..4), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_order_of_steps_leaks_stock(rounds in any_steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let shop = Shop::with_menu().await;
            let mut touched = BTreeSet::new();
            for round in rounds {
                let mut steps = tokio::task::JoinSet::new();
                for (number, step) in round {
                    touched.insert(number);
                    let (products, order) = (shop.products.clone(), order(number));
                    steps.spawn(async move {
                        let here = samples::location_id();
                        match step {
                            Step::Reserve => {
                                products.reserve_stock(&order, &here, &croissants(3)).await
                            }
                            Step::Release => products.release_stock(&order).await,
                            Step::UseUp => products.use_up_stock(&order).await,
                        }
                    });
                }
                while let Some(outcome) = steps.join_next().await {
                    if let Err(error) = outcome.expect("no panic") {
                        assert!(matches!(error, Error::ReservationReleased), "{error}");
                    }
                }
            }
            let mut gone = 0;
            for number in touched {
                let found = RESERVATIONS.get(&*shop.store, order(number).as_str()).await;
                let found = found.expect("memory answers");
                let state = found.map(|found| found.record.state);
                if matches!(state, Some(ReservationState::Held | ReservationState::Used)) {
                    gone += 3;
                }
            }
            assert_eq!(shop.croissants().await, 10 - gone);
            for number in 0..3 {
                shop.products.release_stock(&order(number)).await.expect("always");
            }
        });
    }
}
