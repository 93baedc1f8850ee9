//! A batch as statements, in an order in which two batches never wait for each other.

use tokio_postgres::types::ToSql;

use super::inserts::Inserts;
use super::session::Session;
use super::statements::{self, Table, Tables};
use super::steps::{Step, Verdict};
use crate::change::{Change, Destination, Expected, Outgoing, Record, Write};
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

/// What is sent in one go.
pub(super) enum Statement<'a> {
    One(Step<'a>),
    Many(Inserts<'a>),
}

impl<'a> Statement<'a> {
    /// Sends it, then says which conditions held.
    pub(super) async fn run(
        &self,
        session: &Session,
    ) -> Result<Vec<Verdict>, tokio_postgres::Error> {
        match self {
            Self::One(step) => Ok(vec![step.run(session).await?]),
            Self::Many(inserts) => inserts.run(session).await,
        }
    }

    fn texts(&self) -> [&'a str; 2] {
        match self {
            Self::One(step) => step.texts(),
            Self::Many(inserts) => [inserts.text; 2],
        }
    }
}

/// A batch, ready to be sent.
///
/// By table and id, and what is about one record in the order of the batch: two batches take their
/// locks in the same order, and a later change sees what an earlier one did to the same record.
/// Since no condition looks at more than one record, this means the same as one change after
/// another.
pub(super) struct Plan<'a> {
    pub(super) statements: Vec<Statement<'a>>,
    /// In the order of the batch.
    messages: Vec<&'a Outgoing>,
    /// What leaves the outbox.
    sent: Vec<i64>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(works: &[&'a Work], tables: &'a Tables) -> Result<Self, Error> {
        let (mut asked, mut messages, mut sent) = (Vec::new(), Vec::new(), Vec::new());
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
                    sent.extend(&change.sent);
                }
            }
        }
        asked.sort_by_key(Asked::target);
        let mut plan = Self { statements: Vec::new(), messages, sent };
        for of_one_row in asked.chunk_by(|a, b| a.target() == b.target()) {
            if let [asked] = of_one_row
                && let What::Write(Write::Insert(record)) = asked.what
            {
                plan.insert(asked, record, tables.get(record.collection)?);
                continue;
            }
            let written = !of_one_row.iter().all(Asked::looks);
            for asked in of_one_row {
                plan.statements.push(Statement::One(Step::of(asked, written, tables)?));
            }
        }
        Ok(plan)
    }

    /// Adds a new record that nothing else in the batch is about: to the last statement, if that
    /// stores such records of the same table, too.
    fn insert(&mut self, asked: &Asked<'a>, record: &'a Record, table: &'a Table) {
        let row = (asked.work, asked.place, record);
        match self.statements.last_mut() {
            Some(Statement::Many(inserts)) if inserts.text == table.insert_many => {
                inserts.records.push(row);
            }
            _ => {
                let inserts = Inserts { text: &table.insert_many, records: vec![row] };
                self.statements.push(Statement::Many(inserts));
            }
        }
    }

    /// The texts of all its statements.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().flat_map(Statement::texts).chain([
            statements::MARK,
            statements::SAY,
            statements::SENT,
        ])
    }

    /// Whether it says anything.
    pub(super) fn speaks(&self) -> bool {
        !self.messages.is_empty()
    }

    /// Whether anything leaves the outbox.
    pub(super) fn forgets(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Takes what was sent out of the outbox.
    pub(super) async fn forget(&self, session: &Session) -> Result<u64, tokio_postgres::Error> {
        session.client().execute(session.statement(statements::SENT), &[&self.sent]).await
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

    /// Otherwise two batches could each wait for a row of the other.
    #[test]
    fn rows_are_taken_in_one_order_and_neighbours_stored_together() {
        let tables = Tables::of(&[&crate::LEASES]).expect("tables");
        let insert = |id: &str| {
            let (id, body) = (id.to_owned(), "{}".to_owned());
            Write::Insert(Record {
                collection: "leases",
                id,
                schema: 1,
                body,
                expires: None,
                keys: Vec::new(),
            })
        };
        let look = crate::LEASES.require("c", Expected::Present);
        let works = [
            Work::Commit(Change::of(vec![insert("d"), look])),
            Work::Commit(Change::of(vec![insert("b"), insert("a")])),
        ];
        let plan = Plan::of(&works.iter().collect::<Vec<_>>(), &tables).expect("a plan");
        let shapes = plan.statements.iter().map(|statement| match statement {
            Statement::One(_) => 0,
            Statement::Many(inserts) => inserts.records.len(),
        });
        assert_eq!(shapes.collect::<Vec<_>>(), [2, 0, 1]);
    }

    #[test]
    fn a_require_beside_a_write_of_the_same_row_locks_it_alone() {
        let tables = Tables::of(&[&crate::LEASES]).expect("tables");
        let require = |id: &str| crate::LEASES.require(id, Expected::Present);
        let works = [
            Work::Commit(Change::of(vec![require("a"), require("b")])),
            Work::Commit(Change::of(vec![crate::LEASES.delete("b", 1)])),
        ];
        let plan = Plan::of(&works.iter().collect::<Vec<_>>(), &tables).expect("a plan");
        let locks: Vec<_> = plan.statements.iter().map(|statement| statement.texts()[0]).collect();
        assert!(locks[0].ends_with("FOR SHARE"), "{locks:?}");
        assert!(locks[1].ends_with("FOR NO KEY UPDATE"), "{locks:?}");
        assert!(locks[2].starts_with("DELETE"), "{locks:?}");
    }
}
