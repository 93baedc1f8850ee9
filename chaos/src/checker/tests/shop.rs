//! A shop that keeps every promise, for histories that are good by construction.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::checker::{
    Action, Answer, End, History, Micros, Moment, Observation, Order, Request, Status, StockItem,
};

pub(super) const LOCATIONS: [&str; 2] = ["loc_cafe", "loc_bakery"];
const SCARCE: &str = "prd_last-cake";
const SCARCE_STOCK: i64 = 3;

/// One thing that happens in a simulated run.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A client orders: where, how many, whether the first attempt dies and had taken effect.
    Order { location: usize, quantity: u64, first: First },
    /// The kitchen confirms the oldest placed order of a location.
    Confirm { location: usize },
    /// Somebody moves an order on, or cancels it.
    Move { pick: usize, cancel: bool },
    /// A client sends an old request once more.
    Repeat { pick: usize },
    /// The stream shows an order again, as it is now.
    Replay { pick: usize },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum First {
    Answered,
    DiedAfter,
    DiedBefore,
    GivenUp { applied: bool },
}

pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let first = prop_oneof![
        6 => Just(First::Answered),
        1 => Just(First::DiedAfter),
        1 => Just(First::DiedBefore),
        1 => any::<bool>().prop_map(|applied| First::GivenUp { applied }),
    ];
    let step = prop_oneof![
        4 => (0..2_usize, 1..3_u64, first)
            .prop_map(|(location, quantity, first)| Step::Order { location, quantity, first }),
        4 => (0..2_usize).prop_map(|location| Step::Confirm { location }),
        3 => (any::<usize>(), prop::bool::weighted(0.2))
            .prop_map(|(pick, cancel)| Step::Move { pick, cancel }),
        1 => any::<usize>().prop_map(|pick| Step::Repeat { pick }),
        1 => any::<usize>().prop_map(|pick| Step::Replay { pick }),
    ];
    prop::collection::vec(step, 1..60)
}

/// Runs the steps, then settles.
pub(super) fn run(steps: &[Step]) -> History {
    let mut shop = Shop::default();
    for step in steps {
        shop.step(step);
    }
    shop.settle()
}

#[derive(Default)]
struct Shop {
    now: Micros,
    orders: Vec<Order>,
    left: BTreeMap<usize, i64>,
    numbers: BTreeMap<usize, u64>,
    history: History,
}

