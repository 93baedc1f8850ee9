//! Order within a group, and turns between groups.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::world::{QUEUE, World, message};

pub(crate) async fn a_group_is_delivered_in_the_order_it_was_sent(world: World) {
    world.send(&["a-3", "a-1", "a-2"]).await;
    world.send(&["a-0"]).await;
    assert_eq!(world.seen().await, ["a-3 x1", "a-1 x1", "a-2 x1", "a-0 x1"]);
}

pub(crate) async fn while_a_group_is_in_flight_no_more_of_it_is_delivered(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let first = world.receive(1).await;
    world.send(&["a-3"]).await;
    assert!(world.seen().await.is_empty());
    world.delete(&first).await;
    assert_eq!(world.seen().await, ["a-2 x1", "a-3 x1"]);
}

pub(crate) async fn other_groups_flow_while_one_is_in_flight(world: World) {
    world.send(&["a-1", "a-2", "b-1"]).await;
    assert_eq!(world.receive(1).await[0].body, "a-1");
    assert_eq!(world.seen().await, ["b-1 x1"]);
}

pub(crate) async fn groups_whose_names_begin_alike_are_different_groups(world: World) {
    world.send(&["a-1", "ab-1", "a!-1", "a/b-1", "a-b-1", "~-1", "!-1"]).await;
    let mut groups = BTreeSet::new();
    for _ in 0..7 {
        groups.insert(world.receive(1).await[0].group.clone());
    }
    assert_eq!(groups.len(), 7);
    assert!(world.seen().await.is_empty());
}

pub(crate) async fn order_outlives_a_restart_and_a_clock_that_steps_back(world: World) {
    world.send(&["a-1", "a-2"]).await;
    let earlier = world.now() - Duration::from_hours(1);
    let world = world.restart_at(earlier).await;
    world.send(&["a-3"]).await;
    assert_eq!(world.seen().await, ["a-1 x1", "a-2 x1", "a-3 x1"]);
}

pub(crate) async fn two_senders_never_share_a_place(world: World) {
    let other = world.beside().await;
    for number in 0..6 {
        let sender = if number % 2 == 0 { &world } else { &other };
        sender.send(&[&format!("a-{number}")]).await;
    }
    let names: Vec<_> = world.receive(10).await.into_iter().map(|one| one.body).collect();
    assert_eq!(names, ["a-0", "a-1", "a-2", "a-3", "a-4", "a-5"]);
}

pub(crate) async fn every_group_has_its_turn(world: World) {
    let groups: Vec<_> = (10..40).map(|group| format!("g{group}")).collect();
    for group in &groups {
        for number in 0..3 {
            world.send(&[&format!("{group}-{number}")]).await;
        }
    }
    let mut first = BTreeSet::new();
    for _ in &groups {
        let one = world.receive(1).await;
        world.delete(&one).await;
        first.insert(one[0].group.clone());
    }
    assert_eq!(first.len(), groups.len());
}

pub(crate) async fn a_receive_brings_at_most_ten_messages(world: World) {
    let names: Vec<_> =
        (0..8).flat_map(|group| (0..3).map(move |n| format!("{group}-{n}"))).collect();
    world.send(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let deliveries = world.receive(1_000).await;
    assert!((1..=10).contains(&deliveries.len()), "{}", deliveries.len());
    let mut drained: Vec<_> = deliveries.iter().map(|one| one.body.clone()).collect();
    world.delete(&deliveries).await;
    drained.extend(world.drain().await);
    drained.sort();
    assert_eq!(drained, names);
}

pub(crate) async fn a_backlog_of_a_group_in_flight_hides_no_other(world: World) {
    let names: Vec<_> = (100..180).map(|number| format!("a-{number}")).collect();
    world.send(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    assert_eq!(world.receive(10).await.len(), 10);
    world.send(&["ab-1", "a!-1"]).await;
    // Another process has its turn at the beginning, with the backlog in front of it.
    let mut found = world.beside().await.seen().await;
    found.sort();
    assert_eq!(found, ["a!-1 x1", "ab-1 x1"]);
}

pub(crate) async fn groups_in_flight_are_passed_over_however_many(world: World) {
    let names: Vec<_> = (100..350).map(|group| format!("{group}-1")).collect();
    world.send(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let mut held = 0;
    while held < names.len() {
        held += world.receive(10).await.len();
    }
    world.send(&["000-1", "225-2", "999-1"]).await;
    let mut found = world.drain().await;
    found.sort();
    assert_eq!(found, ["000-1", "999-1"]);
}

pub(crate) async fn a_long_send_keeps_its_order(world: World) {
    let names: Vec<_> = (1_000..1_120).map(|number| format!("a-{number}")).collect();
    let messages = names.iter().map(|name| message(name)).collect();
    world.queue.send(QUEUE, messages).await.expect("sent");
    assert_eq!(world.drain().await, names);
}
