//! What one commit says and writes besides the execution.

use store::{Change, Expected, Outgoing, Write};

use super::history;
use super::performer::{Decided, Performed};
use crate::machine::Event;

/// Most messages that leave with one commit; more follow with the next.
const MESSAGES: usize = 40;
/// Most writes of decided tasks in one commit: together with messages and history they stay below
/// what a store takes.
const WRITES: usize = 40;
/// Once a commit holds so many bytes of events and messages, further messages follow with the
/// next. Source: ours; another message and the step that follows from it still fit.
const BYTES: usize = 1_000_000;

/// What is said and written so far.
#[derive(Default)]
pub(super) struct Said {
    /// Events that have been cut, each with its bytes.
    pub(super) events: Vec<(Event, usize)>,
    messages: Vec<Outgoing>,
    writes: Vec<Write>,
    /// To be done once it is committed.
    committed: Vec<Box<dyn FnOnce() + Send>>,
    /// About how many bytes these are.
    bytes: usize,
}

impl Said {
    pub(super) fn tell(&mut self, events: Vec<Event>) {
        for mut event in events {
            let bytes = history::shorten(&mut event);
            self.bytes += bytes;
            self.events.push((event, bytes));
        }
    }

    pub(super) fn send(&mut self, message: Outgoing) {
        self.bytes += message.body.len();
        self.messages.push(message);
    }

    /// Takes a decided task in; `None` if its change does not go together with those before it.
    pub(super) fn decide(&mut self, decided: Decided) -> Option<Performed> {
        let Decided { performed, change, committed } = decided;
        let mut new = Vec::new();
        for write in change.writes {
            match self.writes.iter().find(|known| known.target() == write.target()) {
                None => new.push(write),
                Some(known) if is_implied(&write, known) => {}
                Some(_) => return None,
            }
        }
        let writes = self.writes.len() + new.len();
        let messages = self.messages.len() + change.messages.len();
        if writes > WRITES || messages > MESSAGES {
            return None;
        }
        self.writes.extend(new);
        change.messages.into_iter().for_each(|message| self.send(message));
        self.committed.extend(committed);
        Some(performed)
    }

    pub(super) fn is_full(&self) -> bool {
        self.messages.len() >= MESSAGES || self.bytes >= BYTES || self.writes.len() >= WRITES
    }

    /// Whether only the execution itself changes.
    pub(super) fn says_nothing(&self) -> bool {
        self.messages.is_empty() && self.writes.is_empty()
    }

    /// Joins the change that keeps the execution.
    pub(super) fn join(&mut self, change: &mut Change) {
        change.writes.append(&mut self.writes);
        change.messages.append(&mut self.messages);
    }

    /// It is committed.
    pub(super) fn committed(self) {
        self.committed.into_iter().for_each(|then| then());
    }
}

/// Whether what `write` asks of a record is what `known` asks of it, too.
fn is_implied(write: &Write, known: &Write) -> bool {
    match (write, known) {
        (
            Write::Require { expected: Expected::Version(version), .. },
            Write::Replace { expected, .. } | Write::Delete { expected, .. },
        ) => version == expected,
        (Write::Require { expected: Expected::Absent, .. }, Write::Insert(_)) => true,
        (Write::Require { expected: one, .. }, Write::Require { expected: other, .. }) => {
            one == other
        }
        _ => false,
    }
}
