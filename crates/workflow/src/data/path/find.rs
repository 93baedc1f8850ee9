//! Going where a path leads.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::step::{Ending, Parsed, Root, Step};
use crate::data::Fault;
use crate::data::making::{spend, weigh};

/// About how many bytes one path may look at and copy. Each `..` looks at everything below each
/// thing found so far, so a short path could otherwise work for days.
const EFFORT_MAX: usize = 16 * 1024 * 1024;

/// What looking at one thing counts as, in bytes.
const LOOK: usize = 16;

/// One search.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    root: &'a Value,
    left: Cell<usize>,
}

impl<'a> Finder<'a> {
    /// A search in `root`.
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, left: Cell::new(EFFORT_MAX) }
    }

    /// What `path` finds in the root.
    pub(super) fn find(&self, path: &Parsed) -> Result<Option<Value>, Fault> {
        let Some(found) = self.walk(path, self.root)? else { return Ok(None) };
        if path.is_definite() {
            return match found.first() {
                Some(found) => self.finished(found, path),
                None => Ok(None),
            };
        }
        let mut values = Vec::new();
        for found in found {
            values.extend(self.finished(found, path)?);
        }
        Ok(Some(Value::Array(values)))
    }

    /// What `path` finds, in a filter that looks at `element`, without copying it.
    pub(super) fn in_filter(
        &self,
        path: &Parsed,
        element: &'a Value,
    ) -> Result<Option<Vec<&'a Value>>, Fault> {
        let from = if path.root == Root::Element { element } else { self.root };
        let found = self.walk(path, from)?;
        Ok(found.filter(|found| !(found.is_empty() && path.is_definite())))
    }

    /// Counts the copy of one thing.
    pub(super) fn copy(&self, value: &Value) -> Result<(), Fault> {
        spend(&self.left, weigh(value))
    }

    /// Counts the look at one thing.
    pub(super) fn look(&self) -> Result<(), Fault> {
        spend(&self.left, LOOK)
    }

    /// Everything the steps lead to, but for several names in the last one: those are picked in the
    /// end. `None` when a slice is taken of one thing that is no array.
    fn walk(&self, path: &Parsed, from: &'a Value) -> Result<Option<Vec<&'a Value>>, Fault> {
        let mut found = vec![from];
        let (mut definite, mut descended) = (true, false);
        let mut steps = path.steps.iter().peekable();
        while let Some(step) = steps.next() {
            let is_single = definite && found.first().is_some_and(|value| !value.is_array());
            if is_single && matches!(step, Step::Slice { .. }) {
                return Ok(None);
            }
            match step {
                Step::Names(names) if names.len() > 1 && steps.peek().is_none() => break,
                Step::Names(names) if names.len() == 1 => {}
                Step::Indexes(indexes) if indexes.len() == 1 => {}
                _ => definite = false,
            }
            found = self.step(step, &found, descended)?;
            descended = matches!(step, Step::Descend);
        }
        Ok(Some(found))
    }

    /// What one step leads to. A filter right after `..` looks at each object below, and not again
    /// at the items of each array.
    fn step(
        &self,
        step: &Step,
        from: &[&'a Value],
        descended: bool,
    ) -> Result<Vec<&'a Value>, Fault> {
        let mut found = Vec::new();
        for value in from {
            self.look()?;
            match (step, *value) {
                (Step::Names(names), Value::Object(fields)) => {
                    found.extend(names.iter().filter_map(|name| fields.get(name)));
                }
                (Step::Indexes(indexes), Value::Array(items)) => {
                    let indexes = indexes.iter().filter_map(|index| place(*index, items.len()));
                    found.extend(indexes.filter_map(|index| items.get(index)));
                }
                (Step::Slice { first, end, by }, Value::Array(items)) => {
                    found.extend(slice(items, *first, *end).iter().step_by(*by));
                }
                (Step::All, Value::Array(items)) => found.extend(items),
                (Step::All, Value::Object(fields)) => found.extend(fields.values()),
                (Step::Descend, value) => self.below(value, &mut found)?,
                (Step::Filter(filter), Value::Array(items)) if !descended => {
                    for item in items {
                        if filter.accepts(item, self)? {
                            found.push(item);
                        }
                    }
                }
                (Step::Filter(filter), object @ Value::Object(_))
                    if filter.accepts(object, self)? =>
                {
                    found.push(object);
                }
                _ => {}
            }
        }
        spend(&self.left, found.len() * LOOK)?;
        Ok(found)
    }

    /// `value` and everything below it that has something below: what comes first in the text
    /// comes first.
    fn below(&self, value: &'a Value, found: &mut Vec<&'a Value>) -> Result<(), Fault> {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            self.look()?;
            match value {
                Value::Array(items) => waiting.extend(items.iter().rev()),
                Value::Object(fields) => waiting.extend(fields.values().rev()),
                _ => continue,
            }
            found.push(value);
        }
        Ok(())
    }

    /// The result that comes of one thing found.
    fn finished(&self, found: &Value, path: &Parsed) -> Result<Option<Value>, Fault> {
        let value = match (path.ending, path.steps.last()) {
            (Ending::Length, _) => return Ok(length(found)),
            (Ending::Value, Some(Step::Names(names))) if names.len() > 1 => match found {
                Value::Object(fields) => Value::Object(picked(fields, names)),
                _ => return Ok(None),
            },
            (Ending::Value, _) => {
                self.copy(found)?;
                return Ok(Some(found.clone()));
            }
        };
        self.copy(&value)?;
        Ok(Some(value))
    }
}

/// How many items or fields there are.
fn length(value: &Value) -> Option<Value> {
    match value {
        Value::Array(items) => Some(items.len().into()),
        Value::Object(fields) => Some(fields.len().into()),
        _ => None,
    }
}

/// The fields with these names.
fn picked(fields: &Map<String, Value>, names: &[String]) -> Map<String, Value> {
    let picked = names.iter().filter_map(|name| Some((name.clone(), fields.get(name)?.clone())));
    picked.collect()
}

/// Which of `length` places an index means: negative ones count from the end.
pub(super) fn place(index: i64, length: usize) -> Option<usize> {
    match usize::try_from(index) {
        Ok(index) => Some(index),
        Err(_) => length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?),
    }
}

/// The items from `first` up to, but not, `end`.
fn slice(items: &[Value], first: Option<i64>, end: Option<i64>) -> &[Value] {
    let length = items.len();
    let within = |index: Option<i64>, otherwise| match index {
        Some(index) => place(index, length).unwrap_or(0).min(length),
        None => otherwise,
    };
    items.get(within(first, 0)..within(end, length)).unwrap_or_default()
}
