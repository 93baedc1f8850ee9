//! Each task fails in every way: the execution ends, and whatever it may have held is given back.

use std::collections::BTreeSet;

use kernel::Timestamp;
use serde_json::Value;
use workflow::machine::Signal;

use crate::definition::{AFTER_READY, WAY_OUT};
use crate::player::{Answer, Player, Worker};
use crate::scenarios::Scenario;
use crate::trace::{Asked, asked, ending, entered};
use crate::world::{Hold, World};

/// How a task fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// A rule says no.
    Business,
    /// Nobody has thought of this.
    Unexpected,
    /// It could be done another time, but never is.
    Unavailable,
    /// It never answers.
    Silent,
}

const WAYS: [How; 4] = [How::Business, How::Unexpected, How::Unavailable, How::Silent];

impl How {
    fn error(self) -> &'static str {
        match self {
            Self::Business => "orders.some-rule",
            Self::Unexpected => "bug.nobody-knows",
            Self::Unavailable => "service.unavailable",
            Self::Silent => "States.Timeout",
        }
    }
}

/// A world in which one state's task fails.
struct Failing<'a> {
    world: World,
    state: &'a str,
    how: How,
    /// The task did what it is for, and only its answer says otherwise.
    has_effect: bool,
    /// How often it fails before it goes well.
    times: usize,
}

impl Worker for Failing<'_> {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        if asked.state != self.state || self.times == 0 {
            return self.world.perform(asked, now);
        }
        self.times -= 1;
        if self.has_effect {
            self.world.perform(asked, now);
        }
        match self.how {
            How::Silent => Vec::new(),
            how => vec![Answer { after_seconds: 1, result: Err(how.error().to_owned()) }],
        }
    }
}

/// The states of a scenario that ask for something, as long as nothing fails.
fn asking(scenario: &Scenario) -> BTreeSet<String> {
    let player = Player::run(scenario.input(), &mut World::new(scenario));
    asked(&player.events).into_iter().map(|asked| asked.state).collect()
}

/// Every way in which one state of one scenario can fail.
fn sweep(mut check: impl FnMut(&Scenario, &str, How, bool)) {
    for scenario in Scenario::all() {
        for state in asking(&scenario) {
            for how in WAYS {
                for has_effect in [false, true] {
                    check(&scenario, &state, how, has_effect);
                }
            }
        }
    }
}

/// What releases what, in the order in which it is held: the scan is held from the beginning.
const HOLDS: [(&str, &str); 4] = [
    ("TakeSlip", "ReturnQrToken"),
    ("HoldCapacity", "ReleaseCapacity"),
    ("ReserveStock", "ReleaseStock"),
    ("AuthorisePayment", "VoidPayment"),
];

/// Sees to it that everything that may have been taken is given back, what was taken last first.
fn check_way_out(states: &[String], has_stock: bool, case: &str) {
    let is_entered = |name: &str| {
        // Without anything counted nothing is put aside.
        states.iter().any(|state| state == name) && (has_stock || name != "ReserveStock")
    };
    let held = HOLDS.iter().rev().filter(|(hold, _)| is_entered(hold));
    let expected: Vec<&str> = held.map(|(_, release)| *release).collect();
    let released = states.iter().map(String::as_str).filter(|name| expected.contains(name));
    assert_eq!(released.collect::<Vec<_>>(), expected, "{case}");
}

/// Sees to it that nothing is held any more, in the world as in the history.
fn check_nothing_held(player: &Player, world: &World, case: &str) {
    let states = entered(&player.events);
    let distinct: BTreeSet<&String> = states.iter().collect();
    assert_eq!(distinct.len(), states.len(), "{case}: a state is entered twice");
    assert_ne!(world.capacity, Hold::Held, "{case}");
    assert_ne!(world.stock, Hold::Held, "{case}");
    let has_bad_news =
        world.times_told(&["order-rejected to customer", "order-cancelled to customer"]);
    if states.iter().any(|state| state == "Close") {
        check_way_out(&states, world.has_stock(), case);
        assert_ne!(world.money, Hold::Held, "{case}");
        assert!(!world.is_captured, "{case}: the money is kept");
        assert_ne!(world.token, Hold::Held, "{case}");
        assert_eq!(has_bad_news, usize::from(!world.status.is_empty()), "{case}");
    } else {
        assert_eq!(has_bad_news, 0, "{case}");
    }
}

