//! Paths that name one place, and putting a value there.

use serde_json::{Map, Value};

use super::parse::parse;
use super::step::{Ending, Root, Step};
use crate::data::Fault;
use crate::data::making::shown;

/// Steps of the longest reference path: payloads nest no deeper.
const STEPS_MAX: usize = 100;

/// A path that names one place in the input: `ResultPath`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePath {
    text: String,
    places: Vec<Place>,
}

/// One step of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Field(String),
    Item(usize),
}

impl ReferencePath {
    /// Reads it: `$`, then only `.name`, `['name']` and `[number]`.
    ///
    /// # Errors
    /// A sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parsed = parse(text)?;
        if parsed.root != Root::Input {
            return Err(format!(
                "A reference path goes into the input and begins with `$.`, \
                 not like `{text}`."
            ));
        }
        if parsed.steps.len() > STEPS_MAX {
            return Err(format!("A reference path has at most {STEPS_MAX} steps."));
        }
        let places: Option<Vec<_>> = parsed.steps.into_iter().map(place).collect();
        match places {
            Some(places) if parsed.ending == Ending::Value => {
                Ok(Self { text: text.to_owned(), places })
            }
            _ => Err(format!(
                "A reference path names one place with `.name`, `['name']` and `[0]`, which \
                 `{text}` does not."
            )),
        }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// `target` with `value` at this place; objects on the way are made where there is nothing, or
    /// null. An item is replaced, never added.
    ///
    /// # Errors
    /// `States.ResultPathMatchFailure`: something on the way is neither an object nor an array, or
    /// an array is too short.
    pub fn put(&self, mut target: Value, value: Value) -> Result<Value, Fault> {
        let at = self.places.iter().try_fold(&mut target, |at, place| place.enter(at));
        match at {
            Some(at) => {
                *at = value;
                Ok(target)
            }
            None => Err(Fault::result_path(format!(
                "Unable to apply step \"{}\" to input {}",
                self.text,
                shown(&target)
            ))),
        }
    }
}

fn place(step: Step) -> Option<Place> {
    match step {
        Step::Names(mut names) if names.len() == 1 => names.pop().map(Place::Field),
        Step::Indexes(indexes) => match indexes[..] {
            [index] => usize::try_from(index).ok().map(Place::Item),
            _ => None,
        },
        _ => None,
    }
}

impl Place {
    /// The place within `at`, made if need be. What is null counts as nothing.
    fn enter<'a>(&self, at: &'a mut Value) -> Option<&'a mut Value> {
        match self {
            Self::Field(name) => {
                if at.is_null() {
                    *at = Value::Object(Map::new());
                }
                Some(at.as_object_mut()?.entry(name.as_str()).or_insert(Value::Null))
            }
            Self::Item(index) => at.as_array_mut()?.get_mut(*index),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn put(path: &str, target: Value) -> Result<Value, Fault> {
        ReferencePath::parse(path).expect("it is a reference path").put(target, json!("new"))
    }

    #[test]
    fn a_value_is_put_where_the_path_points() {
        let cases = [
            ("$", json!({"a": 1}), json!("new")),
            ("$.a", json!({"a": 1, "b": 2}), json!({"a": "new", "b": 2})),
            ("$.c", json!({"a": 1}), json!({"a": 1, "c": "new"})),
            ("$.c.d['e f']", json!({}), json!({"c": {"d": {"e f": "new"}}})),
            ("$.a[1]", json!({"a": [1, 2]}), json!({"a": [1, "new"]})),
            ("$.a[0].b", json!({"a": [{}]}), json!({"a": [{"b": "new"}]})),
            ("$.a.b", json!({"a": null}), json!({"a": {"b": "new"}})),
        ];
        for (path, target, expected) in cases {
            assert_eq!(put(path, target), Ok(expected), "{path}");
        }
    }

    #[test]
    fn a_path_through_a_scalar_or_beyond_an_array_does_not_match() {
        for (path, target) in [
            ("$.a.b", json!({"a": 1})),
            ("$.a", json!([1])),
            ("$.a", json!("text")),
            ("$.a[2]", json!({"a": [1, 2]})),
            ("$.a[0]", json!({"a": {}})),
            ("$.a[0]", json!({})),
        ] {
            let fault = put(path, target).expect_err(path);
            assert_eq!(fault.error, "States.ResultPathMatchFailure");
            assert!(fault.cause.contains(path), "{}", fault.cause);
        }
    }

    #[test]
    fn paths_that_name_several_places_or_no_input_are_refused() {
        for path in [
            "$.*",
            "$..a",
            "$[0:1]",
            "$['a','b']",
            "$[0,1]",
            "$[-1]",
            "$$.a",
            "$x.a",
            "a",
            "$.a.length()",
            "$[?(@.a)]",
        ] {
            assert!(ReferencePath::parse(path).is_err(), "{path}");
        }
        assert!(ReferencePath::parse(&format!("${}", ".a".repeat(101))).is_err());
    }
}
