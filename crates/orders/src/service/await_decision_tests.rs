use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::testing::{Cafe, confirm, order};
use crate::domain::Status;

const LASTS: Duration = Duration::from_secs(20);

#[tokio::test(start_paused = true)]
async fn a_decision_of_another_process_is_seen_soon() {
    let cafe = Cafe::open();
    let beside = cafe.beside(Duration::ZERO);
    for (decided_after, seen_after) in [(50, 150), (5_000, 5_500)] {
        let id = order(&format!("decided after {decided_after} ms"));
        let placed = cafe.placed(&id).await;
        let began = Instant::now();
        let decides = async {
            sleep(Duration::from_millis(decided_after)).await;
            cafe.does(&placed, confirm()).await;
        };
        let (seen, ()) = tokio::join!(beside.await_decision(placed.clone(), LASTS), decides);
        assert_eq!(seen.expect("answers").status(), Status::Confirmed);
        assert!(began.elapsed() <= Duration::from_millis(seen_after), "{:?}", began.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn when_nobody_decides_the_wait_ends_in_time() {
    let cafe = Cafe::open();
    let placed = cafe.placed(&order("a")).await;
    for orders in [cafe.orders.clone(), cafe.beside(Duration::ZERO)] {
        let began = Instant::now();
        let order = orders.await_decision(placed.clone(), LASTS).await.expect("answers");
        assert_eq!(order.status(), Status::Placed);
        assert_eq!(began.elapsed().as_secs(), LASTS.as_secs());
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_about_a_decided_order_does_not_wait() {
    let cafe = Cafe::open();
    let placed = cafe.placed(&order("a")).await;
    let confirmed = cafe.does(&placed, confirm()).await;
    for orders in [cafe.orders.clone(), cafe.beside(Duration::ZERO)] {
        let began = Instant::now();
        let order = orders.await_decision(confirmed.clone(), LASTS).await.expect("answers");
        assert_eq!(order.status(), Status::Confirmed);
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
}
