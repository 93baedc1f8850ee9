//! One history, played on the store under test and on the model.

use std::collections::HashMap;

use kernel::{Coded, Cursor};
use proptest::prelude::*;
use serde_json::Value;
use store::{
    Change, Expected, MemoryStore, Outcome, Outgoing, Query, Row, Store, Version, Waiting, Write,
};

use super::steps::{Content, DUE, Planned, Step, TICKET_COUNT};
use crate::collections::{TICKETS, Ticket, adjust, message};
use crate::subject::Subject;

/// One history, being played with names of its own, so that one store can take many.
pub(super) struct History {
    number: usize,
    model: MemoryStore,
    /// Where the first page of the last query ended.
    bookmark: Option<Query>,
    /// Sequence numbers the store under test has given, by de-duplication id.
    sequences: HashMap<String, i64>,
    last_sequence: i64,
}

/// An answer, so far as it must be the same.
#[derive(Debug, PartialEq)]
enum Answer {
    Done,
    Outcome(Result<Outcome, &'static str>),
    Number(i64),
    Records(Vec<Option<Seen>>),
    Pages(Vec<(Vec<Seen>, Option<Cursor>)>),
    Messages(Vec<Outgoing>),
}

/// A row, with its body as JSON, because a store may write JSON in its own way.
#[derive(Debug, PartialEq)]
struct Seen {
    id: String,
    version: Version,
    schema: u32,
    body: Value,
}

fn seen(row: Row) -> Seen {
    let body = serde_json::from_str(&row.body).expect("a store returns JSON");
    Seen { id: row.id, version: row.version, schema: row.schema, body }
}

impl History {
    pub(super) fn new(number: usize) -> Self {
        let (model, sequences) = (MemoryStore::new(), HashMap::new());
        Self { number, model, bookmark: None, sequences, last_sequence: i64::MIN }
    }

    pub(super) async fn play(
        mut self,
        subject: &mut Subject,
        steps: &[Step],
    ) -> Result<(), TestCaseError> {
        self.forget_messages(subject).await;
        for (n, step) in steps.iter().enumerate() {
            if matches!(step, Step::Restart) {
                subject.reopen().await;
                continue;
            }
            subject.settle().await;
            let change = self.change(n, step).await;
            let expected = self.answer(&self.model, step, &change).await;
            let answer = self.answer(subject.store(), step, &change).await;
            prop_assert_eq!(&answer, &expected, "step {}, {:?}", n, step);
            if let (Step::Query { .. }, Answer::Pages(pages)) = (step, expected) {
                let after = pages.into_iter().next().and_then(|(_, next)| next);
                let query = self.query(step).filter(|_| after.is_some());
                self.bookmark = query.map(|query| Query { after, ..query });
            }
            self.check_sequences(&subject.waiting().await)?;
        }
        Ok(())
    }

    /// Forgets what a history before this one has left in the outbox.
    async fn forget_messages(&self, subject: &Subject) {
        let left: Vec<i64> = subject.waiting().await.iter().map(|m| m.sequence).collect();
        subject.store().sent(&left).await.expect("forgets");
    }

    fn name(&self, what: &str, n: usize) -> String {
        format!("{}-{what}{n}", self.number)
    }

    /// The change that a step commits.
    async fn change(&self, n: usize, step: &Step) -> Change {
        let Step::Commit { writes, messages, .. } = step else { return Change::default() };
        let mut change = Change::default();
        for planned in writes {
            let write = self.write(planned).await;
            if change.writes.iter().all(|other| other.target() != write.target()) {
                change.writes.push(write);
            }
        }
        (0..*messages).fold(change, |change, m| {
            change.saying(message(&format!("g{m}"), &self.name(&format!("step{n}-"), m)))
        })
    }

    async fn write(&self, planned: &Planned) -> Write {
        let ticket = |n: &usize| self.name("t", *n);
        match planned {
            Planned::Put(content) => {
                TICKETS.put(&self.ticket(content), self.found(content.ticket).await)
            }
            Planned::Insert(content) => TICKETS.insert(&self.ticket(content)),
            Planned::Replace { content, off } => {
                let expected = self.version(content.ticket).await + off;
                TICKETS.replace(&self.ticket(content), expected)
            }
            Planned::Delete { ticket: n, off } => {
                TICKETS.delete(ticket(n), self.version(*n).await + off)
            }
            Planned::Adjust { counter, delta, at_least } => {
                adjust(&self.name("c", *counter), *delta, *at_least)
            }
            Planned::RequirePresent(n) => TICKETS.require(ticket(n), Expected::Present),
            Planned::RequireAbsent(n) => TICKETS.require(ticket(n), Expected::Absent),
            Planned::RequireVersion { ticket: n, off } => {
                TICKETS.require(ticket(n), Expected::Version(self.version(*n).await + off))
            }
        }
    }

