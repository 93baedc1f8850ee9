//! De-duplication, and what is refused.

use std::time::Duration;

use kernel::{Class, Coded};
use queue::{DEDUPLICATION_WINDOW, Message, Part};

use crate::world::{MAX_RECEIVES, QUEUE, VISIBILITY, World, message};

const ALMOST: Duration = Duration::from_secs(5 * 60 - 1);

pub(crate) async fn a_duplicate_is_dropped_whatever_became_of_the_first(world: World) {
    world.send(&["a-1"]).await;
    world.send(&["a-1", "a-2"]).await;
    let deliveries = world.receive(10).await;
    assert_eq!(deliveries.len(), 2);
    world.send(&["a-1"]).await;
    world.delete(&deliveries).await;
    world.send(&["a-1", "a-2"]).await;
    assert!(world.seen().await.is_empty());
}

pub(crate) async fn a_duplicate_within_five_minutes_is_dropped(world: World) {
    world.send(&["a-1", "a-2"]).await;
    assert_eq!(world.drain().await.len(), 2);
    world.wait(ALMOST).await;
    world.send(&["a-1", "a-2"]).await;
    assert!(world.seen().await.is_empty());
}

pub(crate) async fn a_duplicate_in_the_same_send_is_dropped(world: World) {
    world.send(&["a-1", "a-2", "a-1"]).await;
    assert_eq!(world.drain().await, ["a-1", "a-2"]);
}

pub(crate) async fn after_five_minutes_it_is_another_message(world: World) {
    world.send(&["a-1"]).await;
    let first = world.receive(1).await;
    world.delete(&first).await;
    world.wait(DEDUPLICATION_WINDOW).await;
    world.send(&["a-1"]).await;
    let second = world.receive(1).await;
    assert_eq!(second[0].receive_count, 1);
    assert_eq!(second[0].deduplication_id, first[0].deduplication_id);
    assert_ne!(second[0].message_id, first[0].message_id);
    world.delete(&second).await;
    world.wait(ALMOST).await;
    world.send(&["a-1"]).await;
    assert!(world.seen().await.is_empty(), "the window began anew");
}

pub(crate) async fn an_unfinished_message_swallows_nothing_after_five_minutes(world: World) {
    world.send(&["a-1", "a-2"]).await;
    world.wait(DEDUPLICATION_WINDOW).await;
    world.send(&["a-1"]).await;
    world.wait(ALMOST).await;
    world.send(&["a-1"]).await;
    assert_eq!(world.drain().await, ["a-1", "a-2", "a-1"]);
    world.send(&["a-1"]).await;
    assert!(world.seen().await.is_empty(), "the window of the second one is not over");
    world.wait(Duration::from_secs(1)).await;
    world.send(&["a-1"]).await;
    assert_eq!(world.drain().await, ["a-1"]);
}

pub(crate) async fn a_message_in_flight_can_be_finished_when_its_window_has_moved(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let deliveries =
        world.queue.receive(QUEUE, 10, 2 * DEDUPLICATION_WINDOW).await.expect("received");
    world.wait(DEDUPLICATION_WINDOW).await;
    world.send(&["a-1"]).await;
    world.hide(&deliveries, VISIBILITY).await;
    world.delete(&deliveries).await;
    assert_eq!(world.drain().await, ["a-1"]);
    world.send(&["a-1", "b-1"]).await;
    assert_eq!(world.drain().await, ["b-1"]);
}

pub(crate) async fn queues_do_not_know_each_others_duplicates(world: World) {
    world.send(&["a-1"]).await;
    world.queue.send("stock", vec![message("a-1")]).await.expect("sent");
    assert_eq!(world.drain().await, ["a-1"]);
    let other = world.queue.receive("stock", 10, VISIBILITY).await.expect("received");
    assert_eq!(other.len(), 1);
}

pub(crate) async fn finished_messages_are_forgotten_when_their_window_is_over(world: World) {
    let names: Vec<_> = (0..150).map(|number| format!("a-{number}")).collect();
    world.send(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    assert_eq!(world.drain().await.len(), 150);
    world.send(&["b-1"]).await;
    let queue = world.stored(MAX_RECEIVES);
    world.wait(ALMOST).await;
    assert_eq!(queue.sweep().await.expect("swept"), 0);
    world.wait(Duration::from_secs(1)).await;
    assert_eq!(queue.sweep().await.expect("swept"), 100);
    assert_eq!(queue.sweep().await.expect("swept"), 50);
    assert_eq!(queue.sweep().await.expect("swept"), 0);
    assert_eq!(world.drain().await, ["b-1"], "only finished messages go");
}

pub(crate) async fn what_sqs_would_not_take_is_refused(world: World) {
    let with = |group: &str, id: &str, body: &str| Message {
        group: group.to_owned(),
        deduplication_id: id.to_owned(),
        body: body.to_owned(),
    };
    let long = "x".repeat(129);
    let large = "x".repeat(256 * 1024 + 1);
    for bad in [
        with("", "1", "{}"),
        with("a b", "1", "{}"),
        with("ä", "1", "{}"),
        with(&long, "1", "{}"),
        with("a", "", "{}"),
        with("a", "1\u{1f}2", "{}"),
        with("a", "1", ""),
        with("a", "1", "a\0b"),
        with("a", "1", &large),
    ] {
        let all = vec![message("a-1"), bad.clone()];
        let error = world.queue.send(QUEUE, all).await.expect_err("refused");
        assert_eq!((error.code(), error.class()), ("queue.bad-message", Class::Invalid), "{bad:?}");
    }
    for bad in ["", "Orders", "a/b", "a b", "a.fifo", "orders-dead", &"x".repeat(71)] {
        let error = world.queue.peek(bad, Part::Live, 1).await.expect_err("refused");
        assert_eq!((error.code(), error.class()), ("queue.bad-name", Class::Invalid), "{bad}");
    }
    assert!(world.seen().await.is_empty(), "nothing of a refused send stays");
}
