//! What clients were told stays true.

use std::collections::{HashMap, HashSet};

use super::history::{Answer, End, History, Order, Request, Status};
use super::violation::Violation;
use super::{Keys, acknowledged};

/// One key and body always gets one answer, and one key never takes two bodies.
pub(super) fn changed(keys: &Keys<'_>, found: &mut Vec<Violation>) {
    for (key, requests) in keys.iter() {
        // What counts is what the server can have known: an answer that ended before another
        // request was sent.
        let Some(first) = requests
            .iter()
            .filter(|request| matches!(request.answer, Answer::Taken(_)))
            .min_by_key(|request| request.ended)
        else {
            continue;
        };
        let others = requests.iter().filter(|request| !std::ptr::eq(**request, *first));
        let differing = others.filter(|request| differs(first, request));
        found.extend(differing.map(|other| Violation::AnswerChanged {
            key: key.to_owned(),
            one: describe(&first.answer),
            other: describe(&other.answer),
        }));
    }
}

fn differs(first: &Request, other: &Request) -> bool {
    match (&first.answer, &other.answer) {
        (Answer::Taken(one), Answer::Taken(two)) => {
            one.id != two.id || one.terms != two.terms || first.body != other.body
        }
        // Too many requests (429) and a server in trouble (5xx) are no answers to the order.
        (Answer::Taken(_), Answer::Refused { status, .. }) => {
            first.body == other.body
                && first.ended < other.sent
                && (400..500).contains(status)
                && *status != 429
        }
        _ => false,
    }
}

fn describe(answer: &Answer) -> String {
    match answer {
        Answer::Taken(order) => format!("order {} ({})", order.id, order.terms),
        Answer::Refused { status, code } => format!("{status} {code}"),
        Answer::Unknown => "nothing".to_owned(),
    }
}

/// Every acknowledged order is there at the end and has left `placed`.
pub(super) fn missing(keys: &Keys<'_>, end: &End, found: &mut Vec<Violation>) {
    let orders: HashMap<&str, &Order> =
        end.orders.iter().map(|order| (order.id.as_str(), order)).collect();
    for (key, requests) in keys.iter() {
        let Some((promised, acknowledged)) = acknowledged(requests) else { continue };
        let wrong = match orders.get(promised.id.as_str()) {
            None => "absent",
            Some(order) if order.status == Status::Placed => "still placed",
            Some(_) => continue,
        };
        found.push(Violation::AcknowledgedMissing {
            order: promised.id.clone(),
            key: key.to_owned(),
            acknowledged,
            found: wrong,
        });
    }
}

/// Every order at the end was sent by somebody who was not told that it failed.
pub(super) fn phantoms(keys: &Keys<'_>, end: &End, found: &mut Vec<Violation>) {
    for order in &end.orders {
        let requests = keys.get(&order.key);
        let may_exist = requests.iter().any(|request| match &request.answer {
            Answer::Taken(_) | Answer::Unknown => true,
            Answer::Refused { status, .. } => *status >= 500,
        });
        if may_exist {
            continue;
        }
        let why = if requests.is_empty() {
            "nobody sent it"
        } else {
            "its sender was refused every time"
        };
        let (order, key) = (order.id.clone(), order.key.clone());
        found.push(Violation::PhantomOrder { order, key, why });
    }
}

/// Every acknowledged step is in its order's timeline.
pub(super) fn lost_actions(history: &History, end: &End, found: &mut Vec<Violation>) {
    let orders: HashMap<&str, &Order> =
        end.orders.iter().map(|order| (order.id.as_str(), order)).collect();
    let mut reported = HashSet::new();
    for action in &history.actions {
        let Some(version) = action.acknowledged else { continue };
        let shown = match orders.get(action.order.as_str()) {
            None => "no such order".to_owned(),
            Some(order) if order.version < version => format!("version {}", order.version),
            Some(order) if has_happened(order, &action.verb, version) => continue,
            Some(_) => "something else in its place".to_owned(),
        };
        if reported.insert((&action.order, version)) {
            found.push(Violation::ActionLost {
                order: action.order.clone(),
                verb: action.verb.clone(),
                version,
                found: shown,
            });
        }
    }
}

/// Whether the timeline has what was asked for, at that version or before: a step that is repeated
/// changes nothing.
fn has_happened(order: &Order, verb: &str, version: u64) -> bool {
    let event = match verb {
        "claim" => "claimed",
        "start" => "started",
        "collect" => "collected",
        "cancel" => "cancelled",
        other => other,
    };
    order.timeline.iter().any(|moment| moment.event == event && moment.version <= version)
}
