//! Values of JSONata and of JSON.

use jsonata_core::value::JValue;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::data::number::of_double;

/// How deep a result may nest: serde reads no deeper JSON either.
const DEPTH_MAX: usize = 100;

/// Why a value is no JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoJson {
    /// It is a function, or there is one in it.
    Function,
    /// A sentence.
    Beyond(&'static str),
}

/// JSON as a value of JSONata. All numbers are doubles there.
pub(super) fn from_json(value: &Value) -> JValue {
    // Nothing in JSON is unknown to JSONata.
    JValue::deserialize(value).unwrap_or(JValue::Undefined)
}

/// A value of JSONata as JSON; `None` is JSONata's *undefined*. Whole numbers are whole: 3, not
/// 3.0.
pub(super) fn to_json(value: &JValue) -> Result<Option<Value>, NoJson> {
    match value {
        JValue::Undefined => Ok(None),
        value => within(value, 0).map(Some),
    }
}

fn within(value: &JValue, depth: usize) -> Result<Value, NoJson> {
    if depth > DEPTH_MAX {
        return Err(NoJson::Beyond("The result nests deeper than 100 levels"));
    }
    match value {
        JValue::Null | JValue::Undefined => Ok(Value::Null),
        JValue::Bool(it) => Ok(Value::Bool(*it)),
        JValue::Number(number) => {
            of_double(*number).ok_or(NoJson::Beyond("D1001: Number out of range"))
        }
        JValue::String(text) => Ok(Value::String(text.to_string())),
        JValue::Array(items) => items.iter().map(|item| within(item, depth + 1)).collect(),
        JValue::Object(fields) => {
            let fields =
                fields.iter().map(|(key, value)| Ok((key.clone(), within(value, depth + 1)?)));
            fields.collect::<Result<Map<_, _>, _>>().map(Value::Object)
        }
        JValue::Lambda(_) | JValue::Builtin { .. } | JValue::Regex { .. } => Err(NoJson::Function),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_stays_what_it_is() {
        let value = json!({"a": [1, -2.5, null, true, "x", {}, []], "b": 3.0, "z": 1, "c": 1e15});
        let expected = json!({"a": [1, -2.5, null, true, "x", {}, []], "b": 3, "z": 1,
            "c": 1_000_000_000_000_000_i64});
        assert_eq!(to_json(&from_json(&value)), Ok(Some(expected)));
    }

    #[test]
    fn what_is_no_json_is_refused() {
        assert_eq!(to_json(&JValue::Undefined), Ok(None));
        let function = JValue::array(vec![JValue::builtin("sum")]);
        assert_eq!(to_json(&function), Err(NoJson::Function));
        assert!(to_json(&JValue::Number(f64::NAN)).is_err());
        let deep = (0..101).fold(JValue::Null, |inner, _| JValue::array(vec![inner]));
        assert!(matches!(to_json(&deep), Err(NoJson::Beyond(_))));
    }
}
