//! New records of one table, stored with one statement: a statement costs the server more than the
//! row it writes.

use std::borrow::Cow;
use std::collections::HashSet;

use tokio_postgres::types::ToSql;

use super::nul;
use super::session::Session;
use super::steps::Verdict;
use crate::change::Record;

/// New records of one table, no two with the same id.
pub(super) struct Inserts<'a> {
    /// The statement.
    pub(super) text: &'a str,
    /// Each with the place of its work in the batch, and its own in its change.
    pub(super) records: Vec<(usize, usize, &'a Record)>,
}

type Column<T> = Vec<Option<T>>;

impl<'a> Inserts<'a> {
    /// Sends the statement, then says which found their place free.
    pub(super) async fn run(
        &self,
        session: &Session,
    ) -> Result<Vec<Verdict>, tokio_postgres::Error> {
        let ids = self.column(|record| Some(&*record.id));
        let schemas = self.column(|record| i32::try_from(record.schema).ok());
        let bodies: Column<Cow<'_, str>> = self.column(|record| Some(nul::kept(&record.body)));
        let indexes = self.records.first().map_or(0, |(_, _, record)| record.keys.len());
        let keys: Vec<[Column<&str>; 2]> = (0..indexes)
            .map(|index| {
                let key = |record: &'a Record| record.keys[index].as_ref();
                [
                    self.column(|record| key(record).map(|key| &*key.partition)),
                    self.column(|record| key(record).map(|key| &*key.sort)),
                ]
            })
            .collect();
        let mut values: Vec<&(dyn ToSql + Sync)> = vec![&ids, &schemas, &bodies];
        values.extend(keys.iter().flatten().map(|column| column as &(dyn ToSql + Sync)));
        let rows = session.client().query(session.statement(self.text), &values).await?;
        let stored = rows.iter().map(|row| row.try_get(0)).collect::<Result<HashSet<&str>, _>>()?;
        let verdict = |(work, place, record): &(usize, usize, &'a Record)| Verdict {
            work: *work,
            place: *place,
            held: stored.contains(&*record.id).then_some(0),
        };
        Ok(self.records.iter().map(verdict).collect())
    }

    fn column<T>(&self, of: impl Fn(&'a Record) -> Option<T>) -> Column<T> {
        self.records.iter().map(|(_, _, record)| of(record)).collect()
    }
}
