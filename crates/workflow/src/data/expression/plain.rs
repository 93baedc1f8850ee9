//! Expressions that only look a value up, such as `$order` or `$states.context.Task.Token`. Most
//! are of that kind, and need no evaluator where a path means the same as in other languages.

use serde_json::Value;

use crate::data::Scope;
use crate::data::number::is_exact;

/// What nests deeper is left to the evaluator, which has a limit for it.
const DEPTH_MAX: usize = 50;

/// A variable and the fields to follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plain {
    variable: String,
    fields: Vec<String>,
}

/// What a plain expression comes to.
pub(super) enum Found {
    /// A value, or JSONata's *undefined*.
    Value(Option<Value>),
    /// JSONata has rules of its own for this: an evaluator knows them.
    Unsure,
}

impl Plain {
    /// Reads an expression that is one.
    pub(super) fn read(source: &str) -> Option<Self> {
        let mut names = source.strip_prefix('$')?.split('.');
        let is_name = |name: &str| {
            let mut letters = name.bytes();
            letters.next().is_some_and(|first| first.is_ascii_alphabetic())
                && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
        };
        let variable = names.next().filter(|name| is_name(name))?.to_owned();
        let fields: Vec<String> = names.map(ToOwned::to_owned).collect();
        // Words with a meaning of their own where a name is expected.
        let is_word = |name: &String| ["and", "or", "in"].contains(&name.as_str());
        let all_names = fields.iter().all(|name| is_name(name) && !is_word(name));
        all_names.then_some(Self { variable, fields })
    }

    /// Looks the value up.
    pub(super) fn find(&self, scope: &Scope<'_>) -> Found {
        let mut fields = self.fields.as_slice();
        let root = if self.variable == "states" {
            let Some((first, rest)) = fields.split_first() else { return Found::Unsure };
            fields = rest;
            match first.as_str() {
                "input" => Some(scope.input),
                "context" => Some(scope.context),
                "result" => scope.result,
                "errorOutput" => scope.error_output,
                _ => return Found::Unsure,
            }
        } else {
            scope.variables.get(&self.variable)
        };
        // A function of that name, or nothing: not ours to say.
        let Some(mut value) = root else { return Found::Unsure };
        for field in fields {
            match value {
                Value::Object(known) => match known.get(field) {
                    Some(found) => value = found,
                    None => return Found::Value(None),
                },
                _ => return Found::Unsure,
            }
        }
        if is_itself(value) { Found::Value(Some(value.clone())) } else { Found::Unsure }
    }
}

/// Whether JSONata gives the value back as it is. An array at the end of a path may lose its
/// brackets, and numbers are doubles there.
fn is_itself(value: &Value) -> bool {
    fn within(value: &Value, depth: usize) -> bool {
        match value {
            Value::Null | Value::Bool(_) | Value::String(_) => true,
            Value::Number(number) => is_exact(number),
            _ if depth == 0 => false,
            Value::Array(items) => items.iter().all(|item| within(item, depth - 1)),
            Value::Object(fields) => fields.values().all(|value| within(value, depth - 1)),
        }
    }
    !value.is_array() && within(value, DEPTH_MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kernel::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::data::{Ambient, Expression, making::Making};

    #[test]
    fn a_value_that_is_looked_up_is_the_one_an_evaluator_gives() {
        let input = json!({
            "text": "a", "nil": null, "yes": true, "one": 1, "half": 0.5, "whole": 2.0,
            "large": 9_007_199_254_740_993_i64, "empty": {}, "single": [1], "none": [],
            "list": [{"a": 1}, {"a": 2}], "deep": {"a": {"b": [[1]], "c": {"d": "e"}}},
        });
        let variables = BTreeMap::from([
            ("order".to_owned(), json!("ord_1")),
            ("items".to_owned(), json!([{"n": 1}])),
            ("sum".to_owned(), json!({"n": [1]})),
        ]);
        let ambient = Ambient { now: Timestamp::UNIX_EPOCH, seed: 7 };
        let (context, variables) = (json!({"Task": {"Token": "t"}}), variables);
        let (result, error_output) = (Some(&input), None);
        let scope = Scope {
            input: &input,
            context: &context,
            variables: &variables,
            result,
            error_output,
            ambient,
        };
        let fields = ["text", "nil", "yes", "one", "half", "whole", "large", "empty", "single"];
        let more = ["none", "list", "list.a", "deep", "deep.a", "deep.a.b", "deep.a.c.d", "no.no"];
        let ends = fields.iter().chain(&more).map(|field| format!("$states.input.{field}"));
        let others = ["$order", "$items", "$items.n", "$sum", "$sum.n", "$states.result.text"];
        let rest = ["$states.context.Task.Token", "$order.x", "$states.errorOutput", "$sum.x.y"];
        let mut found = 0;
        for source in ends.chain(others.into_iter().chain(rest).map(ToOwned::to_owned)) {
            let plain = Plain::read(&source).expect("it is plain");
            if let Found::Value(value) = plain.find(&scope) {
                let expression = Expression::parse(&source).expect("it is JSONata");
                let made = expression.run_evaluator(&Making::new(&scope));
                assert_eq!(made, Ok(value), "{source}");
                found += 1;
            }
        }
        assert!(found > 12, "{found}");
    }

    #[test]
    fn only_a_variable_and_names_are_plain() {
        for plain in ["$a", "$states.input.order", "$x1.y_2"] {
            assert!(Plain::read(plain).is_some(), "{plain}");
        }
        for other in
            ["$", "a", "$a.", "$.a", "$a[0]", "$a .b", "$f()", "$a.$b", "$a.b + 1", "$a.or"]
        {
            assert!(Plain::read(other).is_none(), "{other}");
        }
    }
}
