use kernel::{OrderId, Role};
use store::{Outcome, Store};

use super::*;
use crate::domain::{Command, QrRules, Status};
use crate::service::testing::{Cafe, confirm, here, order, who};
use crate::subscribers::{self, Heard};

async fn waits(cafe: &Cafe, id: &OrderId, wait: WaitFor, token: &str) -> Option<Answer> {
    let wait = || cafe.orders.await_event(id, wait, Some(0), token.to_owned());
    cafe.orders.carry_out(wait).await.expect("stores")
}

async fn due(cafe: &Cafe, id: &OrderId) -> Option<(String, Answer)> {
    cafe.orders.answer_due(id).await.expect("reads")
}

#[tokio::test]
async fn a_wait_is_answered_whether_it_or_what_it_waits_for_came_first() {
    let (cafe, id) = (Cafe::open(), order("a"));
    assert_eq!(waits(&cafe, &id, WaitFor::Order, "t1").await, None);
    assert_eq!(due(&cafe, &id).await, None);
    let placed = cafe.placed(&id).await;
    assert_eq!(due(&cafe, &id).await, Some(("t1".to_owned(), Answer::Done("placed"))));
    let confirmed = cafe.does(&placed, confirm()).await;
    let started = cafe.does(&confirmed, Command::Start).await;
    cafe.does(&started, Command::Ready).await;
    let at_once = waits(&cafe, &id, WaitFor::Ready, "t2").await;
    assert_eq!(at_once, Some(Answer::Done("ready")));
}

#[tokio::test]
async fn a_wait_is_not_stored_for_an_order_that_has_changed_since_it_was_looked_at() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let placed = cafe.placed(&id).await;
    let decided = cafe.orders.await_event(&id, WaitFor::Ready, Some(0), "t".to_owned()).await;
    cafe.does(&placed, Command::Cancel { reason: None }).await;
    let outcome = cafe.store.commit(decided.expect("waits").change).await.expect("answers");
    assert!(matches!(outcome, Outcome::Conflict { .. }), "its event was heard before");
}

#[tokio::test]
async fn a_cancelled_order_ends_the_wait_for_it() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let placed = cafe.placed(&id).await;
    assert_eq!(waits(&cafe, &id, WaitFor::Ready, "t").await, None);
    cafe.does(&placed, Command::Cancel { reason: None }).await;
    assert_eq!(due(&cafe, &id).await, Some(("t".to_owned(), Answer::Cancelled)));
}

#[tokio::test]
async fn a_redemption_given_back_ends_the_wait_for_its_order() {
    let cafe = Cafe::open();
    let rules = QrRules { tokens: 1, lasts: std::time::Duration::from_mins(5) };
    let anna = who("anna", Role::Customer);
    let code = cafe.orders.qr_code(&here(), Some(rules)).await.expect("shows").code.code;
    let redeemed = cafe.orders.redeem_qr_code(&code, &anna).await.expect("redeems");
    let id = redeemed.redemption.order;
    assert_eq!(waits(&cafe, &id, WaitFor::Order, "t").await, None);
    cafe.orders.give_redemption_back(&code, &anna).await.expect("gives back");
    assert_eq!(due(&cafe, &id).await, Some(("t".to_owned(), Answer::Cancelled)));
}

#[tokio::test]
async fn a_heartbeat_is_due_only_while_something_is_being_made() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let heartbeat = async || cafe.orders.heartbeat_due(&id).await.expect("reads");
    assert_eq!(heartbeat().await, None);
    let confirmed = cafe.does(&cafe.placed(&id).await, confirm()).await;
    waits(&cafe, &id, WaitFor::Ready, "t").await;
    assert_eq!(heartbeat().await.as_deref(), Some("t"));
    let started = cafe.does(&confirmed, Command::Start).await;
    cafe.does(&started, Command::Ready).await;
    assert_eq!(heartbeat().await, None);
    waits(&cafe, &id, WaitFor::Handover, "t2").await;
    assert_eq!(heartbeat().await, None);
}

#[tokio::test]
async fn a_late_duplicate_does_not_replace_a_later_wait() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let confirmed = cafe.does(&cafe.placed(&id).await, confirm()).await;
    let started = cafe.does(&confirmed, Command::Start).await;
    let ready = cafe.does(&started, Command::Ready).await;
    waits(&cafe, &id, WaitFor::Ready, "t1").await;
    waits(&cafe, &id, WaitFor::Handover, "t2").await;
    let late = waits(&cafe, &id, WaitFor::Ready, "t1").await;
    assert_eq!(late, Some(Answer::Done("ready")), "it is answered all the same");
    cafe.does(&ready, Command::Collect).await;
    assert_eq!(due(&cafe, &id).await, Some(("t2".to_owned(), Answer::Done("collected"))));
}

#[tokio::test]
async fn a_wait_that_begins_again_has_the_new_token() {
    let (cafe, id) = (Cafe::open(), order("a"));
    cafe.placed(&id).await;
    for token in ["t1", "t2"] {
        waits(&cafe, &id, WaitFor::Ready, token).await;
    }
    assert_eq!(cafe.orders.heartbeat_due(&id).await.expect("reads").as_deref(), Some("t2"));
}

