//! The smallest good history, and breaking it by hand.

use super::shop::{First, Step, run};
use crate::checker::{History, Order, Violation, check};

/// Two orders at one location, one after the other, both confirmed; the second is collected.
fn good() -> History {
    let order = Step::Order { location: 0, quantity: 2, first: First::Answered };
    let confirm = Step::Confirm { location: 0 };
    let onward = Step::Move { pick: 1, cancel: false };
    let steps = [order.clone(), order, confirm.clone(), confirm];
    let steps: Vec<_> = steps.into_iter().chain(vec![onward; 3]).collect();
    let history = run(&steps);
    assert_eq!(check(&history), []);
    history
}

pub(super) fn end(history: &mut History) -> &mut Vec<Order> {
    &mut history.end.as_mut().expect("a whole run").orders
}

/// Breaks the good history and expects exactly these kinds of violations.
pub(super) fn caught(mutate: impl FnOnce(&mut History), expected: &[&str]) {
    let mut history = good();
    mutate(&mut history);
    let found = check(&history);
    let mut names: Vec<_> = found.iter().map(Violation::name).collect();
    names.dedup();
    assert_eq!(names, expected, "{found:#?}");
    assert!(found.iter().all(|violation| violation.to_string().len() > 20));
}
