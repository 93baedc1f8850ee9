//! Walks through the tables of a TOML file, collecting faults and places instead of stopping.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use kernel::{Id, IdKind};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reading::Reading;

/// A table being read. Every field asked for is known; [`Fields::finish`] refuses the others.
pub(super) struct Fields<'r, 'd> {
    pub(super) reading: &'r mut Reading,
    pub(super) table: &'d DeTable<'d>,
    offset: usize,
    pub(super) pointer: String,
    known: BTreeSet<&'static str>,
}

impl<'r, 'd> Fields<'r, 'd> {
    /// The fields of a table that stands at `offset` and is `pointer` of the menu.
    pub(super) fn of(
        reading: &'r mut Reading,
        table: &'d DeTable<'d>,
        offset: usize,
        pointer: String,
    ) -> Self {
        let line = reading.line(offset);
        reading.places.note(pointer.clone(), line);
        Self { reading, table, offset, pointer, known: BTreeSet::new() }
    }

    fn get(&mut self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.known.insert(key);
        let (_, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        self.note(key, value);
        Some(value)
    }

    /// Notes where a field stands, by the name the rules have for it.
    pub(super) fn note(&mut self, key: &str, value: &Spanned<DeValue<'_>>) {
        let inside = match key {
            "price" => "price_minor",
            "price_difference" => "price_difference_minor",
            other => other,
        };
        let line = self.reading.line(value.span().start);
        self.reading.places.note(format!("{}/{inside}", self.pointer), line);
    }

    pub(super) fn expected(&mut self, key: &str, value: &Spanned<DeValue<'_>>, what: &str) {
        let found = value.get_ref().type_str();
        self.reading.fault(value.span().start, key, format!("is {found}: expected {what}"));
    }

    /// A text; `None` where there is none or it did not read.
    pub(super) fn optional_text(&mut self, key: &'static str) -> Option<&'d str> {
        let value = self.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.expected(key, value, "a text in quotes");
        }
        text
    }

    /// A text that must be there; empty after a fault.
    pub(super) fn text(&mut self, key: &'static str) -> &'d str {
        if !self.must_have(key) {
            return "";
        }
        self.optional_text(key).unwrap_or_default()
    }

    /// A text that must be there and read as something; `fallback` after a fault.
    pub(super) fn parsed<T>(
        &mut self,
        key: &'static str,
        fallback: T,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> T {
        if self.must_have(key) {
            self.optional_parsed(key, parse).unwrap_or(fallback)
        } else {
            fallback
        }
    }

    /// A text that reads as something, where it is there.
    pub(super) fn optional_parsed<T>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.optional_text(key)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(detail) => {
                let offset = self.get(key).map_or(self.offset, |value| value.span().start);
                self.reading.fault(offset, key, detail);
                None
            }
        }
    }

    /// An id that must be there; a stand-in after a fault.
    pub(super) fn id<K: IdKind>(&mut self, key: &'static str) -> Id<K> {
        let found = if self.must_have(key) { self.optional_id(key) } else { None };
        found.unwrap_or_else(|| self.reading.unread_id())
    }

    /// An id, where it is there.
    pub(super) fn optional_id<K: IdKind>(&mut self, key: &'static str) -> Option<Id<K>> {
        let text = self.optional_text(key)?;
        let offset = self.get(key).map_or(self.offset, |value| value.span().start);
        Some(self.reading.id(offset, key, text))
    }

    /// Yes or no; `fallback` where it is not there.
    pub(super) fn flag(&mut self, key: &'static str, fallback: bool) -> bool {
        let Some(value) = self.get(key) else { return fallback };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.expected(key, value, "true or false");
        }
        flag.unwrap_or(fallback)
    }

