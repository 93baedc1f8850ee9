//! One evaluation of a field: what it sees, the chance it draws, and how much it may make.

use std::cell::Cell;

use serde_json::Value;

use super::chance::Chance;
use super::{Fault, Scope};

/// About how many bytes of JSON one evaluation may copy. A payload holds 262,144 at most, so this
/// is plenty for everything that can succeed.
const BYTES_MAX: usize = 16 * 1024 * 1024;

/// One evaluation.
#[derive(Debug)]
pub(super) struct Making<'a> {
    /// What it sees.
    pub(super) scope: &'a Scope<'a>,
    /// What it draws.
    pub(super) chance: Chance,
    left: Cell<usize>,
}

impl<'a> Making<'a> {
    /// An evaluation that has not begun.
    pub(super) fn new(scope: &'a Scope<'a>) -> Self {
        Self { scope, chance: Chance::new(scope.ambient.seed), left: Cell::new(BYTES_MAX) }
    }

    /// Counts `value` as made.
    ///
    /// # Errors
    /// `States.DataLimitExceeded`, when it is too much.
    pub(super) fn spend(&self, value: &Value) -> Result<(), Fault> {
        spend(&self.left, weigh(value))
    }
}

/// Takes `bytes` off what is `left`.
///
/// # Errors
/// `States.DataLimitExceeded`, when there are not so many.
pub(super) fn spend(left: &Cell<usize>, bytes: usize) -> Result<(), Fault> {
    let after = left.get().checked_sub(bytes).ok_or_else(|| {
        Fault::new(
            "States.DataLimitExceeded",
            "The state makes more data than the maximum number of bytes service limit allows. \
             Select less of its input.",
        )
    })?;
    left.set(after);
    Ok(())
}

/// About the bytes that `value` has as JSON.
pub(super) fn weigh(value: &Value) -> usize {
    let (mut bytes, mut waiting) = (0, vec![value]);
    while let Some(value) = waiting.pop() {
        bytes += 8;
        match value {
            Value::String(text) => bytes += text.len(),
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => {
                bytes += fields.keys().map(String::len).sum::<usize>();
                waiting.extend(fields.values());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    bytes
}

/// `value` as JSON for a sentence: its beginning, when it is long.
pub(super) fn shown(value: &Value) -> String {
    /// Characters.
    const MAX: usize = 1_000;
    let text = value.to_string();
    match text.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_long_is_shown_by_its_beginning() {
        assert_eq!(shown(&json!({"a": 1})), r#"{"a":1}"#);
        assert_eq!(shown(&json!("ä".repeat(2_000))).chars().count(), 1_001);
    }

    #[test]
    fn strings_and_keys_weigh_what_they_are_long() {
        assert!(weigh(&json!({"key": "a".repeat(100)})) >= 103);
    }
}