impl Shop {
    fn tick(&mut self) -> Micros {
        self.now += 10;
        self.now
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Order { location, quantity, first } => self.order(location, quantity, first),
            Step::Confirm { location } => self.confirm(location),
            Step::Move { pick, cancel } => self.advance(pick, cancel),
            Step::Repeat { pick } => self.repeat(pick),
            Step::Replay { pick } => {
                if let Some(index) = self.pick(pick) {
                    self.show(index);
                }
            }
        }
    }

    fn pick(&self, pick: usize) -> Option<usize> {
        (!self.orders.is_empty()).then(|| pick % self.orders.len())
    }

    fn order(&mut self, location: usize, quantity: u64, first: First) {
        let key = format!("key-{}", self.history.requests.len());
        let body = format!("{location} {quantity}");
        let applied = !matches!(first, First::DiedBefore | First::GivenUp { applied: false });
        let taken = applied.then(|| self.place(location, quantity, &key));
        let answered = first == First::Answered;
        let answer = |index: Option<usize>, shop: &Self| {
            index.map_or(Answer::Unknown, |index| {
                Answer::Taken(Box::new(shop.orders[index].clone()))
            })
        };
        let reply = answer(taken.filter(|_| answered), self);
        self.send(&key, location, &body, reply);
        if answered || matches!(first, First::GivenUp { .. }) {
            return;
        }
        let index = taken.unwrap_or_else(|| self.place(location, quantity, &key));
        let reply = answer(Some(index), self);
        self.send(&key, location, &body, reply);
    }

    fn place(&mut self, location: usize, quantity: u64, key: &str) -> usize {
        let item = if quantity == 2 { SCARCE } else { "prd_coffee" };
        let order = Order {
            id: format!("ord_{}", self.orders.len()),
            location: LOCATIONS[location].to_owned(),
            key: key.to_owned(),
            status: Status::Placed,
            version: 0,
            number: None,
            day: "2026-11-20".to_owned(),
            items: BTreeMap::from([(item.to_owned(), 1)]),
            timeline: Vec::new(),
            rejection: None,
            terms: format!("{quantity} of {item}"),
        };
        self.orders.push(order);
        let index = self.orders.len() - 1;
        self.happens(index, Status::Placed, "placed");
        index
    }

    fn send(&mut self, key: &str, location: usize, body: &str, answer: Answer) {
        let (sent, ended) = (self.tick(), self.tick());
        let (key, body) = (key.to_owned(), body.to_owned());
        let location = LOCATIONS[location].to_owned();
        self.history.requests.push(Request { key, location, body, sent, ended, answer });
    }

    fn happens(&mut self, index: usize, status: Status, event: &str) {
        let at = i64::try_from(self.tick()).expect("a short run");
        let order = &mut self.orders[index];
        order.status = status;
        order.version += 1;
        order.timeline.push(Moment { version: order.version, event: event.to_owned(), at });
        self.show(index);
    }

    fn show(&mut self, index: usize) {
        let at = self.now;
        let order = &self.orders[index];
        self.history.observations.push(Observation {
            reader: format!("the reader of {}", order.location),
            at,
            order: order.id.clone(),
            version: order.version,
            status: order.status,
            number: order.number.clone(),
        });
    }

    fn confirm(&mut self, location: usize) {
        let oldest = self.orders.iter().position(|order| {
            order.status == Status::Placed && order.location == LOCATIONS[location]
        });
        let Some(index) = oldest else { return };
        if self.orders[index].items.contains_key(SCARCE) {
            let left = self.left.entry(location).or_insert(SCARCE_STOCK);
            if *left == 0 {
                self.orders[index].rejection = Some("products.out-of-stock".to_owned());
                return self.happens(index, Status::Rejected, "rejected");
            }
            *left -= 1;
        }
        let number = self.numbers.entry(location).or_default();
        *number += 1;
        self.orders[index].number = Some(format!("A-{number:03}"));
        self.happens(index, Status::Confirmed, "confirmed");
    }

    fn advance(&mut self, pick: usize, cancel: bool) {
        let Some(index) = self.pick(pick) else { return };
        let (status, event) = match self.orders[index].status {
            Status::Placed | Status::Confirmed if cancel => (Status::Cancelled, "cancelled"),
            Status::Confirmed => (Status::Preparing, "started"),
            Status::Preparing => (Status::Ready, "ready"),
            Status::Ready => (Status::Collected, "collected"),
            _ => return,
        };
        let order = &self.orders[index];
        if status == Status::Cancelled && order.status == Status::Confirmed {
            let location = LOCATIONS.iter().position(|name| *name == order.location);
            if order.items.contains_key(SCARCE) {
                *self.left.get_mut(&location.expect("one of the two")).expect("it was held") += 1;
            }
        }
        self.happens(index, status, event);
        let order = &self.orders[index];
        let (order, version) = (order.id.clone(), order.version);
        let ended = self.tick();
        let verb = event.to_owned();
        self.history.actions.push(Action { order, verb, ended, acknowledged: Some(version) });
    }

    fn repeat(&mut self, pick: usize) {
        let taken = self.history.requests.clone();
        let taken: Vec<_> =
            taken.into_iter().filter(|r| matches!(r.answer, Answer::Taken(_))).collect();
        if taken.is_empty() {
            return;
        }
        let mut again = taken[pick % taken.len()].clone();
        (again.sent, again.ended) = (self.tick(), self.tick());
        self.history.requests.push(again.clone());
        (again.sent, again.ended) = (self.tick(), self.tick());
        again.body.push_str(" and one more");
        let code = "orders.idempotency-key-reused".to_owned();
        again.answer = Answer::Refused { status: 409, code };
        self.history.requests.push(again);
    }

    fn settle(mut self) -> History {
        for location in 0..LOCATIONS.len() {
            for _ in 0..self.orders.len() {
                self.confirm(location);
            }
        }
        let stock = LOCATIONS.iter().enumerate().map(|(index, location)| StockItem {
            location: (*location).to_owned(),
            item: SCARCE.to_owned(),
            initial: SCARCE_STOCK,
            available: self.left.get(&index).copied().unwrap_or(SCARCE_STOCK),
        });
        let stock = stock.collect();
        let followed = LOCATIONS.iter().map(|location| (*location).to_owned()).collect();
        self.history.end = Some(End { orders: self.orders, stock, followed });
        self.history
    }
}
