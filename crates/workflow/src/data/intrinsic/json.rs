//! Functions of JSON.

use serde_json::Value;

use super::arguments::Arguments;
use crate::data::number::of_double;

/// The fields of both objects; of those that both have, the second one's.
pub(super) fn merge(arguments: &Arguments) -> Result<Value, String> {
    match arguments.get(2)? {
        Value::Bool(false) => {}
        Value::Bool(true) => {
            return Err("objects can only be merged shallowly: argument 3 must be false".to_owned());
        }
        _ => return Err(arguments.wrong(2, "false")),
    }
    let (one, other) = (arguments.get(0)?.as_object(), arguments.get(1)?.as_object());
    let mut merged = one.cloned().ok_or_else(|| arguments.wrong(0, "an object"))?;
    let other = other.ok_or_else(|| arguments.wrong(1, "an object"))?;
    merged.extend(other.iter().map(|(key, value)| (key.clone(), value.clone())));
    Ok(Value::Object(merged))
}

/// The JSON that a text stands for. An empty one is null.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    match serde_json::from_str(text) {
        // "-0" is 0.
        Ok(Value::Number(number)) if number.as_f64() == Some(0.0) => {
            Ok(of_double(0.0).unwrap_or(Value::Number(number)))
        }
        Ok(value) => Ok(value),
        Err(error) => Err(format!("the text is no JSON: {error}")),
    }
}
