//! What administrators see and do.

use std::time::Duration;

use queue::{Attributes, Part};

use crate::world::{BRIEF, MAX_RECEIVES, QUEUE, World, message, receipts};

async fn attributes(world: &World) -> Attributes {
    world.queue.attributes(QUEUE).await.expect("counted")
}

pub(crate) async fn counts_tell_waiting_in_flight_and_dead_apart(world: World) {
    assert_eq!(attributes(&world).await, Attributes::default());
    world.send(&["a-1", "a-2", "a-3", "b-1"]).await;
    assert_eq!(attributes(&world).await, Attributes { visible: 4, in_flight: 0, dead: 0 });
    let deliveries = world.receive_for(2, BRIEF).await;
    assert_eq!(attributes(&world).await, Attributes { visible: 2, in_flight: 2, dead: 0 });
    world.delete(&deliveries[..1]).await;
    assert_eq!(attributes(&world).await, Attributes { visible: 2, in_flight: 1, dead: 0 });
    world.wait(BRIEF).await;
    assert_eq!(attributes(&world).await, Attributes { visible: 3, in_flight: 0, dead: 0 });
    for _ in 0..MAX_RECEIVES {
        world.receive_for(1, BRIEF).await;
        world.receive_for(1, BRIEF).await;
        world.wait(BRIEF).await;
    }
    world.receive(10).await;
    assert_eq!(attributes(&world).await.dead, 2);
}

pub(crate) async fn queues_are_known_once_they_have_had_a_message(world: World) {
    assert!(world.queue.queues().await.expect("listed").is_empty());
    world.queue.send("stock", vec![message("a-1")]).await.expect("sent");
    world.send(&["a-1"]).await;
    world.drain().await;
    assert_eq!(world.queue.queues().await.expect("listed"), [QUEUE, "stock"]);
}

pub(crate) async fn peeking_receives_nothing(world: World) {
    world.send(&["a-1", "a-2"]).await;
    world.send(&["b-1"]).await;
    let deliveries = world.receive(1).await;
    world.hide(&deliveries, Duration::ZERO).await;
    let looks = if world.looks_leave_a_trace() { 1 } else { 2 };
    for _ in 0..looks {
        let peeked = world.queue.peek(QUEUE, Part::Live, 2).await.expect("shown");
        let peeked: Vec<_> =
            peeked.into_iter().map(|one| (one.group, one.body, one.receive_count)).collect();
        let group = || "a".to_owned();
        assert_eq!(peeked, [(group(), "a-1".to_owned(), 1), (group(), "a-2".to_owned(), 0)]);
    }
    assert_eq!(world.drain().await.len(), 3);
}

pub(crate) async fn a_purge_drops_everything_that_was_there(world: World) {
    let names: Vec<_> = (0..60).map(|number| format!("{}-{number}", number % 7)).collect();
    world.send(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    world.receive_for(10, BRIEF).await;
    assert_eq!(world.queue.purge(QUEUE, Part::Live).await.expect("purged"), 60);
    assert_eq!(attributes(&world).await, Attributes::default());
    world.wait(BRIEF).await;
    assert!(world.seen().await.is_empty());
    world.send(&["0-0"]).await;
    assert!(world.seen().await.is_empty(), "its duplicates are still dropped");
}

pub(crate) async fn a_purge_leaves_no_group_locked(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let deliveries = world.receive(1).await;
    world.queue.purge(QUEUE, Part::Live).await.expect("purged");
    world.send(&["a-3"]).await;
    assert_eq!(world.seen().await, ["a-3 x1"]);
    let results = world.queue.delete(QUEUE, &receipts(&deliveries)).await.expect("answered");
    assert_eq!(results.len(), 1);
    assert!(world.seen().await.is_empty(), "an old receipt frees nobody's group");
}

pub(crate) async fn arrivals_wake_whoever_waits(world: World) {
    let mut arrivals = world.queue.arrivals(QUEUE);
    world.queue.send("stock", vec![message("a-1")]).await.expect("sent");
    assert!(!arrivals.has_changed().expect("open"), "that was another queue");
    world.send(&["a-1", "a-2"]).await;
    arrivals.changed().await.expect("woken by a message");
    let deliveries = world.receive(1).await;
    arrivals.mark_unchanged();
    world.delete(&deliveries).await;
    arrivals.changed().await.expect("woken because the group is free");
    let deliveries = world.receive(1).await;
    arrivals.mark_unchanged();
    world.hide(&deliveries, Duration::ZERO).await;
    arrivals.changed().await.expect("woken by what was given back");
}
