//! The SQL text of each declared collection, written once at start.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::collection::Declared;
use crate::port::{Order, Query};

/// The statements of all collections, by name.
pub(super) struct Tables(HashMap<&'static str, Table>);

/// The statements of one collection.
pub(super) struct Table {
    pub(super) insert: String,
    pub(super) replace: String,
    pub(super) delete: String,
    pub(super) version: String,
    pub(super) get: String,
    name: &'static str,
    indexes: Vec<&'static str>,
}

impl Tables {
    pub(super) fn of(collections: &[&'static dyn Declared]) -> Self {
        Self(collections.iter().map(|one| (one.name(), Table::of(*one))).collect())
    }

    /// The statements of a collection.
    ///
    /// # Panics
    /// When the store was opened without declaring it: a mistake in wiring that the first use
    /// shows.
    pub(super) fn get(&self, collection: &str) -> &Table {
        let table = self.0.get(collection);
        table.unwrap_or_else(|| panic!("the store was opened without collection {collection}"))
    }
}

impl Table {
    fn of(collection: &dyn Declared) -> Self {
        let (name, indexes) = (collection.name(), collection.index_names());
        let columns: Vec<String> = indexes
            .iter()
            .flat_map(|index| [format!("{index}_partition"), format!("{index}_sort")])
            .collect();
        let mut names = String::new();
        let mut places = String::new();
        let mut settings = String::new();
        for (place, column) in columns.iter().enumerate() {
            let place = place + 4;
            let _ = write!(names, ", {column}");
            let _ = write!(places, ", ?{place}");
            let _ = write!(settings, ", {column} = ?{place}");
        }
        Self {
            insert: format!(
                "INSERT INTO {name} (id, version, schema, body{names}) \
                 VALUES (?1, 1, ?2, ?3{places}) ON CONFLICT (id) DO NOTHING"
            ),
            replace: format!(
                "UPDATE {name} SET version = version + 1, schema = ?2, body = ?3{settings} \
                 WHERE id = ?1 AND version = ?{}",
                columns.len() + 4
            ),
            delete: format!("DELETE FROM {name} WHERE id = ?1 AND version = ?2"),
            version: format!("SELECT version FROM {name} WHERE id = ?1"),
            get: format!("SELECT id, version, schema, body FROM {name} WHERE id = ?1"),
            name,
            indexes,
        }
    }

    /// The text of a query; its parameters are partition, from, to, sort and id of the cursor, and
    /// limit. Only the bounds that are used stand in it, so that the index is.
    pub(super) fn query(&self, query: &Query) -> String {
        use std::ops::Bound;
        let (name, index) = (self.name, self.indexes[query.index]);
        let (after, way) = match query.order {
            Order::Ascending => (">", "ASC"),
            Order::Descending => ("<", "DESC"),
        };
        let mut text = format!(
            "SELECT id, version, schema, body, {index}_sort FROM {name} \
             WHERE {index}_partition = ?1"
        );
        let mut and = |condition: &str| {
            let _ = write!(text, " AND {condition}");
        };
        match query.from {
            Bound::Included(_) => and(&format!("{index}_sort >= ?2")),
            Bound::Excluded(_) => and(&format!("{index}_sort > ?2")),
            Bound::Unbounded => and("?2 IS NULL"),
        }
        match query.to {
            Bound::Included(_) => and(&format!("{index}_sort <= ?3")),
            Bound::Excluded(_) => and(&format!("{index}_sort < ?3")),
            Bound::Unbounded => and("?3 IS NULL"),
        }
        match query.after {
            Some(_) => and(&format!("({index}_sort, id) {after} (?4, ?5)")),
            None => and("?4 IS NULL AND ?5 IS NULL"),
        }
        let _ = write!(text, " ORDER BY {index}_sort {way}, id {way} LIMIT ?6");
        text
    }
}
