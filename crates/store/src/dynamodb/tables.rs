//! What the tables, indexes and attributes are called. Terraform makes them by the same rules from
//! `contracts/collections.json`.

use std::collections::{BTreeSet, HashMap};

use crate::change::{Change, Write};
use crate::collection::Declared;
use crate::error::Error;

/// Longest prefix, so that no table's name is longer than the 255 characters DynamoDB takes.
const PREFIX_MAX: usize = 100;

/// All tables of a store.
pub(super) struct Tables {
    collections: HashMap<&'static str, Table>,
    /// Where counters are.
    pub(super) counters: String,
    /// Where messages wait.
    pub(super) outbox: String,
}

/// The table of a collection.
pub(super) struct Table {
    pub(super) name: String,
    /// Whether records carry the time after which DynamoDB may delete them.
    pub(super) expires: bool,
    /// In the order of the declaration.
    pub(super) indexes: Vec<Index>,
}

/// An index, and the two attributes that put an item into it; an item without them is not in it.
pub(super) struct Index {
    pub(super) name: &'static str,
    pub(super) partition: String,
    pub(super) sort: String,
}

impl Tables {
    /// The tables of these collections.
    ///
    /// # Errors
    /// [`Error::Refused`] when the names would not do.
    pub(super) fn of(prefix: &str, collections: &[&'static dyn Declared]) -> Result<Self, Error> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=PREFIX_MAX).contains(&prefix.len()) || !prefix.bytes().all(fits) {
            return Err(Error::Refused(format!(
                "\"{prefix}\" cannot begin the names of DynamoDB tables: it takes 1 to \
                 {PREFIX_MAX} of a-z, 0-9 and -"
            )));
        }
        let collections = collections.iter().map(|collection| {
            let name = format!("{prefix}-{}", collection.name());
            let indexes = collection.index_names().into_iter().map(Index::named).collect();
            (collection.name(), Table { name, expires: collection.expires(), indexes })
        });
        Ok(Self {
            collections: collections.collect(),
            counters: format!("{prefix}-counters"),
            outbox: format!("{prefix}-outbox"),
        })
    }

    /// The table of a collection.
    ///
    /// # Errors
    /// [`Error::BadChange`] when the store was opened without it.
    pub(super) fn get(&self, collection: &str) -> Result<&Table, Error> {
        self.collections
            .get(collection)
            .ok_or_else(|| Error::BadChange(format!("{collection} is no declared collection")))
    }

    /// The tables that a change is about, for an error that names them.
    pub(super) fn touched(&self, change: &Change) -> String {
        let of_write = |write: &Write| match write.target() {
            ("", _) => Some(&*self.counters),
            (collection, _) => self.get(collection).ok().map(|table| &*table.name),
        };
        let speaks = !(change.messages.is_empty() && change.sent.is_empty());
        let outbox = speaks.then_some(&*self.outbox);
        let tables = change.writes.iter().filter_map(of_write).chain(outbox);
        tables.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
    }
}

impl Index {
    fn named(name: &'static str) -> Self {
        Self { name, partition: format!("{name}_p"), sort: format!("{name}_s") }
    }
}
