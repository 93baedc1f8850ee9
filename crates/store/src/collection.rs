//! Typed collections: a context declares once what it stores and how it is found again.

use std::ops::Bound;

use kernel::{Cursor, Page, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::change::{Expected, Record, Write};
use crate::error::Error;
use crate::port::{Order, Query, Row, Store};

/// The version of a record: 1 when inserted, one more at each replacement.
pub type Version = i64;

/// Turns the JSON of schema `from` into that of `from + 1`.
pub type Upgrade = fn(from: u32, body: Value) -> Value;

/// The [`Upgrade`] of a collection whose shape has never changed.
pub fn never_changed(_: u32, body: Value) -> Value {
    body
}

/// A record's place in an index. Empty strings and NUL are not allowed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Which part of the index.
    pub partition: String,
    /// The place within it.
    pub sort: String,
}

impl Key {
    /// A place in an index.
    pub fn new(partition: impl Into<String>, sort: impl Into<String>) -> Self {
        Self { partition: partition.into(), sort: sort.into() }
    }
}

/// A way to find records: a name and a function of the record.
pub struct Index<T> {
    /// Lower-case name, unique in its collection; it names columns and `DynamoDB` indexes.
    pub name: &'static str,
    /// Where the record stands; `None` keeps it out of the index.
    pub key: fn(&T) -> Option<Key>,
}

/// What one kind of record is called, how it is identified, and how it is found again.
///
/// Declared as a `static`, once, by the context that owns it.
pub struct Collection<T: 'static> {
    /// Lower-case name, unique in the database; it names the table.
    pub name: &'static str,
    /// Grows by one when the JSON of `T` changes so that old records would not read.
    pub schema: u32,
    /// How older JSON becomes today's.
    pub upgrade: Upgrade,
    /// The record's id.
    pub id: fn(&T) -> String,
    /// From when on a store may forget the record; `None` for never. It need not, and may take
    /// days, so nothing may rely on the record being there after that time, nor on its being gone.
    pub expires: Option<fn(&T) -> Timestamp>,
    /// The declared indexes.
    pub indexes: &'static [Index<T>],
}

/// What adapters see of a collection: its shape without its type.
pub trait Declared: Sync {
    /// The collection's name.
    fn name(&self) -> &'static str;
    /// Today's schema number.
    fn schema(&self) -> u32;
    /// Whether its records may be forgotten at some time.
    fn expires(&self) -> bool;
    /// The names of its indexes, in order.
    fn index_names(&self) -> Vec<&'static str>;
    /// The index keys of a stored row, for an index that is newer than the row.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Newer`].
    fn keys_of(&self, row: &Row) -> Result<Vec<Option<Key>>, Error>;
}

/// A record with the version it was read at.
#[derive(Debug, Clone, PartialEq)]
pub struct Versioned<T> {
    /// The record.
    pub record: T,
    /// Its version.
    pub version: Version,
}

impl<T: Serialize + DeserializeOwned> Collection<T> {
    fn record(&self, record: &T) -> Record {
        let body = serde_json::to_string(record)
            .expect("records are structs and enums with string keys, which always serialise");
        Record {
            collection: self.name,
            id: (self.id)(record),
            schema: self.schema,
            body,
            expires: self.expires.map(|at| at(record)),
            keys: self.indexes.iter().map(|index| (index.key)(record)).collect(),
        }
    }

    /// Stores a new record; its id must be free.
    pub fn insert(&self, record: &T) -> Write {
        Write::Insert(self.record(record))
    }

    /// Stores a record in place of version `expected`.
    pub fn replace(&self, record: &T, expected: Version) -> Write {
        Write::Replace { record: self.record(record), expected }
    }

    /// Stores a record that may be new: an insert where `before` is `None`, else a replacement.
    pub fn put(&self, record: &T, before: Option<Version>) -> Write {
        match before {
            None => self.insert(record),
            Some(expected) => self.replace(record, expected),
        }
    }

    /// Removes a record.
    pub fn delete(&self, id: impl Into<String>, expected: Version) -> Write {
        Write::Delete { collection: self.name, id: id.into(), expected }
    }

    /// Makes the change depend on a record without writing it.
    pub fn require(&self, id: impl Into<String>, expected: Expected) -> Write {
        Write::Require { collection: self.name, id: id.into(), expected }
    }

    /// Reads one record as it is now.
    ///
    /// # Errors
    /// Those of [`Store::get`], [`Error::Unreadable`], [`Error::Newer`].
    pub async fn get(&self, store: &dyn Store, id: &str) -> Result<Option<Versioned<T>>, Error> {
        store.get(self.name, id).await?.map(|row| self.read(&row)).transpose()
    }

