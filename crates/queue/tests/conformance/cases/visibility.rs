//! Visibility and receipts.

use std::time::Duration;

use crate::world::{BRIEF, QUEUE, World, good, receipts, seen};

pub(crate) async fn what_is_not_finished_comes_again_in_order(world: World) {
    world.send(&["a-1", "a-2"]).await;
    assert_eq!(seen(&world.receive_for(10, BRIEF).await), ["a-1 x1", "a-2 x1"]);
    world.wait(world.almost(BRIEF)).await;
    assert!(world.seen().await.is_empty());
    world.wait(BRIEF.saturating_sub(world.almost(BRIEF))).await;
    world.send(&["a-3"]).await;
    assert_eq!(world.seen().await, ["a-1 x2", "a-2 x2", "a-3 x1"]);
}

pub(crate) async fn a_message_given_back_comes_at_once(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let deliveries = world.receive(10).await;
    world.hide(&deliveries, Duration::ZERO).await;
    assert_eq!(world.seen().await, ["a-1 x2", "a-2 x2"]);
}

pub(crate) async fn extended_visibility_keeps_others_away(world: World) {
    world.send(&["a-1"]).await;
    let deliveries = world.receive_for(10, BRIEF).await;
    world.wait(world.almost(BRIEF)).await;
    world.hide(&deliveries, BRIEF).await;
    world.wait(world.almost(BRIEF)).await;
    assert!(world.seen().await.is_empty());
    world.delete(&deliveries).await;
    world.wait(BRIEF).await;
    assert!(world.seen().await.is_empty());
}

pub(crate) async fn one_message_in_flight_holds_its_group(world: World) {
    world.send(&["a-1", "a-2", "a-3"]).await;
    let deliveries = world.receive(2).await;
    world.hide(&deliveries[..1], Duration::ZERO).await;
    assert!(world.seen().await.is_empty(), "a-2 is still in flight");
    world.delete(&deliveries[1..]).await;
    assert_eq!(world.seen().await, ["a-1 x2", "a-3 x1"]);
}

pub(crate) async fn the_unfinished_rest_of_a_batch_comes_again(world: World) {
    world.send(&["a-1", "a-2", "a-3"]).await;
    world.send(&["b-1"]).await;
    let deliveries = world.receive(3).await;
    world.delete(&deliveries[..1]).await;
    world.hide(&deliveries[1..], BRIEF).await;
    assert_eq!(world.seen().await, ["b-1 x1"]);
    world.wait(BRIEF).await;
    assert_eq!(world.seen().await, ["a-2 x2", "a-3 x2"]);
}

pub(crate) async fn an_old_receipt_is_refused(world: World) {
    world.send(&["a-1", "a-2", "b-1"]).await;
    let old = world.receive(10).await;
    assert_eq!(old.len(), 3);
    let (a, b) = old.split_at(2);
    world.hide(a, Duration::ZERO).await;
    let new = world.receive(10).await;
    assert_eq!(seen(&new), ["a-1 x2", "a-2 x2"]);

    let results = world.queue.delete(QUEUE, &receipts(&old)).await.expect("answered");
    assert_eq!(results.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, false, true]);
    let results =
        world.queue.change_visibility(QUEUE, &receipts(a), Duration::ZERO).await.expect("answered");
    assert_eq!(good(&results), 0);
    assert!(world.seen().await.is_empty(), "the new holder is not disturbed");
    world.delete(&new).await;
    let results = world.queue.delete(QUEUE, &receipts(b)).await.expect("answered");
    assert!(results.len() == 1, "finishing once more is answered, either way");
}

pub(crate) async fn finishing_twice_is_no_error_while_the_group_is_held(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let deliveries = world.receive_for(10, BRIEF).await;
    world.delete(&deliveries[..1]).await;
    world.delete(&deliveries[..1]).await;
    world.delete(&deliveries).await;
    world.wait(BRIEF).await;
    assert!(world.seen().await.is_empty());
}

pub(crate) async fn what_is_no_receipt_is_refused(world: World) {
    world.send(&["a-1"]).await;
    let deliveries = world.receive(10).await;
    let odd = ["", "x", "a b c", &deliveries[0].message_id].map(str::to_owned);
    let results = world.queue.delete(QUEUE, &odd).await.expect("answered");
    assert_eq!((results.len(), good(&results)), (4, 0));
    let results = world.queue.delete("stock", &receipts(&deliveries)).await.expect("answered");
    assert_eq!(good(&results), 0, "a receipt belongs to its queue");
    world.delete(&deliveries).await;
}
