//! Whatever is written, nothing panics.

use std::collections::BTreeMap;

use kernel::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::Template;
use crate::data::intrinsic::Call;
use crate::data::making::Making;
use crate::data::{Ambient, Expression, Path, ReferencePath, Scope};

/// Any JSON, with strings that look like expressions.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        like_an_expression().prop_map(Value::from),
        like_an_expression().prop_map(|text| format!("{{%{text}%}}").into()),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let fields = prop::collection::vec(("[a-c](\\.\\$)?", inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            fields.prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

const WORDS: &str = "$ $$ $.a $a @ . .. a b * ** % [ ] ( ) { } ' \" ` 0 -1 2.5 1e308 : := , ? \
                     ?( ! == = < >= && || & + - / ~> ^( #$i @$v | \\ function($x){ $string( $map( \
                     $states.input $join( $range( $partition( $hash( $parse( $sort( $now( $uuid() \
                     $shuffle( States.Format( States.Array( States.MathAdd( States.ArrayRange( \
                     .length() true null";

/// Any text, and texts of the words of the languages.
fn like_an_expression() -> impl Strategy<Value = String> {
    let words: Vec<_> = WORDS.split(' ').chain(["in ", "and ", "or ", " "]).collect();
    let words = prop::sample::select(words);
    prop_oneof![
        1 => any::<String>(),
        4 => prop::collection::vec(words, 0..12).prop_map(|words| words.concat()),
    ]
}

fn in_scope<T>(input: &Value, look: impl FnOnce(&Scope<'_>) -> T) -> T {
    let (context, variables) = (json!({"a": [1]}), BTreeMap::from([("a".into(), input.clone())]));
    let ambient = Ambient { now: Timestamp::UNIX_EPOCH, seed: 7 };
    look(&Scope {
        input,
        context: &context,
        variables: &variables,
        result: None,
        error_output: None,
        ambient,
    })
}

proptest! {
    #[test]
    fn no_text_is_a_path_that_panics(text in like_an_expression(), input in any_json()) {
        if let Ok(path) = Path::parse(&text) {
            let _ = in_scope(&input, |scope| path.find(scope));
        }
        if let Ok(path) = ReferencePath::parse(&text) {
            let _ = path.put(input, Value::Null);
        }
    }

    #[test]
    fn no_text_is_a_function_that_panics(text in like_an_expression(), input in any_json()) {
        let calls = [format!("States.Array({text})"), format!("States.Format({text})"), text];
        for call in calls {
            if let Ok(call) = Call::parse(&call) {
                let _ = in_scope(&input, |scope| call.evaluate(&Making::new(scope)));
            }
        }
    }

    #[test]
    fn no_text_is_an_expression_that_panics(text in like_an_expression(), input in any_json()) {
        if let Ok(expression) = Expression::parse(&text) {
            let _ = in_scope(&input, |scope| expression.evaluate(scope));
        }
    }

    #[test]
    fn no_json_is_a_template_that_panics(json in any_json(), input in any_json()) {
        for template in [Template::of_paths(&json), Template::of_jsonata(&json)] {
            match template {
                Ok(template) => drop(in_scope(&input, |scope| template.make(scope))),
                Err(flaws) => {
                    for (pointer, _) in flaws {
                        prop_assert!(json.pointer(&pointer).is_some(), "{pointer}");
                    }
                }
            }
        }
    }
}
