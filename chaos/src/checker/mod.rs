//! Judges a run: a pure function from what was sent and seen to the promises that were broken.

mod answers;
mod history;
mod sequence;
mod stock;
mod streams;
#[cfg(test)]
mod tests;
mod violation;

use std::collections::BTreeMap;

pub use self::history::{
    Action, Answer, End, History, Micros, Moment, Observation, Order, Request, Status, StockItem,
};
pub use self::violation::Violation;

/// Everything that went wrong; empty for a good run. Rules about the end are left out while
/// [`History::end`] is `None`.
pub fn check(history: &History) -> Vec<Violation> {
    let mut found = Vec::new();
    let keys = Keys::of(history);
    answers::changed(&keys, &mut found);
    streams::went_back(history, &mut found);
    if let Some(end) = &history.end {
        answers::missing(&keys, end, &mut found);
        answers::phantoms(&keys, end, &mut found);
        answers::lost_actions(history, end, &mut found);
        sequence::confirmed_twice(end, &mut found);
        sequence::number_twice(end, &mut found);
        sequence::overtaken(&keys, end, &mut found);
        streams::never_announced(history, end, &mut found);
        stock::wrong(end, &mut found);
        stock::numbered_yet_rejected(end, &mut found);
    }
    found
}

/// Whether the stock adds up. It takes a moment after an order was cancelled, so a run waits for it
/// before it is judged.
pub fn stock_adds_up(end: &End) -> bool {
    stock::adds_up(end)
}

/// The requests by idempotency key, each key's in the order they were sent.
struct Keys<'a>(BTreeMap<&'a str, Vec<&'a Request>>);

impl<'a> Keys<'a> {
    fn of(history: &'a History) -> Self {
        let mut keys = BTreeMap::<_, Vec<_>>::new();
        for request in &history.requests {
            keys.entry(request.key.as_str()).or_default().push(request);
        }
        Self(keys)
    }

    fn iter(&self) -> impl Iterator<Item = (&'a str, &[&'a Request])> {
        self.0.iter().map(|(key, requests)| (*key, requests.as_slice()))
    }

    fn get(&self, key: &str) -> &[&'a Request] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The first acknowledgement among the requests of one key: what was promised, and when.
fn acknowledged<'a>(requests: &[&'a Request]) -> Option<(&'a Order, Micros)> {
    let taken = requests.iter().filter_map(|request| match &request.answer {
        Answer::Taken(order) => Some((&**order, request.ended)),
        Answer::Refused { .. } | Answer::Unknown => None,
    });
    taken.min_by_key(|(_, ended)| *ended)
}
