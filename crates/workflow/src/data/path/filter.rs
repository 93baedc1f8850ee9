//! Filters: which elements `[?(…)]` lets through.

use std::cmp::Ordering;

use serde_json::Value;

use super::find::Finder;
use super::step::Parsed;
use crate::data::{Fault, number};

/// A condition on an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filter {
    /// `… || …`
    Any(Vec<Filter>),
    /// `… && …`
    All(Vec<Filter>),
    /// `!(…)`
    Not(Box<Filter>),
    /// `@.path`: whether it is there, be it null.
    Exists(Parsed),
    /// `… == …`
    Compare(Operand, Comparison, Operand),
}

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    /// `@…` or `$…`
    Path(Parsed),
    /// A number, a text, `true`, `false`, `null`, or a list of these.
    Literal(Value),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

impl Filter {
    /// Whether `element` passes.
    pub(super) fn accepts<'a>(
        &self,
        element: &'a Value,
        finder: &Finder<'a>,
    ) -> Result<bool, Fault> {
        finder.look()?;
        match self {
            Self::Any(filters) => {
                for filter in filters {
                    if filter.accepts(element, finder)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::All(filters) => {
                for filter in filters {
                    if !filter.accepts(element, finder)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Self::Not(filter) => Ok(!filter.accepts(element, finder)?),
            Self::Exists(path) => Ok(finder.in_filter(path, element)?.is_some()),
            Self::Compare(left, how, right) => {
                let left = left.evaluate(element, finder)?;
                let right = right.evaluate(element, finder)?;
                Ok(how.holds(left.as_ref(), right.as_ref()))
            }
        }
    }
}

impl Operand {
    /// Its value; `None` when its path finds nothing.
    fn evaluate<'a>(
        &self,
        element: &'a Value,
        finder: &Finder<'a>,
    ) -> Result<Option<Value>, Fault> {
        match self {
            Self::Literal(value) => Ok(Some(value.clone())),
            Self::Path(path) => {
                let Some(found) = finder.in_filter(path, element)? else { return Ok(None) };
                for value in &found {
                    finder.copy(value)?;
                }
                Ok(if path.is_definite() {
                    found.first().copied().cloned()
                } else {
                    Some(Value::Array(found.into_iter().cloned().collect()))
                })
            }
        }
    }
}

impl Comparison {
    /// Whether it holds. What is not there is unequal to everything, and never less or more.
    fn holds(self, left: Option<&Value>, right: Option<&Value>) -> bool {
        let (Some(left), Some(right)) = (left, right) else {
            return matches!(self, Self::Unequal | Self::NotIn);
        };
        match self {
            Self::Equal => equal(left, right),
            Self::Unequal => !equal(left, right),
            Self::Less => order(left, right).is_some_and(Ordering::is_lt),
            Self::LessOrEqual => order(left, right).is_some_and(Ordering::is_le),
            Self::Greater => order(left, right).is_some_and(Ordering::is_gt),
            Self::GreaterOrEqual => order(left, right).is_some_and(Ordering::is_ge),
            Self::In => is_in(left, right),
            Self::NotIn => !is_in(left, right),
        }
    }
}

fn is_in(item: &Value, list: &Value) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|one| equal(item, one)))
}

/// A number and a text are equal when the text is that number.
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(number), Value::String(text))
        | (Value::String(text), Value::Number(number)) => {
            text.parse().is_ok_and(|text| number::compare(number, &text) == Some(Ordering::Equal))
        }
        _ => number::same(left, right),
    }
}

/// Only numbers, and texts, have an order among each other.
fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => number::compare(left, right),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        _ => None,
    }
}
