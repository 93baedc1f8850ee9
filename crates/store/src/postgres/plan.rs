//! A batch as statements, in an order in which two batches never wait for each other.

use tokio_postgres::types::ToSql;

use super::inserts::Inserts;
use super::session::Session;
use super::statements::{self, Table, Tables};
use super::steps::Step;
use crate::change::{Change, Destination, Expected, Outgoing, Write};
use crate::error::Error;

/// What one caller asks of a writer.
pub(super) enum Work {
    Commit(Change),
    /// The next number of a counter.
    Next(String),
}

impl Work {
    /// Whether it carries messages.
    pub(super) fn speaks(&self) -> bool {
        matches!(self, Self::Commit(change) if !change.messages.is_empty())
    }
}

/// One wish of a batch, and where it stands there.
pub(super) struct Asked<'a> {
    pub(super) work: usize,
    pub(super) place: usize,
    id: &'a str,
    pub(super) what: What<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum What<'a> {
    Write(&'a Write),
    /// The next number of a counter.
    Next,
}

impl<'a> Asked<'a> {
    /// The record or counter it is about; counters have no table.
    pub(super) fn target(&self) -> (&'a str, &'a str) {
        match self.what {
            What::Write(write) => write.target(),
            What::Next => ("", self.id),
        }
    }

    /// Whether it only looks.
    fn looks(&self) -> bool {
        matches!(
            self.what,
            What::Write(Write::Require { expected: Expected::Present | Expected::Version(_), .. })
        )
    }
}

/// A batch, ready to be sent.
///
/// By table and id, and what is about one record in the order of the batch: two batches take their
/// locks in the same order, and a later change sees what an earlier one did to the same record.
/// Since no condition looks at more than one record, this means the same as one change after
/// another.
pub(super) struct Plan<'a> {
    pub(super) steps: Vec<Step<'a>>,
    /// After all steps: new records that nothing else in the batch is about.
    pub(super) inserts: Vec<Inserts<'a>>,
    /// In the order of the batch.
    messages: Vec<&'a Outgoing>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(works: &[&'a Work], tables: &'a Tables) -> Result<Self, Error> {
        let (mut asked, mut messages) = (Vec::new(), Vec::new());
        for (work, job) in works.iter().enumerate() {
            match job {
                Work::Next(counter) => {
                    asked.push(Asked { work, place: 0, id: counter, what: What::Next });
                }
                Work::Commit(change) => {
                    asked.extend(change.writes.iter().enumerate().map(|(place, write)| {
                        let (_, id) = write.target();
                        Asked { work, place, id, what: What::Write(write) }
                    }));
                    messages.extend(&change.messages);
                }
            }
        }
        asked.sort_by_key(Asked::target);
        let mut plan = Self { steps: Vec::new(), inserts: Vec::new(), messages };
        for of_one_row in asked.chunk_by(|a, b| a.target() == b.target()) {
            if let [Asked { work, place, what: What::Write(Write::Insert(record)), .. }] =
                of_one_row
            {
                plan.inserts_into(tables.get(record.collection)?).add(*work, *place, record);
                continue;
            }
            let written = !of_one_row.iter().all(Asked::looks);
            for asked in of_one_row {
                plan.steps.push(Step::of(asked, written, tables)?);
            }
        }
        Ok(plan)
    }

    /// The last group of inserts, if it is for this table; else a new one.
    fn inserts_into(&mut self, table: &'a Table) -> &mut Inserts<'a> {
        if self.inserts.last().is_none_or(|last| last.text != table.insert_many) {
            self.inserts.push(Inserts::of(table));
        }
        self.inserts.last_mut().expect("there is one now")
    }

    /// The texts of all its statements.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let of_steps = self.steps.iter().flat_map(Step::texts);
        let of_inserts = self.inserts.iter().map(|inserts| inserts.text);
        of_steps.chain(of_inserts).chain([statements::MARK, statements::SAY])
    }

    /// Whether it says anything.
    pub(super) fn speaks(&self) -> bool {
        !self.messages.is_empty()
    }

    /// Puts the messages into the outbox.
    pub(super) async fn say(&self, session: &Session) -> Result<u64, tokio_postgres::Error> {
        let column = |of: fn(&'a Outgoing) -> Option<&'a str>| -> Vec<Option<&'a str>> {
            self.messages.iter().map(|message| of(message)).collect()
        };
        let topics = column(|message| match &message.to {
            Destination::Topic(topic) => Some(topic),
            Destination::Queue(_) => None,
        });
        let queues = column(|message| match &message.to {
            Destination::Topic(_) => None,
            Destination::Queue(queue) => Some(queue),
        });
        let groups = column(|message| Some(&message.group));
        let deduplication_ids = column(|message| Some(&message.deduplication_id));
        let bodies = column(|message| Some(&message.body));
        let values: &[&(dyn ToSql + Sync)] =
            &[&topics, &queues, &groups, &deduplication_ids, &bodies];
        session.client().execute(session.statement(statements::SAY), values).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_require_beside_a_write_of_the_same_row_locks_it_alone() {
        let tables = Tables::of(&[&crate::LEASES]).expect("tables");
        let require = |id: &str| crate::LEASES.require(id, Expected::Present);
        let works = [
            Work::Commit(Change::of(vec![require("a"), require("b")])),
            Work::Commit(Change::of(vec![crate::LEASES.delete("b", 1)])),
        ];
        let plan = Plan::of(&works.iter().collect::<Vec<_>>(), &tables).expect("a plan");
        let locks: Vec<_> = plan.steps.iter().map(|step| step.text).collect();
        assert!(locks[0].ends_with("FOR SHARE"), "{locks:?}");
        assert!(locks[1].ends_with("FOR NO KEY UPDATE"), "{locks:?}");
        assert!(locks[2].starts_with("DELETE"), "{locks:?}");
    }
}
