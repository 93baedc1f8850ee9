//! What was seen downstream only moves forward, and nothing confirmed goes unseen.

use std::collections::{HashMap, HashSet};

use super::history::{End, History, Observation, Status};
use super::violation::Violation;

/// One version of an order, as it was shown.
#[derive(Clone, Copy, PartialEq)]
struct Shown<'a> {
    version: u64,
    status: Status,
    number: Option<&'a str>,
}

/// No reader sees a version it did not know after a newer one, a terminal state left, or one
/// version with two contents. What it knows may come again: delivery is at least once. The end
/// counts as the last thing every reader saw: what was shown and then forgotten went back, too.
pub(super) fn went_back(history: &History, found: &mut Vec<Violation>) {
    let mut readers = HashMap::<(&str, &str), Vec<Shown<'_>>>::new();
    for seen in &history.observations {
        let (version, status) = (seen.version, seen.status);
        let now = Shown { version, status, number: seen.number.as_deref() };
        let known = readers.entry((seen.reader.as_str(), seen.order.as_str())).or_default();
        if known.contains(&now) {
            continue;
        }
        compare(&seen.reader, &seen.order, known, now, found);
        known.push(now);
    }
    let Some(end) = &history.end else { return };
    let orders: HashMap<&str, _> = end.orders.iter().map(|o| (o.id.as_str(), o)).collect();
    for ((reader, id), known) in readers {
        let place = format!("the end, after {reader},");
        let Some(order) = orders.get(id) else {
            let Some(last) = known.iter().max_by_key(|shown| shown.version) else { continue };
            found.push(Violation::WentBack {
                reader: place,
                order: id.to_owned(),
                before: last.version,
                was: format!("{:?}", last.status),
                after: 0,
                is: "absent".to_owned(),
            });
            continue;
        };
        let (version, status) = (order.version, order.status);
        let now = Shown { version, status, number: order.number.as_deref() };
        if known.iter().all(|shown| shown.version <= version) && known.contains(&now) {
            continue;
        }
        compare(&place, id, &known, now, found);
    }
}

/// Judges a version that was not seen before against those that were.
fn compare(
    reader: &str,
    id: &str,
    known: &[Shown<'_>],
    now: Shown<'_>,
    found: &mut Vec<Violation>,
) {
    let Some(last) = known.iter().max_by_key(|shown| shown.version) else { return };
    let twin = known.iter().find(|shown| shown.version == now.version && **shown != now);
    let left = last.status.is_terminal() && now.status != last.status;
    let renumbered = known.iter().find(|shown| {
        shown.number.is_some() && shown.version < now.version && shown.number != now.number
    });
    if let Some(other) = twin.or(renumbered) {
        found.push(Violation::VersionChanged {
            order: id.to_owned(),
            version: now.version,
            one: format!("{:?} {:?}", other.status, other.number),
            other: format!("{:?} {:?}", now.status, now.number),
        });
    } else if now.version < last.version || left {
        found.push(Violation::WentBack {
            reader: reader.to_owned(),
            order: id.to_owned(),
            before: last.version,
            was: format!("{:?}", last.status),
            after: now.version,
            is: format!("{:?}", now.status),
        });
    }
}

/// Every order that has a number at the end was seen with it on its location's stream.
pub(super) fn never_announced(history: &History, end: &End, found: &mut Vec<Violation>) {
    let numbered = |seen: &&Observation| seen.number.is_some();
    let announced: HashSet<&str> =
        history.observations.iter().filter(numbered).map(|seen| seen.order.as_str()).collect();
    for order in &end.orders {
        let due = order.number.is_some() && end.followed.contains(&order.location);
        if due && !announced.contains(order.id.as_str()) {
            let (order, status) = (order.id.clone(), order.status);
            found.push(Violation::NeverAnnounced { order, status });
        }
    }
}
