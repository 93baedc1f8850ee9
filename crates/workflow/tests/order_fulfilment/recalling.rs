//! An order that was ready is called back, because a button was pressed by mistake.

use kernel::Timestamp;
use serde_json::json;

use crate::player::{Answer, Player, Worker};
use crate::scenarios::{Person, Scenario};
use crate::trace::{Asked, asked, ending, entered};
use crate::world::{Hold, World};

/// A world in which it is called back so often from where it waits to be handed over or dispatched.
struct Recalling {
    world: World,
    task: &'static str,
    after_seconds: u64,
    times: usize,
}

impl Worker for Recalling {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        if asked.task != self.task || self.times == 0 {
            return self.world.perform(asked, now);
        }
        self.times -= 1;
        self.world.status = "preparing";
        let result = Ok(json!({ "status": "preparing" }));
        vec![Answer { after_seconds: self.after_seconds, result }]
    }
}

fn recalled(
    scenario: &Scenario,
    task: &'static str,
    after_seconds: u64,
    times: usize,
) -> (Player, World) {
    let mut worker = Recalling { world: World::new(scenario), task, after_seconds, times };
    let player = Player::run(scenario.input(), &mut worker);
    (player, worker.world)
}

const READY: &str = "order-ready to customer";

fn times(player: &Player, task: &str) -> usize {
    asked(&player.events).iter().filter(|asked| asked.task == task).count()
}

#[test]
fn it_is_made_and_handed_over_once_more_and_its_money_is_taken_once() {
    for (scenario, task, last) in [
        (Scenario::default(), "orders_await_handover", "collected"),
        (
            Scenario { fulfilment: "delivery", ..Scenario::default() },
            "orders_await_dispatch",
            "delivered",
        ),
    ] {
        let (player, world) = recalled(&scenario, task, 120, 3);
        let (status, output, _) = ending(&player.execution.outcome);
        assert_eq!((status, world.status), ("SUCCEEDED", last));
        assert_eq!(output.expect("an output")["status"], last);
        assert_eq!(times(&player, "orders_capture_payment"), 1);
        assert!(world.is_captured && world.stock == Hold::Over("used"));
        assert_eq!(world.times_told(&[READY]), 4, "each time is news");
    }
}

#[test]
fn the_customer_is_not_told_twice_within_a_minute() {
    let makes = |after_seconds| Person::Acts { after_seconds };
    for (after_seconds, told) in [(20, 1), (59, 2)] {
        let scenario = Scenario { makes: makes(after_seconds), ..Scenario::default() };
        let (player, world) = recalled(&scenario, "orders_await_handover", 10, 1);
        assert_eq!(world.status, "collected");
        assert_eq!(world.times_told(&[READY]), told, "ready again after {after_seconds} s");
        let states = entered(&player.events);
        assert_eq!(states.iter().filter(|state| *state == "AwaitHandover").count(), 2);
    }
}

#[test]
fn it_has_a_clock_again_and_what_it_holds_goes_back_when_nobody_makes_it() {
    let mut scenario = Scenario::default();
    let mut worker = Recalling {
        world: World::new(&scenario),
        task: "orders_await_handover",
        after_seconds: 120,
        times: 1,
    };
    // Whoever made it the first time does not come back.
    scenario.makes = Person::Sleeps;
    let mut asleep = Asleep { inner: &mut worker, scenario };
    let player = Player::run(Scenario::default().input(), &mut asleep);
    let world = &worker.world;
    let (_, output, _) = ending(&player.execution.outcome);
    assert_eq!(output.expect("an output")["error"], "orders.cancelled");
    assert!(entered(&player.events).contains(&"GiveUp".to_owned()));
    assert!(!world.is_captured, "the money is given back");
    assert_eq!(world.stock, Hold::Over("released"));
    assert_eq!(world.times_told(&["order-cancelled to customer"]), 1);
}

/// The same, and nobody is there the second time.
struct Asleep<'a> {
    inner: &'a mut Recalling,
    scenario: Scenario,
}

impl Worker for Asleep<'_> {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        if asked.state == "AwaitReadyAgain" {
            self.inner.world.scenario = self.scenario.clone();
        }
        self.inner.perform(asked, now)
    }
}

#[test]
fn each_wait_says_how_often_it_was_called_back() {
    let (player, _) = recalled(&Scenario::default(), "orders_await_handover", 120, 2);
    let waits = asked(&player.events).into_iter().filter(|asked| asked.state.starts_with("Await"));
    let rounds: Vec<_> = waits.map(|wait| (wait.state, wait.input["round"].clone())).collect();
    let expected = [
        ("AwaitReady", 0),
        ("AwaitHandover", 0),
        ("AwaitReadyAgain", 1),
        ("AwaitHandover", 1),
        ("AwaitReadyAgain", 2),
        ("AwaitHandover", 2),
    ];
    assert_eq!(rounds, expected.map(|(state, round)| (state.to_owned(), json!(round))));
}
