//! One write with its condition, as one statement.

use tokio_postgres::types::ToSql;

use super::nul;
use super::plan::{Asked, What};
use super::session::{Boxed, Session, together};
use super::statements::{self, Lock, Tables};
use crate::change::{Expected, Record, Write};
use crate::error::Error;

type Values<'a> = Vec<Box<dyn ToSql + Sync + Send + 'a>>;

enum Action<'a> {
    /// Holds if it touches a row.
    Touch(Values<'a>),
    /// Holds if the id can be taken; gives it back with this statement.
    Vacate(&'a str),
    /// Holds if it returns a number.
    Number,
}

/// What became of one write.
pub(super) struct Verdict {
    /// The place in the batch of the work it belongs to.
    pub(super) work: usize,
    /// The place of the write in its change.
    pub(super) place: usize,
    /// Set if its condition held; the number is of use only for a number asked for.
    pub(super) held: Option<i64>,
}

/// One write as a statement.
pub(super) struct Step<'a> {
    work: usize,
    place: usize,
    id: &'a str,
    text: &'a str,
    action: Action<'a>,
}

impl<'a> Step<'a> {
    /// The texts of its statements.
    pub(super) fn texts(&self) -> [&'a str; 2] {
        match self.action {
            Action::Vacate(vacate) => [self.text, vacate],
            _ => [self.text; 2],
        }
    }

    /// `written` says whether the batch writes the row; a mere condition then locks it alone.
    pub(super) fn of(asked: &Asked<'a>, written: bool, tables: &'a Tables) -> Result<Self, Error> {
        let (name, id) = asked.target();
        let lock = |lock: &'a Lock| if written { &*lock.alone } else { &*lock.shared };
        let (text, action) = match asked.what {
            What::Next => (statements::NEXT, Action::Number),
            What::Write(Write::Insert(record)) => {
                (&*tables.get(name)?.insert, Action::Touch(values_of(record, None)))
            }
            What::Write(Write::Replace { record, expected }) => {
                (&*tables.get(name)?.replace, Action::Touch(values_of(record, Some(*expected))))
            }
            What::Write(Write::Delete { expected, .. }) => {
                let values: Values = vec![Box::new(id), Box::new(*expected)];
                (&*tables.get(name)?.delete, Action::Touch(values))
            }
            What::Write(Write::Adjust { delta, at_least, .. }) => {
                let (text, values) = adjust(id, *delta, *at_least);
                (text, Action::Touch(values))
            }
            What::Write(Write::Require { expected, .. }) => {
                let table = tables.get(name)?;
                match expected {
                    Expected::Absent => (&*table.occupy, Action::Vacate(&table.vacate)),
                    Expected::Present => (lock(&table.present), Action::Touch(vec![Box::new(id)])),
                    Expected::Version(version) => {
                        let values: Values = vec![Box::new(id), Box::new(*version)];
                        (lock(&table.version), Action::Touch(values))
                    }
                }
            }
        };
        Ok(Self { work: asked.work, place: asked.place, id, text, action })
    }

    /// Sends the statement, then says whether its condition held.
    pub(super) async fn run(&self, session: &Session) -> Result<Verdict, tokio_postgres::Error> {
        let client = session.client();
        let statement = session.statement(self.text);
        let held = match &self.action {
            Action::Touch(values) => {
                let values = values.iter().map(|value| &**value as &(dyn ToSql + Sync));
                let touched = client.execute_raw(statement, values).await?;
                (touched == 1).then_some(0)
            }
            Action::Vacate(vacate) => {
                let id: &[&(dyn ToSql + Sync)] = &[&self.id];
                let both: Vec<Boxed<'_, _>> = vec![
                    Box::pin(client.execute(statement, id)),
                    Box::pin(client.execute(session.statement(vacate), id)),
                ];
                let touched = together(both).await.into_iter().collect::<Result<Vec<_>, _>>()?;
                touched.iter().all(|rows| *rows == 1).then_some(0)
            }
            Action::Number => {
                let row = client.query_opt(statement, &[&self.id]).await?;
                row.map(|row| row.try_get(0)).transpose()?
            }
        };
        Ok(Verdict { work: self.work, place: self.place, held })
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