    fn ticket(&self, content: &Content) -> Ticket {
        Ticket {
            id: self.name("t", content.ticket),
            station: content.station.map(|n| self.name("p", n)),
            barista: content.barista.map(|n| self.name("p", n)),
            due: DUE[content.due].to_owned(),
            note: content.note.iter().collect(),
        }
    }

    /// The question of a step; none where there is no page to go on from.
    fn query(&self, step: &Step) -> Option<Query> {
        let Step::Query { index, partition, ends: [from, to], order, limit } = step else {
            return self.bookmark.clone();
        };
        let due = |n: usize| DUE[n].to_owned();
        Some(Query {
            collection: TICKETS.name,
            index: *index,
            partition: self.name("p", *partition),
            from: from.map(due),
            to: to.map(due),
            order: *order,
            limit: *limit,
            after: None,
        })
    }

    /// The version a change expects of a ticket if it is right: the model's; 1 if it has none.
    async fn version(&self, ticket: usize) -> Version {
        self.found(ticket).await.unwrap_or(1)
    }

    async fn found(&self, ticket: usize) -> Option<Version> {
        let row = self.model.get(TICKETS.name, &self.name("t", ticket)).await.expect("reads");
        row.map(|row| row.version)
    }

    async fn answer(&self, store: &dyn Store, step: &Step, change: &Change) -> Answer {
        match step {
            Step::Commit { sent, .. } => {
                let sent = sequences_at(store, sent).await;
                let outcome = store.commit(Change { sent, ..change.clone() }).await;
                Answer::Outcome(outcome.map_err(|error| error.code()))
            }
            Step::Get(n) => {
                let row = store.get(TICKETS.name, &self.name("t", *n)).await.expect("reads");
                Answer::Records(vec![row.map(seen)])
            }
            Step::GetMany(tickets) => {
                let ids: Vec<String> = tickets.iter().map(|n| self.name("t", *n)).collect();
                let rows = store.get_many(TICKETS.name, &ids).await.expect("reads");
                Answer::Records(rows.into_iter().map(|row| row.map(seen)).collect())
            }
            Step::Query { .. } | Step::ReadOn => match self.query(step) {
                Some(query) => Answer::Pages(pages(store, query).await),
                None => Answer::Done,
            },
            Step::Counter(n) => {
                Answer::Number(store.counter(&self.name("c", *n)).await.expect("reads"))
            }
            // Its own counters: the largest number, which an adjustment may reach, has no next one.
            Step::Next(n) => {
                let counter = self.name("next", *n);
                Answer::Number(store.next(&counter).await.expect("counts"))
            }
            Step::Outbox { limit } => {
                let waiting = store.outbox(*limit).await.expect("reads");
                Answer::Messages(waiting.into_iter().map(spoken).collect())
            }
            Step::Sent(places) => {
                store.sent(&sequences_at(store, places).await).await.expect("forgets");
                Answer::Done
            }
            Step::Restart => Answer::Done,
        }
    }

    /// A message keeps its number, and newer messages have larger ones, whatever was sent.
    fn check_sequences(&mut self, waiting: &[Waiting]) -> Result<(), TestCaseError> {
        for message in waiting {
            let sequence = message.sequence;
            if let Some(before) = self.sequences.get(&message.deduplication_id) {
                prop_assert_eq!(*before, sequence, "a message's number has changed");
                continue;
            }
            prop_assert!(sequence > self.last_sequence, "a number that was given before");
            self.last_sequence = sequence;
            self.sequences.insert(message.deduplication_id.clone(), sequence);
        }
        Ok(())
    }
}

/// The numbers of the messages at these places of the outbox.
async fn sequences_at(store: &dyn Store, places: &[usize]) -> Vec<i64> {
    let waiting = store.outbox(100).await.expect("reads");
    places.iter().filter_map(|place| waiting.get(*place)).map(|message| message.sequence).collect()
}

/// All pages of a query.
async fn pages(store: &dyn Store, mut query: Query) -> Vec<(Vec<Seen>, Option<Cursor>)> {
    let mut pages = Vec::new();
    while pages.len() <= TICKET_COUNT {
        let page = store.query(query.clone()).await.expect("reads");
        pages.push((page.items.into_iter().map(seen).collect(), page.next.clone()));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    pages
}

fn spoken(waiting: Waiting) -> Outgoing {
    Outgoing {
        to: waiting.to,
        group: waiting.group,
        deduplication_id: waiting.deduplication_id,
        body: waiting.body,
    }
}
