//! Somebody cancels, wherever an execution waits for somebody.

use kernel::Timestamp;
use serde_json::json;

use crate::player::{Answer, Player, Worker};
use crate::scenarios::{Person, Scenario};
use crate::trace::{Asked, ending, entered};
use crate::world::{Hold, World};

const CANCELS: Person = Person::Cancels { after_seconds: 30 };

fn check(scenario: &Scenario, waiting: &str) {
    let mut world = World::new(scenario);
    let player = Player::run(scenario.input(), &mut world);
    let states = entered(&player.events);
    let case = format!("cancelled at {waiting}");
    let at = states.iter().position(|state| state == waiting).expect("it waits there");
    assert_eq!(states[at + 1..at + 3], ["NoteWhatWentWrong", "Close"], "{case}");
    let is_told = usize::from(!world.status.is_empty());
    assert_eq!(world.times_told(&["order-cancelled to customer"]), is_told, "{case}");
    assert!(
        ![world.capacity, world.stock, world.money, world.token].contains(&Hold::Held),
        "{case}"
    );
    assert!(!world.is_captured, "{case}");
    let (_, output, _) = ending(&player.execution.outcome);
    assert_eq!(output.expect("an output")["error"], "orders.cancelled", "{case}");
}

#[test]
fn at_every_task_that_waits_for_somebody() {
    let usual = Scenario::default;
    let qr = Scenario { starts_with_qr_code: true, ..usual() };
    let delivery = Scenario { fulfilment: "delivery", ..usual() };
    check(&Scenario { orders: CANCELS, ..qr.clone() }, "AwaitOrder");
    check(&Scenario { makes: CANCELS, ..usual() }, "AwaitReady");
    check(&Scenario { makes: CANCELS, ..qr }, "AwaitReady");
    let later = Scenario { fire_at: Some("2026-11-20T10:00:00Z"), ..usual() };
    check(&Scenario { makes: CANCELS, ..later }, "AwaitFireTime");
    check(&Scenario { dispatches: CANCELS, ..delivery.clone() }, "AwaitDispatch");
    check(&Scenario { hands_over: CANCELS, ..delivery }, "AwaitHandover");
    check(&Scenario { hands_over: CANCELS, ..usual() }, "AwaitHandover");
}

/// Somebody cancels just before a task; the tasks that look at the order see it.
struct CancelledAt {
    world: World,
    state: &'static str,
}

impl Worker for CancelledAt {
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer> {
        if asked.state == self.state {
            self.world.status = "cancelled";
        }
        let looks = ["CheckOrder", "Confirm", "AwaitReady"].contains(&asked.state.as_str());
        if looks && self.world.status == "cancelled" {
            let result = Err("orders.cancelled".to_owned());
            return vec![Answer { after_seconds: 0, result }];
        }
        self.world.perform(asked, now)
    }
}

#[test]
fn before_every_task_until_it_is_ready() {
    let before =
        ["CheckLocation", "HoldCapacity", "CheckOrder", "ReserveStock", "AuthorisePayment"];
    let after = ["Confirm", "TellCustomerConfirmed", "TellStaffNewOrder", "AwaitReady"];
    for state in before.into_iter().chain(after) {
        let scenario = Scenario::default();
        let mut worker = CancelledAt { world: World::new(&scenario), state };
        let player = Player::run(scenario.input(), &mut worker);
        let world = worker.world;
        assert!(![world.capacity, world.stock, world.money].contains(&Hold::Held), "{state}");
        assert_eq!(world.times_told(&["order-cancelled to customer"]), 1, "{state}");
        let (_, output, _) = ending(&player.execution.outcome);
        let expected = json!({ "status": "cancelled", "error": "orders.cancelled", "cause": "" });
        assert_eq!(output, Some(&expected), "{state}");
    }
}
