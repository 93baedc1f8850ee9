//! What has been delivered too often.

use std::time::Duration;

use queue::{DEDUPLICATION_WINDOW, Part};

use crate::world::{MAX_RECEIVES, QUEUE, World, seen};

/// Receives the head of group `a`, in vain, until it is dead.
async fn let_the_head_die(world: &World) {
    for _ in 0..MAX_RECEIVES {
        let deliveries = world.receive(1).await;
        world.hide(&deliveries, Duration::ZERO).await;
    }
}

async fn dead(world: &World) -> Vec<String> {
    let dead = world.queue.peek(QUEUE, Part::Dead, 100).await.expect("shown");
    dead.into_iter().map(|one| format!("{} x{}", one.body, one.receive_count)).collect()
}

pub(crate) async fn a_message_delivered_too_often_dies_and_its_group_goes_on(world: World) {
    world.send(&["a-1", "a-2"]).await;
    for count in 1..=MAX_RECEIVES {
        let deliveries = world.receive(1).await;
        assert_eq!((&*deliveries[0].body, deliveries[0].receive_count), ("a-1", count));
        assert!(dead(&world).await.is_empty());
        world.hide(&deliveries, Duration::ZERO).await;
    }
    assert_eq!(world.seen().await, ["a-2 x1"]);
    assert_eq!(dead(&world).await, [format!("a-1 x{MAX_RECEIVES}")]);
}

pub(crate) async fn no_message_dies_untried_behind_another(world: World) {
    world.send(&["a-1", "a-2", "a-3"]).await;
    let mut handled = Vec::new();
    loop {
        let deliveries = world.receive(10).await;
        let Some(first) = deliveries.first() else { break };
        if first.body == "a-1" {
            world.hide(&deliveries, Duration::ZERO).await; // it fails, and those behind it wait
            continue;
        }
        handled.push(first.body.clone());
        world.delete(&deliveries[..1]).await;
        world.hide(&deliveries[1..], Duration::ZERO).await;
    }
    assert_eq!(handled, ["a-2", "a-3"]);
    assert_eq!(dead(&world).await, [format!("a-1 x{MAX_RECEIVES}")]);
}

pub(crate) async fn a_redrive_puts_dead_letters_at_the_end_in_their_order(world: World) {
    world.send(&["a-1", "a-2", "a-3"]).await;
    let_the_head_die(&world).await;
    let_the_head_die(&world).await;
    assert_eq!(world.drain().await, ["a-3"]);
    world.send(&["a-4"]).await;
    assert_eq!(world.queue.redrive(QUEUE).await.expect("redriven"), 2);
    assert_eq!(world.queue.redrive(QUEUE).await.expect("redriven"), 0);
    assert!(dead(&world).await.is_empty());
    let mut redriven = Vec::new();
    for _ in 0..3 {
        let one = world.receive(1).await;
        redriven.extend(seen(&one));
        world.delete(&one).await;
    }
    assert_eq!(redriven, ["a-4 x1", "a-1 x1", "a-2 x1"]);
}

pub(crate) async fn dead_letters_can_be_dropped(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let_the_head_die(&world).await;
    assert_eq!(world.drain().await, ["a-2"]);
    assert_eq!(world.queue.purge(QUEUE, Part::Dead).await.expect("purged"), 1);
    assert!(dead(&world).await.is_empty());
    assert_eq!(world.queue.redrive(QUEUE).await.expect("redriven"), 0);
}

pub(crate) async fn a_dead_letter_still_drops_its_duplicates(world: World) {
    world.send(&["a-1"]).await;
    let_the_head_die(&world).await;
    world.send(&["a-1"]).await;
    assert!(world.seen().await.is_empty());
    world.wait(DEDUPLICATION_WINDOW).await;
    world.send(&["a-1"]).await;
    assert_eq!(world.drain().await, ["a-1"]);
    assert_eq!(world.queue.redrive(QUEUE).await.expect("redriven"), 1);
    assert_eq!(world.drain().await, ["a-1"], "both of them were messages");
}
