//! The functions that Step Functions adds to JSONata, and those that depend on time and chance.

use std::rc::Rc;

use jsonata_core::evaluator::{Evaluator, EvaluatorError, HostFnResult};
use jsonata_core::value::JValue;

use super::fits;
use super::value::{from_json, to_json};
use crate::data::chance::{Chance, fraction, mix};
use crate::data::digest;
use crate::data::intrinsic::{self, Arguments};
use crate::data::making::Making;

/// Items of the largest array that is shuffled or the like.
type Values<'a> = &'a [JValue];

/// Makes the functions known to an evaluator.
///
/// # Errors
/// One of them cannot be replaced.
pub(super) fn register(
    evaluator: &mut Evaluator,
    making: &Making<'_>,
) -> Result<(), EvaluatorError> {
    fits::register(evaluator)?;
    evaluator
        .register_fn("partition", |given: Values| of_intrinsic(given, intrinsic::partition))?;
    evaluator.register_fn("range", |given: Values| {
        let range = of_intrinsic(given, intrinsic::range)?;
        // Step Functions answers 1, not [1], for $range(1, 9, 9).
        Ok(match range {
            JValue::Array(items) => JValue::sequence(items.into_vec()),
            other => other,
        })
    })?;
    evaluator.register_fn("hash", hash)?;
    evaluator.register_fn("parse", parse)?;
    let now = making.scope.ambient.now;
    evaluator.register_fn_override("now", move |_: Values| {
        Ok(JValue::string(now.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()))
    })?;
    evaluator
        .register_fn_override("millis", move |_: Values| Ok(JValue::from(now.as_millisecond())))?;
    let chance = Rc::new(Chance::new(making.chance.draw()));
    let ids = Rc::clone(&chance);
    evaluator.register_fn("uuid", move |_: Values| Ok(JValue::string(ids.unique_id())))?;
    let fractions = Rc::clone(&chance);
    evaluator.register_fn_override("random", move |given: Values| random(given, &fractions))?;
    evaluator.register_fn_override("shuffle", move |given: Values| Ok(shuffle(given, &chance)))?;
    evaluator.register_fn_override("eval", |_: Values| {
        Err(failure("$eval is not supported. Use $parse for JSON in a string"))
    })
}

/// An error of a function: a sentence.
pub(super) fn failure(why: impl Into<String>) -> EvaluatorError {
    EvaluatorError::EvaluationError(why.into())
}

/// A function that is also an intrinsic function.
fn of_intrinsic(
    given: Values,
    function: fn(&Arguments) -> Result<serde_json::Value, String>,
) -> HostFnResult {
    let mut values = Vec::with_capacity(given.len());
    for value in given {
        let value = to_json(value).map_err(|_| failure("a function cannot be an argument here"))?;
        let Some(value) = value else { return Ok(JValue::Undefined) };
        values.push(value);
    }
    let made = function(&Arguments::new(values)).map_err(failure)?;
    Ok(from_json(&made))
}

/// `$hash(text, algorithm)`.
fn hash(given: Values) -> HostFnResult {
    match given {
        [JValue::String(text), JValue::String(algorithm)] => {
            digest::hash(text, algorithm).map(JValue::string).map_err(failure)
        }
        [JValue::Undefined, ..] => Ok(JValue::Undefined),
        _ => Err(failure("$hash takes a string and the name of an algorithm")),
    }
}

/// `$parse(text)`.
fn parse(given: Values) -> HostFnResult {
    match given {
        [JValue::String(text)] => serde_json::from_str(text)
            .map_err(|error| failure(format!("the argument of $parse is no JSON: {error}"))),
        [JValue::Undefined] => Ok(JValue::Undefined),
        _ => Err(failure("$parse takes a string with JSON in it")),
    }
}

/// `$random()`, or `$random(seed)`, which gives the same number for the same seed.
fn random(given: Values, chance: &Chance) -> HostFnResult {
    match given {
        [] => Ok(JValue::Number(chance.fraction())),
        [JValue::Number(seed)] => Ok(JValue::Number(fraction(mix(seed.to_bits())))),
        _ => Err(failure("$random takes a number, or nothing")),
    }
}

/// `$shuffle(array)`: each item changes places with one from there on.
fn shuffle(given: Values, chance: &Chance) -> JValue {
    let mut items = match given.first() {
        Some(JValue::Array(items)) => items.to_vec(),
        None | Some(JValue::Undefined) => return JValue::Undefined,
        Some(other) => vec![other.clone()],
    };
    for at in 0..items.len() {
        let left = u64::try_from(items.len() - at).unwrap_or(u64::MAX);
        let other = usize::try_from(chance.below(left)).unwrap_or(0);
        items.swap(at, at + other);
    }
    JValue::array(items)
}
