//! The clock for the barista: 900 s, wound up again by each claim, release and start.

use std::time::Duration;

use kernel::Timestamp;
use serde_json::json;
use workflow::machine::{Action, Signal, Step};

use crate::player::{Answer, Player, Worker};
use crate::scenarios::Scenario;
use crate::trace::{Asked, entered};
use crate::world::World;

/// An execution that waits for its barista, and the number of the task it waits with.
fn waiting() -> (Player, u64) {
    let scenario = Scenario::default();
    let mut player = Player::new(scenario.input());
    let mut world = World::new(&scenario);
    let mut done = player.step(Signal::Start);
    loop {
        let (task, asked) = performed(&done).expect("it asks for one task after the other");
        if asked.state == "AwaitReady" {
            return (player, task);
        }
        let answers = world.perform(&asked, player.now);
        let Some(Answer { result: Ok(output), .. }) = answers.first().cloned() else {
            panic!("{} went wrong", asked.state)
        };
        done = player.step(Signal::Succeeded { task, output });
    }
}

fn performed(done: &Step) -> Option<(u64, Asked)> {
    done.actions.iter().find_map(|action| match action {
        Action::Perform(order) => {
            let asked = Asked::new(&order.state, &order.resource, &order.parameters);
            Some((order.task, asked))
        }
        Action::Forget { .. } => None,
    })
}

fn after(from: Timestamp, seconds: u64) -> Timestamp {
    from.checked_add(Duration::from_secs(seconds)).expect("a time")
}

/// The state it is in.
fn place(player: &Player) -> String {
    entered(&player.events).pop().unwrap_or_default()
}

#[test]
fn a_claim_after_800_seconds_gives_900_more() {
    let (mut player, task) = waiting();
    let began = player.now;
    player.now = after(began, 800);
    let done = player.step(Signal::Heartbeat { task });
    assert_eq!(done.wake_at, Some(after(began, 1_700)));
    player.now = after(began, 1_699);
    player.step(Signal::Tick);
    assert_eq!(place(&player), "AwaitReady");
    player.now = after(began, 1_700);
    let done = player.step(Signal::Tick);
    assert_eq!(place(&player), "GiveUp");
    assert!(done.actions.contains(&Action::Forget { task }));
}

#[test]
fn without_a_claim_it_is_given_up_after_900_seconds() {
    let (mut player, _) = waiting();
    let began = player.now;
    player.now = after(began, 899);
    player.step(Signal::Tick);
    assert_eq!(place(&player), "AwaitReady");
    player.now = after(began, 900);
    player.step(Signal::Tick);
    assert_eq!(place(&player), "GiveUp");
}

#[test]
fn a_claim_that_comes_too_late_changes_nothing() {
    let (mut player, task) = waiting();
    player.now = after(player.now, 900);
    player.step(Signal::Heartbeat { task });
    assert_eq!(place(&player), "GiveUp");
    player.step(Signal::Succeeded { task, output: json!({}) });
    assert_eq!(place(&player), "GiveUp");
}

#[test]
fn claims_do_not_go_on_for_more_than_two_days() {
    let (mut player, task) = waiting();
    let began = player.now;
    for minutes in (10..2_880).step_by(10) {
        player.now = after(began, minutes * 60);
        player.step(Signal::Heartbeat { task });
        assert_eq!(place(&player), "AwaitReady");
    }
    player.now = after(began, 172_800);
    player.step(Signal::Heartbeat { task });
    assert_eq!(place(&player), "GiveUp");
}
