use workflow::machine::Failed;

use super::super::testing::{Cafe, call};
use super::*;

fn reconciler(cafe: &Cafe) -> Reconciler {
    let carrier = queue::Routed::new(cafe.app.queue.clone(), crate::wiring::routes());
    Reconciler {
        contexts: cafe.app.answers().contexts,
        workflows: cafe.app.workflows.clone(),
        relay: Relay::new(cafe.app.store.clone(), Arc::new(carrier)),
        metrics: Metrics::new("cafe", cafe.clock.clone()),
        said_at: |_| Timestamp::UNIX_EPOCH,
    }
}

async fn found(cafe: &Cafe) -> Value {
    reconciler(cafe).reconcile(&call()).await.expect("memory answers")
}

fn of(carried: usize, begun: usize, stuck: usize) -> Value {
    json!({ "carried": carried, "begun": begun, "stuck": stuck, "failed": 0 })
}

/// Places an order, and loses what was said of it.
async fn forgotten(cafe: &Cafe) -> Order {
    let order = cafe.places().await;
    let said = cafe.app.store.outbox(10).await.expect("memory answers");
    let said: Vec<i64> = said.iter().map(|message| message.sequence).collect();
    cafe.app.store.sent(&said).await.expect("memory answers");
    order
}

#[tokio::test]
async fn what_was_not_carried_is_carried() {
    let cafe = Cafe::open().await;
    cafe.places().await;
    let said = cafe.app.store.outbox(10).await.expect("memory answers").len();
    assert_eq!(found(&cafe).await, of(said, 0, 0));
    assert_eq!(found(&cafe).await, of(0, 0, 0));
}

#[tokio::test]
async fn an_order_that_was_forgotten_gets_its_workflow_after_a_minute() {
    let cafe = Cafe::open().await;
    forgotten(&cafe).await;
    assert_eq!(found(&cafe).await, of(0, 0, 0), "somebody may be about to begin it");
    cafe.clock.advance(PATIENCE + Duration::from_secs(1));
    assert_eq!(found(&cafe).await, of(0, 1, 0));
    assert_eq!(found(&cafe).await["begun"], 0);
}

#[tokio::test]
async fn an_order_whose_workflow_has_ended_is_told_to_somebody() {
    let cafe = Cafe::open().await;
    let order = forgotten(&cafe).await;
    cafe.clock.advance(PATIENCE + Duration::from_secs(1));
    found(&cafe).await;
    let execution = format!("{ORDER_FULFILMENT}:{}", order.placed.id);
    let why = Failed { error: None, cause: None };
    cafe.app.workflows.stop(&execution, why).await.expect("it runs");
    assert_eq!(found(&cafe).await["stuck"], 1);
}

#[tokio::test]
async fn what_there_is_no_time_for_is_left_to_the_next_call() {
    let cafe = Cafe::open().await;
    cafe.places().await;
    let late = Invocation { deadline: tokio::time::Instant::now(), ..call() };
    let nothing = reconciler(&cafe).reconcile(&late).await.expect("memory answers");
    assert_eq!(nothing, of(0, 0, 0));
}
