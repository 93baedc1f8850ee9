//! Comparisons of JSONPath.

use super::super::document::{Json, Place, Read, Report};
use super::super::fields::{Fields, Operator, one_place, path, text, timestamp};
use super::super::{Condition, Operand, Operands, Test};
use crate::data::Path;

/// Reads `Variable` and the one operator beside it.
pub(super) fn comparison(fields: &Fields<'_>, report: &mut Report) -> Read<Condition> {
    let variable = fields.need("Variable", report).and_then(|at| place(&at, report));
    let mut operators = fields
        .at
        .fields()
        .filter_map(|(name, at)| Operator::of(name).map(|operator| (name, operator, at)));
    let Some((first, operator, at)) = operators.next() else {
        let sentence = "has a Variable and no operator, such as StringEquals or IsPresent";
        return Err(report.flaw(&fields.at, sentence));
    };
    let test = test(operator, &at, report);
    if let Some((_, _, second)) = operators.next() {
        let sentence = format!("stands beside {first}: keep one of the two, or use And");
        return Err(report.flaw(&second, sentence));
    }
    Ok(Condition::Compare { variable: variable?, test: test? })
}

/// Reads a path to one place.
fn place(at: &Place<'_>, report: &mut Report) -> Read<Path> {
    one_place(at, report)?;
    path(at, report)
}

fn test(operator: Operator, at: &Place<'_>, report: &mut Report) -> Read<Test> {
    match operator {
        Operator::Compare { of, relation, is_path: true } => {
            let with = Operand::Path(place(at, report)?);
            Ok(Test::Values { of, relation, with })
        }
        Operator::Compare { of, relation, is_path: false } => {
            let with = operand(of, at, report)?;
            Ok(Test::Values { of, relation, with })
        }
        Operator::Matches => text(at, report).map(|pattern| Test::Matches(pattern.to_owned())),
        Operator::Is(is) => match at.node.json {
            Json::Bool(flag) => Ok(Test::Is(is, flag)),
            _ => Err(mistyped(at, "true or false", report)),
        },
    }
}

fn operand(of: Operands, at: &Place<'_>, report: &mut Report) -> Read<Operand> {
    match (of, &at.node.json) {
        (Operands::Booleans, Json::Bool(_))
        | (Operands::Numbers, Json::Number(_))
        | (Operands::Strings, Json::Text(_)) => {}
        (Operands::Timestamps, _) => _ = timestamp(at, report)?,
        (Operands::Booleans, _) => return Err(mistyped(at, "true or false", report)),
        (Operands::Numbers, _) => return Err(mistyped(at, "a number", report)),
        (Operands::Strings, _) => return Err(mistyped(at, "a text", report)),
    }
    Ok(Operand::Value(at.node.value()))
}

fn mistyped(at: &Place<'_>, expected: &str, report: &mut Report) -> super::super::document::Flawed {
    let shown = at.node.shown();
    report.flaw(at, format!("is {shown}: expected {expected}"))
}
