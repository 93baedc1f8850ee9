//! A batch as statements: each write with its condition, in an order in which two batches never
//! wait for each other.

use tokio_postgres::types::ToSql;

use super::nul;
use super::session::{Boxed, Session, together};
use super::statements::{self, Lock, Tables};
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

type Values<'a> = Vec<Box<dyn ToSql + Sync + Send + 'a>>;

enum Action<'a> {
    /// Holds if it touches a row.
    Touch(Values<'a>),
    /// Holds if the id can be taken; gives it back with this statement.
    Vacate(&'a str),
    /// Holds if it returns a number.
    Number,
}

/// One write as a statement.
pub(super) struct Step<'a> {
    /// The place in the batch of the work it belongs to.
    pub(super) work: usize,
    /// The place of the write in its change.
    pub(super) place: usize,
    table: &'a str,
    id: &'a str,
    text: &'a str,
    /// What to use instead when the same batch writes the row, too; only for mere conditions.
    alone: Option<&'a str>,
    action: Action<'a>,
}

impl<'a> Step<'a> {
    fn of(work: usize, place: usize, write: &'a Write, tables: &'a Tables) -> Result<Self, Error> {
        let (name, id) = write.target();
        let (text, alone, action) = match write {
            Write::Insert(record) => {
                (&*tables.get(name)?.insert, None, Action::Touch(values_of(record, None)))
            }
            Write::Replace { record, expected } => (
                &*tables.get(name)?.replace,
                None,
                Action::Touch(values_of(record, Some(*expected))),
            ),
            Write::Delete { expected, .. } => {
                let values: Values = vec![Box::new(id), Box::new(*expected)];
                (&*tables.get(name)?.delete, None, Action::Touch(values))
            }
            Write::Adjust { delta, at_least, .. } => {
                let (text, values) = adjust(id, *delta, *at_least);
                (text, None, Action::Touch(values))
            }
            Write::Require { expected, .. } => {
                let table = tables.get(name)?;
                match expected {
                    Expected::Absent => (&*table.occupy, None, Action::Vacate(&table.vacate)),
                    Expected::Present => {
                        let Lock { shared, alone } = &table.present;
                        (&**shared, Some(&**alone), Action::Touch(vec![Box::new(id)]))
                    }
                    Expected::Version(version) => {
                        let Lock { shared, alone } = &table.version;
                        let values: Values = vec![Box::new(id), Box::new(*version)];
                        (&**shared, Some(&**alone), Action::Touch(values))
                    }
                }
            }
        };
        Ok(Self { work, place, table: name, id, text, alone, action })
    }

    fn next(work: usize, counter: &'a str) -> Self {
        let (table, text, action) = ("counters", statements::NEXT, Action::Number);
        Self { work, place: 0, table, id: counter, text, alone: None, action }
    }

    /// Sends the statement, then says whether its condition held; the number is of use only for
    /// [`Work::Next`].
    pub(super) async fn run(
        &self,
        session: &Session,
    ) -> Result<Option<i64>, tokio_postgres::Error> {
        let client = session.client();
        let statement = session.statement(self.text);
        match &self.action {
            Action::Touch(values) => {
                let values = values.iter().map(|value| &**value as &(dyn ToSql + Sync));
                let touched = client.execute_raw(statement, values).await?;
                Ok((touched == 1).then_some(0))
            }
            Action::Vacate(vacate) => {
                let id: &[&(dyn ToSql + Sync)] = &[&self.id];
                let both: Vec<Boxed<'_, _>> = vec![
                    Box::pin(client.execute(statement, id)),
                    Box::pin(client.execute(session.statement(vacate), id)),
                ];
                let touched = together(both).await.into_iter().collect::<Result<Vec<_>, _>>()?;
                Ok(touched.iter().all(|rows| *rows == 1).then_some(0))
            }
            Action::Number => {
                let row = client.query_opt(statement, &[&self.id]).await?;
                row.map(|row| row.try_get(0)).transpose()
            }
        }
    }
}

/// The values of an insert, or of a replacement of version `expected`.
fn values_of(record: &Record, expected: Option<i64>) -> Values<'_> {
    let schema = i32::try_from(record.schema).unwrap_or(i32::MAX);
    let mut values: Values =
        vec![Box::new(&*record.id), Box::new(schema), Box::new(nul::kept(&record.body))];
    for key in &record.keys {
        values.push(Box::new(key.as_ref().map(|key| &*key.partition)));
        values.push(Box::new(key.as_ref().map(|key| &*key.sort)));
    }
    if let Some(expected) = expected {
        values.push(Box::new(expected));
    }
    values
}

/// The statement that adjusts a counter, with the bounds of what the counter may hold *before*:
/// comparing the sum would overflow where the condition should just not hold.
fn adjust(counter: &str, delta: i64, at_least: Option<i64>) -> (&'static str, Values<'_>) {
    let (most, least) = (i128::from(i64::MAX), i128::from(i64::MIN));
    let floor = at_least.map_or(least, i128::from);
    let low = (floor - i128::from(delta)).max(least);
    let high = (most - i128::from(delta)).min(most);
    // A counter has 64 bits, so where a bound has more, no counter lies between the two.
    let (low, high) =
        i64::try_from(low).and_then(|low| Ok((low, i64::try_from(high)?))).unwrap_or((1, 0));
    let may_be_absent = i128::from(delta) >= floor;
    let text = if may_be_absent { statements::ADJUST } else { statements::ADJUST_PRESENT };
    (text, vec![Box::new(counter), Box::new(delta), Box::new(low), Box::new(high)])
}

/// A batch, ready to be sent.
pub(super) struct Plan<'a> {
    /// By table and id, each record's in the order of the batch: two batches take their locks in
    /// the same order, and a later change sees what an earlier one did to the same record. Since no
    /// condition looks at more than one record, this means the same as one change after another.
    pub(super) steps: Vec<Step<'a>>,
    /// In the order of the batch.
    messages: Vec<&'a Outgoing>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(works: &[&'a Work], tables: &'a Tables) -> Result<Self, Error> {
        let (mut steps, mut messages) = (Vec::new(), Vec::new());
        for (at, work) in works.iter().enumerate() {
            match work {
                Work::Next(counter) => steps.push(Step::next(at, counter)),
                Work::Commit(change) => {
                    for (place, write) in change.writes.iter().enumerate() {
                        steps.push(Step::of(at, place, write, tables)?);
                    }
                    messages.extend(&change.messages);
                }
            }
        }
        steps.sort_by_key(|step| (step.table, step.id));
        for of_one_row in steps.chunk_by_mut(|a, b| (a.table, a.id) == (b.table, b.id)) {
            if of_one_row.iter().any(|step| step.alone.is_none()) {
                for step in of_one_row {
                    step.text = step.alone.unwrap_or(step.text);
                }
            }
        }
        Ok(Self { steps, messages })
    }

    /// The texts of all its statements.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let of_steps = self.steps.iter().flat_map(|step| match step.action {
            Action::Vacate(vacate) => [step.text, vacate],
            _ => [step.text; 2],
        });
        of_steps.chain([statements::MARK, statements::SAY])
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