/// Waits in a later round of a workflow, or in one that does not know of rounds.
async fn waits_in(
    cafe: &Cafe,
    id: &OrderId,
    wait: WaitFor,
    round: Option<u32>,
    token: &str,
) -> Option<Answer> {
    let wait = || cafe.orders.await_event(id, wait, round, token.to_owned());
    cafe.orders.carry_out(wait).await.expect("stores")
}

fn recall(from: Status) -> Command {
    Command::Recall { from }
}

async fn ready(cafe: &Cafe, id: &OrderId) -> Order {
    let confirmed = cafe.does(&cafe.placed(id).await, confirm()).await;
    let started = cafe.does(&confirmed, Command::Start).await;
    cafe.does(&started, Command::Ready).await
}

#[tokio::test]
async fn a_recalled_order_is_waited_for_once_more() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let ready = ready(&cafe, &id).await;
    waits(&cafe, &id, WaitFor::Handover, "t1").await;
    let back = cafe.does(&ready, recall(Status::Ready)).await;
    assert_eq!(due(&cafe, &id).await, Some(("t1".to_owned(), Answer::Done("preparing"))));
    // It is the later wait, although it waits for what comes earlier in an order's life.
    assert_eq!(waits_in(&cafe, &id, WaitFor::Ready, Some(1), "t2").await, None);
    assert_eq!(cafe.orders.heartbeat_due(&id).await.expect("reads").as_deref(), Some("t2"));
    let late = waits(&cafe, &id, WaitFor::Handover, "t1").await;
    assert_eq!(late, Some(Answer::Done("preparing")), "it is answered all the same");
    cafe.does(&back, Command::Ready).await;
    assert_eq!(due(&cafe, &id).await, Some(("t2".to_owned(), Answer::Done("ready"))));
}

#[tokio::test]
async fn what_waited_before_a_recall_does_not_come_back_in_place_of_what_waits_since() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let first = ready(&cafe, &id).await;
    waits(&cafe, &id, WaitFor::Handover, "t1").await;
    let back = cafe.does(&first, recall(Status::Ready)).await;
    waits_in(&cafe, &id, WaitFor::Ready, Some(1), "t2").await;
    let again = cafe.does(&back, Command::Ready).await;
    assert_eq!(waits_in(&cafe, &id, WaitFor::Handover, Some(1), "t3").await, None);
    // The wait of before, sent once more and late. It is not over, as the order is ready again.
    assert_eq!(waits(&cafe, &id, WaitFor::Handover, "t1").await, None);
    cafe.does(&again, Command::Collect).await;
    assert_eq!(due(&cafe, &id).await, Some(("t3".to_owned(), Answer::Done("collected"))));
}

#[tokio::test]
async fn a_recall_that_is_over_before_it_is_heard_disturbs_nobody() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let ready = ready(&cafe, &id).await;
    waits(&cafe, &id, WaitFor::Handover, "t").await;
    let back = cafe.does(&ready, recall(Status::Ready)).await;
    cafe.does(&back, Command::Ready).await;
    assert_eq!(due(&cafe, &id).await, None);
}

#[tokio::test]
async fn an_order_that_is_recalled_and_cancelled_takes_the_way_out() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let ready = ready(&cafe, &id).await;
    waits(&cafe, &id, WaitFor::Handover, "t").await;
    let back = cafe.does(&ready, recall(Status::Ready)).await;
    cafe.does(&back, Command::Cancel { reason: None }).await;
    assert_eq!(due(&cafe, &id).await, Some(("t".to_owned(), Answer::Cancelled)));
}

#[tokio::test]
async fn a_workflow_that_cannot_go_back_is_not_told_and_ends_as_it_would() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let ready = ready(&cafe, &id).await;
    assert_eq!(waits_in(&cafe, &id, WaitFor::Handover, None, "t").await, None);
    let back = cafe.does(&ready, recall(Status::Ready)).await;
    assert_eq!(due(&cafe, &id).await, None);
    let again = cafe.does(&back, Command::Ready).await;
    cafe.does(&again, Command::Collect).await;
    assert_eq!(due(&cafe, &id).await, Some(("t".to_owned(), Answer::Done("collected"))));
}

#[tokio::test]
async fn a_recall_that_is_heard_answers_who_waits_and_otherwise_winds_up_the_clock() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let ready = ready(&cafe, &id).await;
    let hear = async || {
        let data = subscribers::Subject {
            order: id.clone(),
            location: here(),
            customer: ready.placed.customer.clone(),
        };
        let topic = crate::events::ORDER_RECALLED.to_owned();
        let event = kernel::Envelope { topic, at: cafe.orders.now(), data };
        subscribers::hear(&cafe.orders, &event).await.expect("reads")
    };
    waits(&cafe, &id, WaitFor::Handover, "t1").await;
    let back = cafe.does(&ready, recall(Status::Ready)).await;
    let (token, answer) = ("t1".to_owned(), Answer::Done("preparing"));
    assert_eq!(hear().await, Heard::Answer { token, answer });
    waits_in(&cafe, &id, WaitFor::Ready, Some(1), "t2").await;
    cafe.does(&back, recall(Status::Preparing)).await;
    assert_eq!(hear().await, Heard::Heartbeat { token: "t2".to_owned() });
}
