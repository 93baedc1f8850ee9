//! Numbers of JSON as the language takes them.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// The largest whole number up to which a double holds every whole number.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

/// `number` as a whole one, as Java's `Math.round` does it: halves go up, -1.5 to -1. `None` when
/// it is beyond what a double holds exactly.
pub(super) fn rounded(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| whole((number.as_f64()? + 0.5).floor()))
}

/// `number` as a whole one, if it is one that a double holds exactly.
pub(super) fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and within 53 bits")]
    let whole = number as i64;
    (number.fract() == 0.0 && number.abs() <= EXACT_MAX).then_some(whole)
}

/// Whether a number is the same once it has been a double: whole, and within 53 bits.
pub(super) fn is_exact(number: &Number) -> bool {
    number.as_i64().is_some_and(|whole| whole.unsigned_abs() <= 1 << 53)
}

/// A double as JSON: 3, not 3.0. `None` when it is not finite.
pub(super) fn of_double(number: f64) -> Option<Value> {
    /// Below it a double that is whole is an `i64`.
    const WHOLE_MAX: f64 = 9.2e18;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and within 63 bits")]
    let whole = number as i64;
    if number.fract() == 0.0 && number.abs() < WHOLE_MAX {
        return Some(whole.into());
    }
    Number::from_f64(number).map(Value::Number)
}

/// Which of two numbers is larger, whole or not.
pub(super) fn compare(left: &Number, right: &Number) -> Option<Ordering> {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

/// Whether two values are the same JSON: 1 and 1.0 are.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            compare(left, right) == Some(Ordering::Equal)
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| right.get(key).is_some_and(|it| same(value, it)))
        }
        _ => left == right,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn halves_are_rounded_up_as_step_functions_does() {
        for (number, expected) in [
            (json!(1.49), 1),
            (json!(1.5), 2),
            (json!(-1.5), -1),
            (json!(-1.51), -2),
            (json!(2.5), 3),
            (json!(-0.5), 0),
            (json!(7), 7),
        ] {
            let Value::Number(number) = number else { continue };
            assert_eq!(rounded(&number), Some(expected), "{number}");
        }
        assert_eq!(Number::from_f64(1e300).as_ref().and_then(rounded), None);
    }

    #[test]
    fn whole_doubles_become_whole_numbers() {
        assert_eq!(of_double(3.0), Some(json!(3)));
        assert_eq!(of_double(-0.0), Some(json!(0)));
        assert_eq!(of_double(1.5), Some(json!(1.5)));
        assert_eq!(of_double(f64::NAN), None);
    }

    #[test]
    fn equal_numbers_are_the_same_however_written() {
        assert!(same(&json!({"a": [1, 2.0]}), &json!({"a": [1.0, 2]})));
        assert!(!same(&json!([1]), &json!([1, 1])));
        assert!(!same(&json!({"a": 1}), &json!({"b": 1})));
    }
}
