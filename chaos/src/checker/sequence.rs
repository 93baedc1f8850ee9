//! One confirmation, one number, and nobody jumps the queue.

use std::collections::{BTreeMap, HashMap};

use super::history::{End, Micros, Order};
use super::violation::Violation;
use super::{Keys, acknowledged};

/// No timeline has two confirmations, and no key has two orders.
pub(super) fn confirmed_twice(end: &End, found: &mut Vec<Violation>) {
    let mut by_key = HashMap::<&str, &Order>::new();
    for order in &end.orders {
        let times: Vec<_> =
            order.timeline.iter().filter(|moment| moment.event == "confirmed").collect();
        if times.len() > 1 {
            let versions: Vec<_> = times.iter().map(|moment| moment.version).collect();
            let evidence = format!("order {} was confirmed at versions {versions:?}", order.id);
            found.push(Violation::ConfirmedTwice { key: order.key.clone(), evidence });
        }
        if let Some(other) = by_key.insert(&order.key, order) {
            let evidence = format!("orders {} and {}", other.id, order.id);
            found.push(Violation::ConfirmedTwice { key: order.key.clone(), evidence });
        }
    }
}

/// No number stands for two orders of one location and day.
pub(super) fn number_twice(end: &End, found: &mut Vec<Violation>) {
    let mut given = HashMap::new();
    for order in &end.orders {
        let Some(number) = &order.number else { continue };
        if let Some(other) = given.insert((&order.location, &order.day, number), order) {
            found.push(Violation::NumberTwice {
                location: order.location.clone(),
                day: order.day.clone(),
                number: number.clone(),
                orders: (other.id.clone(), order.id.clone()),
            });
        }
    }
}

/// An order and the two moments its client knows.
struct Placed<'a> {
    order: &'a Order,
    sent: Micros,
    acknowledged: Option<Micros>,
}

/// Of two orders of one location, the one acknowledged before the other was sent comes first, both
/// by number and by the time of confirmation.
pub(super) fn overtaken(keys: &Keys<'_>, end: &End, found: &mut Vec<Violation>) {
    let mut locations = BTreeMap::<&str, Vec<Placed<'_>>>::new();
    for order in &end.orders {
        let requests = keys.get(&order.key);
        let Some(sent) = requests.iter().map(|request| request.sent).min() else { continue };
        let acknowledged = acknowledged(requests).map(|(_, ended)| ended);
        let placed = Placed { order, sent, acknowledged };
        locations.entry(&order.location).or_default().push(placed);
    }
    for placed in locations.values() {
        let by_number = sweep(placed, Order::place);
        let by_time = sweep(placed, Order::confirmed_at);
        for (earlier, later) in by_number.into_iter().chain(by_time) {
            found.push(Violation::Overtaken {
                earlier: earlier.order.id.clone(),
                acknowledged: earlier.acknowledged.unwrap_or_default(),
                later: later.order.id.clone(),
                sent: later.sent,
                evidence: format!("{} came before {}", spell(later.order), spell(earlier.order)),
            });
        }
    }
}

/// Pairs that stand in the wrong order: for each order as it was sent, compares its rank with the
/// highest rank acknowledged until then. One witness for each overtaker is enough.
fn sweep<'a, 'o, R: Ord>(
    placed: &'a [Placed<'o>],
    rank: impl Fn(&'o Order) -> Option<R>,
) -> Vec<(&'a Placed<'o>, &'a Placed<'o>)> {
    let ranked: Vec<_> =
        placed.iter().filter_map(|placed| Some((rank(placed.order)?, placed))).collect();
    let mut acknowledged: Vec<_> = ranked
        .iter()
        .filter_map(|(rank, placed)| Some((placed.acknowledged?, rank, *placed)))
        .collect();
    acknowledged.sort_by_key(|(at, ..)| *at);
    let mut sent: Vec<_> =
        ranked.iter().map(|(rank, placed)| (placed.sent, rank, *placed)).collect();
    sent.sort_by_key(|(at, ..)| *at);

    let mut acknowledged = acknowledged.into_iter().peekable();
    let mut highest: Option<(&R, &Placed<'_>)> = None;
    let mut pairs = Vec::new();
    for (at, rank, later) in sent {
        while let Some((_, rank, earlier)) = acknowledged.next_if(|(ended, ..)| *ended < at) {
            if highest.is_none_or(|(top, _)| rank > top) {
                highest = Some((rank, earlier));
            }
        }
        if let Some((_, earlier)) = highest.filter(|(top, _)| rank < *top) {
            pairs.push((earlier, later));
        }
    }
    pairs
}

fn spell(order: &Order) -> String {
    let number = order.number.as_deref().unwrap_or("no number");
    format!("{number} of {} (confirmed at {:?} us)", order.day, order.confirmed_at())
}
