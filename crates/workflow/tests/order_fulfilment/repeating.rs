//! Everything may happen twice: the end is the same.

use std::collections::BTreeSet;

use kernel::Timestamp;
use workflow::machine::Outcome;

use crate::player::{Answer, Player, Worker};
use crate::scenarios::Scenario;
use crate::trace::{Asked, asked, entered};
use crate::world::World;

/// What is left in the end.
#[derive(Debug, PartialEq)]
struct End {
    outcome: Outcome,
    states: Vec<String>,
    world: World,
}

impl End {
    fn new(player: Player, world: World) -> Self {
        let states = entered(&player.events);
        Self { outcome: player.execution.outcome, states, world }
    }

    fn undisturbed(scenario: &Scenario) -> (Self, Vec<Asked>) {
        let mut world = World::new(scenario);
        let player = Player::run(scenario.input(), &mut world);
        let asked = asked(&player.events);
        (Self::new(player, world), asked)
    }
}

/// One state's task is not available the first time.
struct Stumbling<'a> {
    world: World,
    state: &'a str,
    /// The first time it is done all the same.
    has_effect: bool,
    has_stumbled: bool,
}

impl Worker for Stumbling<'_> {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        if asked.state != self.state || self.has_stumbled {
            return self.world.perform(asked, now);
        }
        self.has_stumbled = true;
        if self.has_effect {
            self.world.perform(asked, now);
        }
        vec![Answer { after_seconds: 1, result: Err("service.unavailable".to_owned()) }]
    }
}

#[test]
fn a_task_that_is_not_available_at_first_makes_no_difference() {
    for scenario in Scenario::all() {
        let (plain, asked) = End::undisturbed(&scenario);
        let states: BTreeSet<&str> = asked.iter().map(|asked| asked.state.as_str()).collect();
        for (state, has_effect) in states.iter().flat_map(|state| [(*state, false), (*state, true)])
        {
            let world = World::new(&scenario);
            let mut worker = Stumbling { world, state, has_effect, has_stumbled: false };
            let player = Player::run(scenario.input(), &mut worker);
            let end = End::new(player, worker.world);
            assert_eq!(end, plain, "{}: {state}, effect {has_effect}", scenario.name);
        }
    }
}

/// Performs each task twice and answers twice, and each time performs what came before once more.
struct Twice {
    world: World,
    before: Option<Asked>,
}

impl Worker for Twice {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        let mut answers = self.world.perform(asked, now);
        if let Some(before) = self.before.replace(asked.clone()) {
            self.world.perform(&before, now);
        }
        answers.extend(self.world.perform(asked, now));
        answers
    }
}

#[test]
fn a_worker_that_does_everything_twice_makes_no_difference() {
    for scenario in Scenario::all() {
        let (plain, _) = End::undisturbed(&scenario);
        let mut worker = Twice { world: World::new(&scenario), before: None };
        let player = Player::run(scenario.input(), &mut worker);
        assert_eq!(End::new(player, worker.world), plain, "{}", scenario.name);
    }
}

/// Everything that goes through a queue is done, and its answer lost: a message once, a question
/// three times.
struct Losing {
    ids: BTreeSet<String>,
    world: World,
}

impl Worker for Losing {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        let answers = self.world.perform(asked, now);
        let Some(id) = asked.deduplication_id.clone() else { return answers };
        let is_sign = |c: char| c.is_ascii_alphanumeric() || c.is_ascii_punctuation();
        assert!(id.len() <= 128 && id.chars().all(is_sign), "SQS takes no {id}");
        let start = format!("ord_1/{}", asked.state);
        assert!(id.starts_with(&start), "{id}");
        let is_new = self.ids.insert(id.clone());
        let is_lost = if asked.task == "notify.send" {
            is_new
        } else {
            assert!(is_new, "{id} is there twice, with another token");
            self.ids.iter().filter(|id| id.starts_with(&start)).count() <= 3
        };
        if !is_lost {
            return answers;
        }
        vec![Answer { after_seconds: 1, result: Err("service.unavailable".to_owned()) }]
    }
}

#[test]
fn a_question_with_a_token_has_an_id_of_its_own_each_time_and_a_message_keeps_its_id() {
    for scenario in Scenario::all() {
        let mut worker = Losing { ids: BTreeSet::new(), world: World::new(&scenario) };
        let player = Player::run(scenario.input(), &mut worker);
        let (plain, _) = End::undisturbed(&scenario);
        assert_eq!(End::new(player, worker.world), plain, "{}", scenario.name);
    }
}
