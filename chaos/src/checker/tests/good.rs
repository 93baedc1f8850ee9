//! No false alarms, and no mutation of a simulated run goes unseen.

use proptest::prelude::*;

use super::shop::{First, Step, run, steps};
use crate::checker::{Answer, History, Moment, Order, Status, check};

proptest! {
    #[test]
    fn a_shop_that_keeps_its_promises_is_never_accused(steps in steps()) {
        let found = check(&run(&steps));
        prop_assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn a_run_that_still_goes_on_is_never_accused(steps in steps(), cut in 0.0..1.0_f64) {
        let mut history = run(&steps);
        history.end = None;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of a short list"
        )]
        let keep = |length: usize| (length as f64 * cut) as usize;
        history.requests.truncate(keep(history.requests.len()));
        history.observations.truncate(keep(history.observations.len()));
        let found = check(&history);
        prop_assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn whatever_is_broken_in_a_good_run_is_seen(
        steps in steps(), mutation in 0..MUTATIONS.len(), pick in any::<usize>(),
    ) {
        let mut history = run(&steps);
        let (name, mutate) = MUTATIONS[mutation];
        if mutate(&mut history, pick).is_some() {
            let found = check(&history);
            prop_assert!(found.iter().any(|violation| violation.name() == name), "{found:#?}");
        }
    }
}

/// Breaks one promise somewhere in the run; `None` when the run has no place for it.
type Mutation = fn(&mut History, usize) -> Option<()>;

const MUTATIONS: [(&str, Mutation); 8] = [
    ("AcknowledgedMissing", |history, pick| {
        let key = pick_acknowledged(history, pick)?;
        orders(history).retain(|order| order.key != key);
        Some(())
    }),
    ("AcknowledgedMissing", |history, pick| {
        let key = pick_acknowledged(history, pick)?;
        let order = orders(history).iter_mut().find(|order| order.key == key)?;
        order.status = Status::Placed;
        Some(())
    }),
    ("ConfirmedTwice", |history, pick| {
        let order = pick_numbered(history, pick)?;
        order.version += 1;
        let moment = Moment { version: order.version, event: "confirmed".to_owned(), at: i64::MAX };
        order.timeline.push(moment);
        Some(())
    }),
    ("NumberTwice", |history, pick| {
        let order = pick_numbered(history, pick)?.clone();
        let location = order.location.clone();
        let other = orders(history).iter_mut().find(|other| {
            other.id != order.id && other.location == location && other.number.is_some()
        })?;
        other.number = order.number;
        Some(())
    }),
    ("StockWrong", |history, pick| {
        let stock = &mut history.end.as_mut().expect("a whole run").stock;
        let item = pick % stock.len();
        stock[item].available += 1;
        Some(())
    }),
    ("PhantomOrder", |history, pick| {
        let order = pick_numbered(history, pick)?;
        order.key = "key-nobody".to_owned();
        Some(())
    }),
    ("WentBack", |history, pick| {
        let firsts = history.observations.iter().filter(|seen| {
            seen.version == 1
                && history.observations.iter().any(|o| o.order == seen.order && o.version > 1)
        });
        let firsts: Vec<_> = firsts.cloned().collect();
        let first = firsts.get(pick.checked_rem(firsts.len())?)?.clone();
        history.observations.retain(|seen| seen.order != first.order || seen.version > 1);
        history.observations.push(first);
        Some(())
    }),
    ("AnswerChanged", |history, pick| {
        let key = pick_acknowledged(history, pick)?;
        let request = history
            .requests
            .iter()
            .find(|request| request.key == key && matches!(request.answer, Answer::Taken(_)))?;
        let mut again = request.clone();
        again.sent = again.ended + 1;
        again.ended = again.sent + 1;
        if let Answer::Taken(order) = &mut again.answer {
            "ord_another".clone_into(&mut order.id);
        }
        history.requests.push(again);
        Some(())
    }),
];

fn orders(history: &mut History) -> &mut Vec<Order> {
    &mut history.end.as_mut().expect("a whole run").orders
}

fn pick_acknowledged(history: &History, pick: usize) -> Option<String> {
    let taken = |request: &&crate::checker::Request| matches!(request.answer, Answer::Taken(_));
    let keys: Vec<_> = history.requests.iter().filter(taken).map(|r| r.key.clone()).collect();
    keys.get(pick.checked_rem(keys.len())?).cloned()
}

fn pick_numbered(history: &mut History, pick: usize) -> Option<&mut Order> {
    let orders = orders(history).iter_mut().filter(|order| order.number.is_some());
    let mut orders: Vec<_> = orders.collect();
    let index = pick.checked_rem(orders.len())?;
    Some(orders.swap_remove(index))
}

#[test]
fn the_simulation_reaches_what_it_is_for() {
    let order = |first| Step::Order { location: 0, quantity: 2, first };
    let deaths = [First::Answered, First::DiedAfter, First::DiedBefore, First::Answered];
    let steps: Vec<_> = deaths.into_iter().map(order).collect();
    let end = run(&steps).end.expect("a whole run");
    let count = |status| end.orders.iter().filter(|order| order.status == status).count();
    assert_eq!((count(Status::Confirmed), count(Status::Rejected)), (3, 1));
}
