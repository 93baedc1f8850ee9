//! What a location sold, read from the store.

use jiff::civil::date;
use kernel::{Coded, Currency, Role};

use super::testing::{Cafe, confirm, here, order};
use crate::domain::Command;
use crate::service::{Refund, testing::who};

#[tokio::test]
async fn sales_are_those_of_the_days_asked_for_whatever_became_of_the_orders_since() {
    let cafe = Cafe::open();
    let day = date(1970, 1, 1);
    let first = cafe.placed(&order("first")).await;
    let first = cafe.does(&first, confirm()).await;
    let first = cafe.does(&first, Command::Start).await;
    cafe.clock.advance(std::time::Duration::from_hours(24));
    let second = cafe.placed(&order("second")).await;
    cafe.does(&second, confirm()).await;
    let third = cafe.placed(&order("third")).await;
    cafe.does(&third, Command::Cancel { reason: None }).await;
    // Ready on the second day, and still of the first.
    cafe.does(&first, Command::Ready).await;
    let tomorrow = day.tomorrow().expect("a day");
    let (report, days) = cafe_sales(&cafe, day, tomorrow).await;
    assert_eq!((report.orders, report.late, report.cancelled), (2, 1, 1));
    assert_eq!(days, [1, 1]);
    let (report, _) = cafe_sales(&cafe, day, day).await;
    assert_eq!((report.orders, report.late, report.cancelled), (1, 1, 0));
}

async fn cafe_sales(
    cafe: &Cafe,
    from: jiff::civil::Date,
    to: jiff::civil::Date,
) -> (crate::domain::SalesReport, Vec<u64>) {
    let (currency, report) = cafe.orders.sales(&here(), from, to).await.expect("is added up");
    assert_eq!(currency, Currency::EUR);
    let days = report.by_day.iter().map(|day| day.orders).collect();
    (report, days)
}

#[tokio::test]
async fn more_orders_than_one_page_has_are_all_added_up() {
    let cafe = Cafe::open();
    for n in 0..205 {
        let placed = cafe.placed(&order(&n.to_string())).await;
        cafe.does(&placed, confirm()).await;
    }
    let day = date(1970, 1, 1);
    let (report, _) = cafe_sales(&cafe, day, day).await;
    assert_eq!((report.orders, report.gross_minor), (205, 205 * 300));
}

#[tokio::test]
async fn what_went_back_is_read_from_the_ledgers() {
    let cafe = Cafe::open();
    let id = order("paid");
    let mut placed = cafe.sample(&id);
    placed.placed.payment_source = Some("tok_approved".to_owned());
    cafe.does(&cafe.keep(placed).await, confirm()).await;
    cafe.orders.authorise_payment(&id, Currency::EUR, 300, "tok_approved").await.expect("held");
    cafe.orders.capture_payment(&id).await.expect("taken");
    let refund = Refund { amount_minor: 120, reason: None, idempotency_key: "k".to_owned() };
    let mia = who("mia", Role::Manager);
    cafe.orders.refund_payment(&id, refund, &mia).await.expect("given back");
    let day = date(1970, 1, 1);
    let (report, _) = cafe_sales(&cafe, day, day).await;
    assert_eq!((report.gross_minor, report.refunded_minor), (300, 120));
}

#[tokio::test]
async fn a_month_is_answered_at_once_and_not_more() {
    let cafe = Cafe::open();
    let first = date(2026, 3, 1);
    for (to, good) in
        [(date(2026, 3, 31), true), (date(2026, 4, 1), false), (date(2026, 2, 28), false)]
    {
        let answer = cafe.orders.sales(&here(), first, to).await;
        assert_eq!(answer.is_ok(), good, "{to}");
        if let Err(error) = answer {
            assert_eq!(error.code(), "orders.bad-period");
        }
    }
}
