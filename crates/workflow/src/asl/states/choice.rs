//! Choice states.

use super::super::document::{Place, Read, Report};
use super::super::fields::{Fields, Language, NESTED, Operator, RULE, expression, template, text};
use super::super::{Choice, Condition, Rule};
use super::comparison::comparison;
use super::state::{assign, comment};

/// Reads where a Choice state may go.
pub(super) fn choice(fields: &Fields<'_>, report: &mut Report) -> Read<Choice> {
    let language = fields.language;
    let rules = fields.need_list("Choices", |at, report| rule(at, language, report), report);
    let default =
        fields.read_field("Default", |at, report| text(at, report).map(str::to_owned), report);
    Ok(Choice { rules: rules?, default: default? })
}

fn is_operator(language: Language) -> impl Fn(&str) -> bool {
    move |name| language == Language::Path && Operator::of(name).is_some()
}

fn rule(at: &Place<'_>, language: Language, report: &mut Report) -> Read<Rule> {
    let fields = Fields::read_with(at, &RULE, language, is_operator(language), report)?;
    let comment = comment(&fields, report);
    let condition = match language {
        Language::Path => condition(&fields, report),
        Language::Jsonata => fields
            .need("Condition", report)
            .and_then(|at| expression(&at, report))
            .map(Condition::Jsonata),
    };
    let next = fields.need("Next", report).and_then(|at| text(&at, report));
    let assign = assign(&fields, report);
    let output = fields.read_field("Output", template(language), report);
    Ok(Rule {
        comment: comment?,
        condition: condition?,
        next: next?.to_owned(),
        assign: assign?,
        output: output?,
    })
}

fn nested(at: &Place<'_>, report: &mut Report) -> Read<Condition> {
    let fields =
        Fields::read_with(at, &NESTED, Language::Path, is_operator(Language::Path), report)?;
    let comment = comment(&fields, report);
    let condition = condition(&fields, report);
    comment?;
    condition
}

/// Reads what a rule of JSONPath asks: one of `And`, `Or`, `Not` and a comparison.
fn condition(fields: &Fields<'_>, report: &mut Report) -> Read<Condition> {
    let heads = ["And", "Or", "Not", "Variable"];
    let mut found = heads.into_iter().filter(|head| fields.get(head).is_some());
    let (head, second) = (found.next(), found.next());
    if let (Some(first), Some(second)) = (head, second) {
        let at = fields.get(second).unwrap_or_else(|| fields.at.clone());
        return Err(report.flaw(&at, format!("stands beside {first}: keep one of the two")));
    }
    let Some(head) = head else {
        let sentence = "asks nothing: expected Variable with an operator, And, Or or Not";
        return Err(report.flaw(&fields.at, sentence));
    };
    let read = match head {
        "And" => fields.need_list("And", nested, report).map(Condition::And),
        "Or" => fields.need_list("Or", nested, report).map(Condition::Or),
        "Not" => fields
            .need("Not", report)
            .and_then(|at| nested(&at, report))
            .map(|condition| Condition::Not(Box::new(condition))),
        _ => return comparison(fields, report),
    };
    let beside = fields.at.fields().find(|(name, _)| Operator::of(name).is_some());
    if let Some((_, operator)) = beside {
        return Err(report.flaw(&operator, format!("stands beside {head}: keep one of the two")));
    }
    read
}
