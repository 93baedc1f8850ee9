//! The time limit of the whole ends an execution without the way out, so it must never come to
//! that.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde_json::json;
use workflow::machine::Outcome;

use crate::definition::{WAY_OUT, definition};
use crate::player::{Answer, Player, Worker, start};
use crate::scenarios::{Person, Scenario};
use crate::trace::{Asked, entered, seconds};
use crate::world::World;

/// Everybody comes in the last moment, and every task goes well the last time it is tried.
struct Slowest {
    world: World,
    tried: BTreeMap<String, usize>,
    /// How often it is still called back, each time in the last moment before it leaves.
    recalls: usize,
}

impl Worker for Slowest {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        let tried = self.tried.entry(asked.state.clone()).or_default();
        *tried += 1;
        let unavailable = |after_seconds| {
            vec![Answer { after_seconds, result: Err("service.unavailable".to_owned()) }]
        };
        if WAY_OUT.contains(&asked.state.as_str()) || asked.state == "FreeCapacity" {
            // Silent, until its own limit.
            return if *tried <= 20 { Vec::new() } else { self.world.perform(asked, now) };
        }
        let is_function = asked.task.starts_with("orders_");
        match (*tried, asked.state.starts_with("Await")) {
            (9.., _) => {
                *tried = 0;
                if asked.task == "orders_await_dispatch" && self.recalls > 0 {
                    self.recalls -= 1;
                    self.world.status = "preparing";
                    let result = Ok(json!({ "status": "preparing" }));
                    return vec![Answer { after_seconds: 604_799, result }];
                }
                self.world.perform(asked, now)
            }
            (_, true) => unavailable(1),
            (_, false) => unavailable(if is_function { 59 } else { 599 }),
        }
    }
}

#[test]
fn the_longest_way_there_is_fits_into_the_time_limit() {
    let last_moment = |after_seconds| Person::Acts { after_seconds };
    let scenario = Scenario {
        starts_with_qr_code: true,
        fire_at: Some("2026-11-27T08:00:00Z"),
        fulfilment: "delivery",
        orders: last_moment(3_599),
        makes: last_moment(86_398),
        dispatches: last_moment(604_799),
        hands_over: Person::Cancels { after_seconds: 604_799 },
        ..Scenario::default()
    };
    let mut input = scenario.input();
    input["limits"] = json!({
        "order_wait_seconds": 3_600, "barista_wait_seconds": 86_400,
        "handover_wait_seconds": 604_800,
    });
    let mut worker = Slowest { world: World::new(&scenario), tried: BTreeMap::new(), recalls: 3 };
    let player = Player::run(input, &mut worker);
    let states = entered(&player.events);
    assert!(matches!(player.execution.outcome, Outcome::Succeeded { .. }), "{states:?}");
    assert_eq!(states.last().map(String::as_str), Some("Refused"));
    let limit = i64::try_from(definition().timeout_seconds.expect("a limit")).expect("a number");
    let took = seconds(&player.events, start());
    // It was a long way: were it not, this would show nothing.
    assert!((3_900_000..limit).contains(&took), "it took {took} s");
}
