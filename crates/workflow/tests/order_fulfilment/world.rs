//! A small world in which tasks have effects. Each effect is kept for the one order there is, and
//! may be asked for any number of times, at any time: what was given back is not taken again.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde_json::{Value, json};

use crate::player::{Answer, Worker};
use crate::scenarios::{Person, Scenario};
use crate::trace::Asked;

/// Something that can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Hold {
    #[default]
    Never,
    Held,
    /// Given back, or used up: for ever.
    Over(&'static str),
}

impl Hold {
    fn take(&mut self) {
        if *self == Self::Never {
            *self = Self::Held;
        }
    }

    /// Ends it. Also when it was never taken, so that it cannot be taken any more.
    fn end(&mut self, how: &'static str) {
        if !matches!(self, Self::Over(_)) {
            *self = Self::Over(how);
        }
    }
}

/// What there is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct World {
    pub(crate) scenario: Scenario,
    pub(crate) capacity: Hold,
    pub(crate) stock: Hold,
    pub(crate) money: Hold,
    pub(crate) is_captured: bool,
    pub(crate) token: Hold,
    /// The order's status; empty as long as there is none.
    pub(crate) status: &'static str,
    /// Messages that were sent, by de-duplication id: what they say, and to whom.
    pub(crate) told: BTreeMap<String, String>,
}

impl World {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut world = Self { scenario: scenario.clone(), ..Self::default() };
        if scenario.starts_with_qr_code {
            world.token = Hold::Held;
        } else {
            world.status = "placed";
        }
        world
    }

    /// How often that was said to somebody.
    pub(crate) fn times_told(&self, what: &[&str]) -> usize {
        self.told.values().filter(|said| what.contains(&said.as_str())).count()
    }

    /// Whether anything in the order is counted.
    pub(crate) fn has_stock(&self) -> bool {
        self.scenario.items().as_array().is_some_and(|items| !items.is_empty())
    }

    fn advance(&mut self, from: &[&str], to: &'static str) {
        if from.contains(&self.status) {
            self.status = to;
        }
    }

    /// What a person does at a task that waits for one.
    fn act(&mut self, person: Person, then: impl FnOnce(&mut Self) -> Value) -> Vec<Answer> {
        let (after_seconds, result) = match person {
            Person::Acts { after_seconds } => (after_seconds, Ok(then(self))),
            Person::Cancels { after_seconds } => {
                if !self.status.is_empty() {
                    self.status = "cancelled";
                }
                (after_seconds, Err("orders.cancelled".to_owned()))
            }
            Person::Sleeps => return Vec::new(),
        };
        vec![Answer { after_seconds, result }]
    }

    fn waits(&mut self, task: &str) -> Option<Vec<Answer>> {
        let Scenario { orders, makes, dispatches, hands_over, fulfilment, .. } = self.scenario;
        Some(match task {
            "orders_await_order" => self.act(orders, |world| {
                world.advance(&[""], "placed");
                json!({})
            }),
            // Nobody makes it before its time, but it may be cancelled.
            "orders_await_fire_time" => match makes {
                Person::Cancels { .. } => self.act(makes, |_| json!({})),
                Person::Acts { .. } | Person::Sleeps => Vec::new(),
            },
            "orders_await_ready" => self.act(makes, |world| {
                world.advance(&["confirmed", "preparing"], "ready");
                json!({})
            }),
            "orders_await_dispatch" => self.act(dispatches, |world| {
                world.advance(&["ready"], "out-for-delivery");
                json!({ "status": world.status })
            }),
            "orders_await_handover" => self.act(hands_over, |world| {
                let to = if fulfilment == "delivery" { "delivered" } else { "collected" };
                world.advance(&["ready", "out-for-delivery"], to);
                json!({ "status": world.status })
            }),
            _ => return None,
        })
    }

    /// Does at once what a task asks for.
    fn effect(&mut self, asked: &Asked) -> Value {
        match asked.task.as_str() {
            "orders_check_location" => {}
            "orders_hold_capacity" => self.capacity.take(),
            "orders_expire_redemption" => return json!({ "placed": !self.status.is_empty() }),
            "orders_check_order" => {
                return json!({
                    "items": self.scenario.items(), "pays_now": self.scenario.pays_now,
                    "fire_at": self.scenario.fire_at, "fulfilment": self.scenario.fulfilment,
                });
            }
            "products.reserve-stock" => {
                if self.has_stock() {
                    self.stock.take();
                }
            }
            "orders_authorise_payment" => {
                self.money.take();
                return json!({ "state": "authorised" });
            }
            "orders_confirm" => {
                self.advance(&["placed"], "confirmed");
                return json!({ "number": "A-042" });
            }
            "notify.send" => {
                let id = asked.deduplication_id.clone().expect("a message has an id");
                let said = format!("{} to {}", asked.text("message"), asked.text("to"));
                self.told.insert(id, said);
            }
            "orders_give_up" => {
                self.advance(&["confirmed", "preparing"], "cancelled");
                return json!({ "status": self.status });
            }
            "orders_free_capacity" => self.capacity.end("freed"),
            "orders_capture_payment" => {
                self.is_captured |= self.money == Hold::Held;
                self.money.end("captured");
            }
            "orders_mark_no_show" => {
                self.advance(&["ready"], "no-show");
                return json!({ "status": self.status });
            }
            "products.use-up-stock" => self.stock.end("used"),
            "orders_close" => {
                self.advance(&["placed"], "rejected");
                let open = ["confirmed", "preparing", "ready", "out-for-delivery"];
                self.advance(&open, "cancelled");
                let status = if self.status.is_empty() { "none" } else { self.status };
                return json!({ "status": status, "reason": "We are sorry." });
            }
            "orders_void_payment" => {
                // What was captured is refunded.
                self.is_captured = false;
                self.money.end("voided");
            }
            "products.release-stock" => self.stock.end("released"),
            "orders_return_qr_token" => {
                if self.scenario.starts_with_qr_code {
                    self.token.end("returned");
                }
            }
            other => panic!("{other} is no task of an order"),
        }
        json!({})
    }
}

impl Worker for World {
    fn perform(&mut self, asked: &Asked, _: Timestamp) -> Vec<Answer> {
        self.waits(&asked.task).unwrap_or_else(|| {
            let output = self.effect(asked);
            vec![Answer { after_seconds: 1, result: Ok(output) }]
        })
    }
}