    /// A whole number; `None` where there is none.
    pub(super) fn number<T: TryFrom<i64>>(&mut self, key: &'static str) -> Option<T> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer();
        let number = number.and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        let number = number.and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.expected(key, value, "a whole number in range");
        }
        number
    }

    /// A number with or without decimals that must be there; nothing after a fault.
    pub(super) fn decimal(&mut self, key: &'static str) -> f64 {
        let found = if self.must_have(key) { self.get(key) } else { None };
        let Some(value) = found else { return 0.0 };
        let text = match value.get_ref() {
            DeValue::Float(number) => Some(number.as_str()),
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            _ => None,
        };
        text.and_then(|text| text.parse().ok()).unwrap_or_else(|| {
            self.expected(key, value, "a number such as 52.5208");
            0.0
        })
    }

    /// A list of texts, each with its place in the file.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<(usize, &'d str)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        self.texts_in(key, value)
    }

    pub(super) fn texts_in(
        &mut self,
        key: &str,
        value: &'d Spanned<DeValue<'d>>,
    ) -> Vec<(usize, &'d str)> {
        let Some(list) = value.get_ref().as_array() else {
            self.expected(key, value, "a list of texts such as [\"a\", \"b\"]");
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(list.len());
        for entry in list {
            match entry.get_ref().as_str() {
                Some(text) => texts.push((entry.span().start, text)),
                None => self.expected(key, entry, "a text in quotes"),
            }
        }
        texts
    }

    /// A list of words, each read as `T`.
    pub(super) fn words<T: FromStr<Err: Display>>(&mut self, key: &'static str) -> Vec<T> {
        let texts = self.texts(key);
        self.parse_all(key, texts)
    }

    /// A list of words, where it is there: an empty one says something else than none.
    pub(super) fn optional_words<T: FromStr<Err: Display>>(
        &mut self,
        key: &'static str,
    ) -> Option<Vec<T>> {
        self.get(key)?;
        Some(self.words(key))
    }

    pub(super) fn parse_all<T: FromStr<Err: Display>>(
        &mut self,
        key: &str,
        texts: Vec<(usize, &str)>,
    ) -> Vec<T> {
        let mut values = Vec::with_capacity(texts.len());
        for (offset, text) in texts {
            match text.parse::<T>() {
                Ok(value) => values.push(value),
                Err(error) => self.reading.fault(offset, key, error.to_string()),
            }
        }
        values
    }

    /// A list of ids.
    pub(super) fn ids<K: IdKind>(&mut self, key: &'static str) -> Vec<Id<K>> {
        let texts = self.texts(key);
        texts.into_iter().map(|(offset, text)| self.reading.id(offset, key, text)).collect()
    }

    /// A table within the table, read by `read`; `None` where there is none.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'd>) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.expected(key, value, "a table");
            return None;
        };
        let pointer = format!("{}/{key}", self.pointer);
        Some(read(&mut Fields::of(self.reading, table, value.span().start, pointer)))
    }

    /// A list of tables, each read by `read`.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Fields<'_, 'd>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.expected(key, value, &format!("a list of tables: [[{key}]]"));
            return Vec::new();
        };
        let mut found = Vec::with_capacity(list.len());
        for (place, entry) in list.iter().enumerate() {
            let Some(table) = entry.get_ref().as_table() else {
                self.expected(key, entry, "a table");
                continue;
            };
            let pointer = format!("{}/{key}/{place}", self.pointer);
            let mut fields = Fields::of(self.reading, table, entry.span().start, pointer);
            found.push(read(&mut fields));
            fields.finish();
        }
        found
    }

    /// Refuses every field nobody asked for.
    pub(super) fn finish(&mut self) {
        for (key, _) in self.table {
            if !self.known.contains(key.get_ref().as_ref()) {
                let known: Vec<&str> = self.known.iter().copied().collect();
                let detail = format!("is not known here: expected one of {}", known.join(", "));
                self.reading.fault(key.span().start, key.get_ref(), detail);
            }
        }
    }

    /// Notes a fault of this whole table.
    pub(super) fn fault(&mut self, field: &str, detail: impl Into<String>) {
        self.reading.fault(self.offset, field, detail);
    }

    fn must_have(&mut self, key: &'static str) -> bool {
        let there = self.get(key).is_some();
        if !there {
            self.fault(key, "is missing");
        }
        there
    }
}