    /// Reads some records as they are now, each in the place its id has; at most 100.
    ///
    /// # Errors
    /// As [`Collection::get`].
    pub async fn get_many(
        &self,
        store: &dyn Store,
        ids: &[String],
    ) -> Result<Vec<Option<Versioned<T>>>, Error> {
        let rows = store.get_many(self.name, ids).await?;
        rows.iter().map(|row| row.as_ref().map(|row| self.read(row)).transpose()).collect()
    }

    /// Starts a question to one index.
    ///
    /// # Panics
    /// When the collection declares no such index: a typing mistake that the first test finds.
    pub fn select(&self, index: &str, partition: impl Into<String>) -> Select<'_, T> {
        let place = self.indexes.iter().position(|declared| declared.name == index);
        let index = place.unwrap_or_else(|| panic!("{} declares no index {index}", self.name));
        let query = Query {
            collection: self.name,
            index,
            partition: partition.into(),
            from: Bound::Unbounded,
            to: Bound::Unbounded,
            order: Order::Ascending,
            limit: 100,
            after: None,
        };
        Select { collection: self, query }
    }

    /// Reads a stored row, upgrading what was written with an older schema.
    fn read(&self, row: &Row) -> Result<Versioned<T>, Error> {
        let unreadable =
            |source| Error::Unreadable { collection: self.name, id: row.id.clone(), source };
        if row.schema > self.schema {
            return Err(Error::Newer {
                collection: self.name,
                id: row.id.clone(),
                found: row.schema,
                known: self.schema,
            });
        }
        let record = if row.schema == self.schema {
            serde_json::from_str(&row.body).map_err(unreadable)?
        } else {
            let old = serde_json::from_str(&row.body).map_err(unreadable)?;
            let new = (row.schema..self.schema).fold(old, |body, from| (self.upgrade)(from, body));
            serde_json::from_value(new).map_err(unreadable)?
        };
        Ok(Versioned { record, version: row.version })
    }
}

impl<T: Serialize + DeserializeOwned> Declared for Collection<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn schema(&self) -> u32 {
        self.schema
    }

    fn expires(&self) -> bool {
        self.expires.is_some()
    }

    fn index_names(&self) -> Vec<&'static str> {
        self.indexes.iter().map(|index| index.name).collect()
    }

    fn keys_of(&self, row: &Row) -> Result<Vec<Option<Key>>, Error> {
        let record = self.read(row)?.record;
        Ok(self.indexes.iter().map(|index| (index.key)(&record)).collect())
    }
}

/// A question to one index, being put together.
#[must_use]
pub struct Select<'a, T: 'static> {
    collection: &'a Collection<T>,
    query: Query,
}

impl<T: Serialize + DeserializeOwned> Select<'_, T> {
    /// Only sort keys from `from` (included) on.
    pub fn from(mut self, from: impl Into<String>) -> Self {
        self.query.from = Bound::Included(from.into());
        self
    }

    /// Only sort keys before `to` (excluded).
    pub fn until(mut self, to: impl Into<String>) -> Self {
        self.query.to = Bound::Excluded(to.into());
        self
    }

    /// Only sort keys that begin with `prefix`.
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.query.from = Bound::Included(prefix.to_owned());
        self.query.to = Bound::Excluded(format!("{prefix}{}", char::MAX));
        self
    }

    /// Largest sort key first.
    pub fn descending(mut self) -> Self {
        self.query.order = Order::Descending;
        self
    }

    /// At most this many records, 1 to 1,000; 100 unless told.
    pub fn limit(mut self, limit: usize) -> Self {
        self.query.limit = limit.clamp(1, 1_000);
        self
    }

    /// Reads on after the page that ended here.
    pub fn after(mut self, cursor: Option<Cursor>) -> Self {
        self.query.after = cursor;
        self
    }

    /// Asks.
    ///
    /// # Errors
    /// Those of [`Store::query`], [`Error::Unreadable`], [`Error::Newer`].
    pub async fn page(self, store: &dyn Store) -> Result<Page<Versioned<T>>, Error> {
        self.page_where(store, |_, _| true).await
    }

    /// Asks, and leaves out what is not `wanted` by its id and version; that is not even decoded.
    ///
    /// # Errors
    /// As [`Select::page`].
    pub async fn page_where(
        self,
        store: &dyn Store,
        mut wanted: impl FnMut(&str, Version) -> bool,
    ) -> Result<Page<Versioned<T>>, Error> {
        let mut page = store.query(self.query).await?;
        page.items.retain(|row| wanted(&row.id, row.version));
        page.try_map(|row| self.collection.read(&row))
    }
}
