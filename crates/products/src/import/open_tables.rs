//! Tables whose fields have names of their own: tax classes, dates, languages.

use std::fmt::Display;
use std::str::FromStr;

use super::fields::Fields;

impl<'d> Fields<'_, 'd> {
    /// The words of every field that is left, by the name of the field.
    pub(super) fn all_words<T: FromStr<Err: Display>>(&mut self) -> Vec<(usize, &'d str, Vec<T>)> {
        let table = self.table;
        let mut found = Vec::with_capacity(table.len());
        for (key, value) in table {
            self.note(key.get_ref(), value);
            let texts = self.texts_in(key.get_ref(), value);
            let words = self.parse_all(key.get_ref(), texts);
            found.push((key.span().start, key.get_ref().as_ref(), words));
        }
        found
    }

    /// Every field that is left as a text, by its name.
    pub(super) fn all_texts(&mut self) -> Vec<(usize, &'d str, &'d str)> {
        let table = self.table;
        let mut found = Vec::with_capacity(table.len());
        for (key, value) in table {
            self.note(key.get_ref(), value);
            match value.get_ref().as_str() {
                Some(text) => found.push((value.span().start, key.get_ref().as_ref(), text)),
                None => self.expected(key.get_ref(), value, "a text in quotes"),
            }
        }
        found
    }

    /// Every field that is left as a table read by `read`, by its name read as `K`.
    pub(super) fn all_tables<K: FromStr<Err: Display>, T>(
        &mut self,
        mut read: impl FnMut(&mut Fields<'_, 'd>) -> T,
    ) -> Vec<(K, T)> {
        let table = self.table;
        let mut found = Vec::with_capacity(table.len());
        for (name, value) in table {
            let key = match name.get_ref().parse::<K>() {
                Ok(key) => key,
                Err(error) => {
                    self.reading.fault(name.span().start, name.get_ref(), error.to_string());
                    continue;
                }
            };
            let Some(inside) = value.get_ref().as_table() else {
                self.expected(name.get_ref(), value, "a table");
                continue;
            };
            let pointer = format!("{}/{}", self.pointer, name.get_ref());
            let mut fields = Fields::of(self.reading, inside, name.span().start, pointer);
            found.push((key, read(&mut fields)));
            fields.finish();
        }
        found
    }
}
