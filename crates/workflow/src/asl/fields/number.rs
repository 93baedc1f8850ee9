//! Fields that are numbers.

use super::super::Field;
use super::super::document::{Json, Place, Read, Report};
use super::{Fields, Language, is_marked, reckoned, reference, template};

/// A whole number from `min` to `max`.
#[derive(Debug, Clone, Copy)]
pub(in crate::asl) struct Whole {
    /// The least it may be.
    pub(in crate::asl) min: u64,
    /// The most it may be.
    pub(in crate::asl) max: u64,
}

/// Reads a whole number of that range.
pub(in crate::asl) fn whole<'a>(range: Whole) -> impl FnOnce(&Place<'a>, &mut Report) -> Read<u64> {
    move |at, report| {
        let number = match &at.node.json {
            Json::Number(number) => number.as_u64(),
            _ => None,
        };
        if let Some(number) = number.filter(|number| (range.min..=range.max).contains(number)) {
            return Ok(number);
        }
        let (shown, min, max) = (at.node.shown(), range.min, range.max);
        let expected = match max {
            u64::MAX => format!("{min} or more"),
            _ => format!("from {min} to {max}"),
        };
        Err(report.flaw(at, format!("is {shown}: expected a whole number, {expected}")))
    }
}

/// Reads a number that is `min` or more.
pub(in crate::asl) fn fraction<'a>(min: f64) -> impl FnOnce(&Place<'a>, &mut Report) -> Read<f64> {
    move |at, report| {
        number(at).filter(|number| *number >= min).ok_or_else(|| {
            let shown = at.node.shown();
            report.flaw(at, format!("is {shown}: expected a number, {min:?} or more"))
        })
    }
}

/// Reads a number from 0 to 100.
pub(in crate::asl) fn percentage(at: &Place<'_>, report: &mut Report) -> Read<f64> {
    number(at).filter(|number| (0.0..=100.0).contains(number)).ok_or_else(|| {
        let shown = at.node.shown();
        report.flaw(at, format!("is {shown}: expected a number from 0 to 100"))
    })
}

fn number(at: &Place<'_>) -> Option<f64> {
    match &at.node.json {
        Json::Number(number) => number.as_f64(),
        _ => None,
    }
}

/// Reads a field that is written down, or stands at a path under another name, or is an expression
/// of JSONata. `check` says what the path must hold to.
pub(in crate::asl) fn reckonable<'a, T>(
    fields: &Fields<'a>,
    [name, path_name]: [&'static str; 2],
    read: impl FnOnce(&Place<'a>, &mut Report) -> Read<T>,
    check: impl FnOnce(&Place<'a>, &mut Report) -> Read<()>,
    report: &mut Report,
) -> Read<Option<Field<T>>> {
    match (fields.get(name), fields.get(path_name)) {
        (None, None) => Ok(None),
        (Some(_), Some(path)) => {
            Err(report.flaw(&path, format!("stands beside {name}: keep one of the two")))
        }
        (None, Some(path)) => {
            check(&path, report)?;
            reckoned(&path, report).map(|path| Some(Field::Reckoned(path)))
        }
        (Some(field), None) => written(fields.language, &field, read, report).map(Some),
    }
}

/// Reads a whole number of that range, or where it is to be found.
pub(in crate::asl) fn reckonable_whole(
    fields: &Fields<'_>,
    names: [&'static str; 2],
    range: Whole,
    report: &mut Report,
) -> Read<Option<Field<u64>>> {
    reckonable(fields, names, whole(range), reference, report)
}

/// Reads a field that is written down or, in JSONata, an expression.
fn written<'a, T>(
    language: Language,
    at: &Place<'a>,
    read: impl FnOnce(&Place<'a>, &mut Report) -> Read<T>,
    report: &mut Report,
) -> Read<Field<T>> {
    if at.node.text().is_some_and(is_marked) {
        return match language {
            Language::Jsonata => template(Language::Jsonata)(at, report).map(Field::Reckoned),
            Language::Path => Err(report
                .flaw(at, "is an expression of JSONata, and the query language here is JSONPath")),
        };
    }
    read(at, report).map(Field::Fixed)
}