/// How it must end, as `Refused` and `Broken` tell it; nothing where it goes on as if nothing were.
fn expected(scenario: &Scenario, state: &str, how: How, has_effect: bool) -> Option<&'static str> {
    let gives_up = match scenario.name {
        "nobody orders" => Some("orders.redemption-expired"),
        "nobody makes it" => Some("orders.cancelled"),
        _ => None,
    };
    match (state, how) {
        // An order that has come, or is ready, though nobody said so.
        ("AwaitOrder" | "AwaitReady", How::Silent) if has_effect => gives_up,
        ("AwaitOrder", How::Silent) => Some("orders.redemption-expired"),
        ("AwaitReady", How::Silent) => Some("orders.cancelled"),
        ("AwaitFireTime" | "AwaitDispatch" | "AwaitHandover", How::Silent)
        | ("CapturePayment", _) => None,
        (state, _) if state.starts_with("Tell") || WAY_OUT.contains(&state) => gives_up,
        (_, how) => Some(how.error()),
    }
}

#[test]
fn a_task_that_fails_for_good_leaves_nothing_held() {
    let mut count = 0;
    sweep(|scenario, state, how, has_effect| {
        if WAY_OUT.contains(&state) || AFTER_READY.contains(&state) {
            return;
        }
        count += 1;
        let case = format!("{}: {state} is {how:?}, effect {has_effect}", scenario.name);
        let world = World::new(scenario);
        let mut worker = Failing { world, state, how, has_effect, times: usize::MAX };
        let player = Player::run(scenario.input(), &mut worker);
        check_nothing_held(&player, &worker.world, &case);
        let (status, output, error) = ending(&player.execution.outcome);
        let refused = output.and_then(|output| output.get("error")).and_then(Value::as_str);
        match expected(scenario, state, how, has_effect) {
            None => assert_eq!((status, refused), ("SUCCEEDED", None), "{case}"),
            Some(name) if name.starts_with("orders.") => {
                assert_eq!((status, refused), ("SUCCEEDED", Some(name)), "{case}");
            }
            Some(name) => assert_eq!((status, error), ("FAILED", Some(name)), "{case}"),
        }
    });
    assert!(count > 500, "only {count} cases");
}

#[test]
fn what_must_be_done_is_tried_until_it_is_done() {
    let mut seen = BTreeSet::new();
    sweep(|scenario, state, how, has_effect| {
        if !WAY_OUT.contains(&state) && !AFTER_READY.contains(&state) {
            return;
        }
        seen.insert(state.to_owned());
        let case = format!("{}: {state} is {how:?}, effect {has_effect}", scenario.name);
        let mut plain = World::new(scenario);
        let undisturbed = Player::run(scenario.input(), &mut plain);
        // It goes well the last time it is tried; or not at all, and somebody takes it up again.
        for times in [20, 21] {
            let world = World::new(scenario);
            let mut worker = Failing { world, state, how, has_effect, times };
            let mut player = Player::run(scenario.input(), &mut worker);
            if times == 21 {
                let (status, _, error) = ending(&player.execution.outcome);
                assert_eq!((status, error), ("FAILED", Some(how.error())), "{case}");
                player.play(Signal::Redrive, &mut worker);
            }
            assert_eq!(player.execution.outcome, undisturbed.execution.outcome, "{case}");
            assert_eq!(worker.world, plain, "{case}");
            check_nothing_held(&player, &worker.world, &case);
        }
    });
    // Only an order whose money cannot be taken lets it go: a golden case has that.
    let all = WAY_OUT.iter().chain(&AFTER_READY).filter(|name| **name != "LetMoneyGo");
    assert_eq!(seen, all.map(ToString::to_string).collect());
}

#[test]
fn a_way_out_that_fails_is_taken_to_its_end_from_wherever_it_began() {
    for scenario in Scenario::all() {
        for state in WAY_OUT {
            let world = World::new(&scenario);
            let inner = Failing { world, state, how: How::Unexpected, has_effect: false, times: 3 };
            let mut worker = Refusing { inner };
            let player = Player::run(scenario.input(), &mut worker);
            let case = format!("{}: {state} after a refusal", scenario.name);
            check_nothing_held(&player, &worker.inner.world, &case);
            assert_eq!(
                entered(&player.events).last().map(String::as_str),
                Some("Refused"),
                "{case}"
            );
        }
    }
}

/// The same, and the order cannot be confirmed.
struct Refusing<'a> {
    inner: Failing<'a>,
}

impl Worker for Refusing<'_> {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        if asked.state == "Confirm" {
            let result = Err("orders.some-rule".to_owned());
            return vec![Answer { after_seconds: 1, result }];
        }
        self.inner.perform(asked, now)
    }
}
