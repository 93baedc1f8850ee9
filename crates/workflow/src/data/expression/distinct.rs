//! `$distinct` in the time it takes to look at each item once.

use std::collections::HashSet;
use std::fmt::Write;

use jsonata_core::value::{JValue, with_stack};

/// The items of an array without those that equal an earlier one.
pub(super) fn distinct(given: &[JValue]) -> JValue {
    let items = match given.first() {
        Some(JValue::Array(items)) if items.len() > 1 => items,
        other => return other.cloned().unwrap_or(JValue::Undefined),
    };
    let mut seen = HashSet::new();
    let distinct = items.iter().filter(|item| {
        let mut key = String::new();
        // Functions equal nothing.
        !describe(item, &mut key) || seen.insert(key)
    });
    JValue::Array(items.with_items(distinct.cloned().collect()))
}

/// Writes what equal values have in common, and nobody else. `false` when it is a function.
fn describe(value: &JValue, key: &mut String) -> bool {
    match value {
        JValue::Null => key.push('n'),
        JValue::Undefined => key.push('u'),
        JValue::Bool(it) => key.push(if *it { 't' } else { 'f' }),
        // 0 and -0 are equal.
        JValue::Number(number) => {
            let _ = write!(key, "{:x},", (number + 0.0).to_bits());
        }
        JValue::String(text) => {
            let _ = write!(key, "{}:{text}", text.len());
        }
        JValue::Array(items) => {
            key.push('[');
            let is_written = with_stack(|| items.iter().all(|item| describe(item, key)));
            key.push(']');
            return is_written;
        }
        JValue::Object(fields) => {
            key.push('{');
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            let is_written = with_stack(|| {
                fields.iter().all(|(name, value)| {
                    let _ = write!(key, "{}:{name}", name.len());
                    describe(value, key)
                })
            });
            key.push('}');
            return is_written;
        }
        JValue::Lambda(_) | JValue::Builtin { .. } | JValue::Regex { .. } => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use jsonata_core::value::JValue;

    use super::*;

    #[test]
    fn items_that_equal_an_earlier_one_are_left_out() {
        let items = r#"[1, "1", 1.0, -0.0, 0, {"a": 1, "b": [2]}, {"b": [2], "a": 1}, [1], [[1]],
            "ab", "a", null, null, true]"#;
        let expected = r#"[1, "1", 0, {"a": 1, "b": [2]}, [1], [[1]], "ab", "a", null, true]"#;
        let read = |text| JValue::from_json_str(text).expect("it is JSON");
        let made = distinct(&[read(items)]);
        assert_eq!(made, read(expected));
    }
}
