//! How much one evaluation may make and keep.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::{JArray, JValue};

use super::functions::failure;

/// A value counts one, and so do eight bytes of a string. The largest payload, 262,144 bytes,
/// counts 131,073 at most; at worst each is a place of 24 bytes in an array.
const SIZE_MAX: usize = 8 * 1024 * 1024;

/// Bytes of a string that count one.
const STRING_UNIT: usize = 8;

/// What a record of several names counts: it is a map.
const RECORD: usize = 20;

/// What a function in an object counts: it may keep much that cannot be seen.
const FUNCTION: usize = 32 * 1024;

/// How many values that were given names are remembered.
const KNOWN_MAX: usize = 16;

/// Thousands of the largest number that is written as a Roman numeral: each is an `M`.
const NUMERAL_MAX: usize = 1_000;

/// Bytes of the longest picture of a number or a time.
const PICTURE_MAX: usize = 1_000;

type Checked = Result<(), EvaluatorError>;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<usize>,
    known: RefCell<VecDeque<JValue>>,
    lengths: RefCell<Vec<usize>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: Cell::new(SIZE_MAX), known: RefCell::default(), lengths: RefCell::default() }
    }
}

impl Budget {
    /// Takes all values off what is left.
    pub(super) fn count_all(&self, given: &[JValue]) -> Checked {
        given.iter().try_for_each(|value| self.count(value))
    }

    /// Takes those off that were not counted lately.
    pub(super) fn count_new(&self, given: &[JValue]) -> Checked {
        for value in given {
            let mut known = self.known.borrow_mut();
            if !known.iter().any(|known| is_one(known, value)) {
                self.count(value)?;
                known.truncate(KNOWN_MAX - 1);
                known.push_front(value.clone());
            }
        }
        Ok(())
    }

    /// Takes the first one off.
    pub(super) fn count_first(&self, given: &[JValue]) -> Checked {
        given.iter().take(1).try_for_each(|value| self.count(value))
    }

    /// Takes the first one off, and a record for each item of it.
    pub(super) fn count_records(&self, given: &[JValue]) -> Checked {
        self.count_first(given)?;
        self.take(given.first().map_or(0, length).max(1).saturating_mul(RECORD))
    }

    /// Remembers how long the first one is.
    #[expect(clippy::unnecessary_wraps, reason = "it is one of several checks")]
    pub(super) fn remember_length(&self, given: &[JValue]) -> Checked {
        self.lengths.borrow_mut().push(given.first().map_or(0, length));
        Ok(())
    }

    /// Whether what is left suffices for the first one, once more than what was remembered last is
    /// long.
    pub(super) fn check_times(&self, given: &[JValue]) -> Checked {
        if given.first().is_some_and(JValue::is_function) {
            return Err(failure("A function that makes replacements must be written in its place"));
        }
        let times = self.remembered() + 1;
        let size = given.first().map_or(0, length).saturating_mul(times) / STRING_UNIT;
        bounded(size <= self.left.get())
    }

    /// Whether a picture, the first one, makes something small of the number remembered last.
    pub(super) fn check_numeral(&self, given: &[JValue]) -> Checked {
        let (picture, thousands) = (picture(given), self.remembered());
        let is_roman = picture.starts_with(['I', 'i']);
        bounded(picture.len() <= PICTURE_MAX && !(is_roman && thousands > NUMERAL_MAX))
    }

    /// Whether what is left suffices for as many characters as the first one says.
    pub(super) fn check_width(&self, given: &[JValue]) -> Checked {
        let width = given.first().and_then(JValue::as_f64).unwrap_or(0.0);
        #[expect(clippy::cast_precision_loss, reason = "what is left is far from 53 bits")]
        let left = self.left.get() as f64;
        bounded(width.abs() <= left)
    }

    /// Whether a picture of a time, the first one, is short and has no width of five digits or
    /// more: `[Y,10000]`.
    #[expect(clippy::unused_self, reason = "it is one of several checks")]
    pub(super) fn check_widths(&self, given: &[JValue]) -> Checked {
        let picture = picture(given);
        let mut markers = picture.split('[').filter_map(|marker| marker.split(']').next());
        let is_wide = markers.any(|marker| {
            let widths = marker.split_once(',').map_or("", |(_, widths)| widths);
            widths.split(|digit: char| !digit.is_ascii_digit()).any(|number| number.len() > 4)
        });
        bounded(picture.len() <= PICTURE_MAX && !is_wide)
    }

    fn remembered(&self) -> usize {
        self.lengths.borrow_mut().pop().unwrap_or(0)
    }

    fn take(&self, size: usize) -> Checked {
        let left = self.left.get().checked_sub(size);
        bounded(left.is_some())?;
        self.left.set(left.unwrap_or(0));
        Ok(())
    }

    /// Takes a value, and all in it, off what is left. What is shared counts as often as it is
    /// seen, so that what unfolds it later stays small too.
    fn count(&self, value: &JValue) -> Checked {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                JValue::String(text) => self.take(1 + text.len() / STRING_UNIT)?,
                JValue::Array(items) => {
                    self.take(1)?;
                    waiting.extend(items.iter());
                }
                JValue::Object(fields) => {
                    self.take(1)?;
                    for (key, value) in fields.iter() {
                        // A match of a regular expression keeps the whole text in its `next`.
                        let held = if value.is_function() { FUNCTION } else { 1 };
                        self.take(held + key.len() / STRING_UNIT)?;
                        waiting.push(value);
                    }
                }
                _ => self.take(1)?,
            }
        }
        Ok(())
    }
}

fn bounded(is_bounded: bool) -> Checked {
    if is_bounded {
        Ok(())
    } else {
        Err(failure("The expression makes too much data. Make less of it at once"))
    }
}

fn picture(given: &[JValue]) -> &str {
    given.first().and_then(JValue::as_str).unwrap_or_default()
}

/// Bytes, items, or thousands.
fn length(value: &JValue) -> usize {
    match value {
        JValue::String(text) => text.len(),
        JValue::Array(items) => items.len(),
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is no less than 0, and what is too large becomes the largest"
        )]
        JValue::Number(number) => (number.abs() / 1_000.0) as usize,
        _ => 0,
    }
}

/// Whether two values are not only equal, but one: the same place in memory.
fn is_one(left: &JValue, right: &JValue) -> bool {
    match (left, right) {
        (JValue::String(left), JValue::String(right)) => Rc::ptr_eq(left, right),
        (JValue::Array(left), JValue::Array(right)) => JArray::ptr_eq(left, right),
        (JValue::Object(left), JValue::Object(right)) => Rc::ptr_eq(left, right),
        _ => false,
    }
}
