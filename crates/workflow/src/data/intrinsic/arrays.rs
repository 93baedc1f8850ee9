//! Functions of arrays. JSONata's `$partition` and `$range` are two of them.

use std::collections::HashSet;

use serde_json::Value;

use super::arguments::Arguments;
use crate::data::number::{of_double, same};

/// Items of the longest range.
const RANGE_MAX: u64 = 1_000;

/// Whether the array has an item that is the same JSON as the value.
pub(super) fn contains(arguments: &Arguments) -> Result<Value, String> {
    let wanted = arguments.get(1)?;
    Ok(arguments.array(0)?.iter().any(|item| same(item, wanted)).into())
}

/// The item at an index from 0.
pub(super) fn item(arguments: &Arguments) -> Result<Value, String> {
    let (items, index) = (arguments.array(0)?, arguments.whole(1)?);
    let item = usize::try_from(index).ok().and_then(|index| items.get(index));
    item.cloned().ok_or_else(|| {
        format!("there is no item {index} in an array of {}; the first is item 0", items.len())
    })
}

/// The array in arrays of a size, of which the last may be shorter.
pub(in crate::data) fn partition(arguments: &Arguments) -> Result<Value, String> {
    let (items, size) = (arguments.array(0)?, arguments.whole(1)?);
    match usize::try_from(size) {
        Ok(size) if size > 0 => {
            Ok(items.chunks(size).map(|chunk| Value::Array(chunk.to_vec())).collect())
        }
        _ => Err(format!("the size of a part must be 1 or more, not {size}")),
    }
}

/// The numbers from the first up to, or down to, the last, by steps.
pub(in crate::data) fn range(arguments: &Arguments) -> Result<Value, String> {
    let (first, last, step) = (arguments.whole(0)?, arguments.whole(1)?, arguments.whole(2)?);
    let steps = (i128::from(last) - i128::from(first)).checked_div(step.into());
    let steps = steps.ok_or("the step must not be 0")?;
    if (last < first && step > 0) || (last > first && step < 0) {
        return Ok(Value::Array(Vec::new()));
    }
    let steps = u64::try_from(steps).ok().filter(|steps| *steps < RANGE_MAX);
    let steps = steps.ok_or_else(|| format!("a range has at most {RANGE_MAX} items"))?;
    let up = |number: u64| i64::try_from(number).ok()?.checked_mul(step)?.checked_add(first);
    let items: Option<Vec<Value>> = (0..=steps).map(|number| up(number).map(Value::from)).collect();
    items.map(Value::Array).ok_or_else(|| "the numbers are too large".to_owned())
}

/// The array without items that are the same as an earlier one.
pub(super) fn unique(arguments: &Arguments) -> Result<Value, String> {
    let mut seen = HashSet::new();
    let items = arguments.array(0)?.iter();
    Ok(items.filter(|item| seen.insert(canonical(item).to_string())).cloned().collect())
}

/// The same JSON in one order, and with one spelling of each number.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Number(number) if !number.is_i64() => {
            number.as_f64().and_then(of_double).unwrap_or_else(|| value.clone())
        }
        Value::Array(items) => items.iter().map(canonical).collect(),
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            fields.into_iter().map(|(key, value)| (key.clone(), canonical(value))).collect()
        }
        _ => value.clone(),
    }
}
