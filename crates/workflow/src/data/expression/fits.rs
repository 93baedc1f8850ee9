//! What keeps an evaluation small: functions that `Guard` puts around whatever makes or keeps a
//! value. Each gives its last argument, or an error when there is too much of it.

use std::rc::Rc;

use jsonata_core::evaluator::{Evaluator, EvaluatorError};
use jsonata_core::value::JValue;

use super::budget::Budget;
use super::distinct::distinct;

/// Counts its arguments.
pub(super) const FITS: &str = "__fits";
/// The same, for what is given a name: what was counted lately is not counted again.
pub(super) const NAMED: &str = "__named";
/// Counts its first argument.
pub(super) const BESIDE: &str = "__beside";
/// Counts its argument, for a step that makes a record of several names of each item.
pub(super) const TUPLES: &str = "__tuples";
/// Remembers how long its argument is, for `TIMES` and `NUMERAL`.
pub(super) const LENGTH: &str = "__length";
/// Refuses what is too long as often as what `LENGTH` saw last is long.
pub(super) const TIMES: &str = "__times";
/// Refuses to write what `LENGTH` saw last as a Roman numeral, when that is long.
pub(super) const NUMERAL: &str = "__numeral";
/// Refuses a number of characters that is more than can be made.
pub(super) const WIDTH: &str = "__width";
/// Refuses a picture of a time with such a number in it.
pub(super) const WIDTHS: &str = "__widths";
/// `$distinct`; that of the crate compares each item with each other one.
pub(super) const DISTINCT: &str = "__distinct";

/// Looks at arguments.
type Check = fn(&Budget, &[JValue]) -> Result<(), EvaluatorError>;

/// The functions that look at their arguments.
const CHECKS: [(&str, Check); 9] = [
    (FITS, Budget::count_all),
    (NAMED, Budget::count_new),
    (BESIDE, Budget::count_first),
    (TUPLES, Budget::count_records),
    (LENGTH, Budget::remember_length),
    (TIMES, Budget::check_times),
    (NUMERAL, Budget::check_numeral),
    (WIDTH, Budget::check_width),
    (WIDTHS, Budget::check_widths),
];

/// Makes the functions known to an evaluator, which is then good for one evaluation.
///
/// # Errors
/// One of them is known already.
pub(super) fn register(evaluator: &mut Evaluator) -> Result<(), EvaluatorError> {
    let budget = Rc::new(Budget::default());
    for (name, check) in CHECKS {
        let budget = Rc::clone(&budget);
        evaluator.register_fn(name, move |given: &[JValue]| {
            check(&budget, given)?;
            Ok(given.last().cloned().unwrap_or(JValue::Undefined))
        })?;
    }
    evaluator.register_fn(DISTINCT, |given: &[JValue]| Ok(distinct(given)))
}
