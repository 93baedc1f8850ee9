//! What is said of conditions, errors and times, shortly.

use crate::asl::{Condition, Field, Is, Kind, Operand, Relation, Rule, State, Test, Until};

/// The longest text beside an arrow, in characters.
const CHARS_MAX: usize = 48;

/// When a rule holds: what its author says about it, or what it asks.
pub(super) fn rule(rule: &Rule) -> String {
    short(&rule.comment.clone().unwrap_or_else(|| condition(&rule.condition)))
}

/// Which errors are caught.
pub(super) fn errors(names: &[String]) -> String {
    if names.iter().any(|name| name == "States.ALL") {
        return "any error".to_owned();
    }
    short(&names.join(", "))
}

/// How long a state waits, or may take; empty when it says nothing of it.
pub(super) fn times(state: &State) -> String {
    match &state.kind {
        Kind::Task(task) => {
            let timeout = task.timeout_seconds.as_ref();
            let heartbeat = task.heartbeat_seconds.as_ref();
            let words = [("at most", timeout), ("silent at most", heartbeat)];
            let said = words.into_iter().filter_map(|(word, field)| {
                Some(format!("{word} {} s", shown(field?, u64::to_string)))
            });
            said.collect::<Vec<_>>().join(", ")
        }
        Kind::Wait(Until::Seconds(field)) => format!("{} s", shown(field, u64::to_string)),
        Kind::Wait(Until::Timestamp(field)) => format!("until {}", shown(field, String::clone)),
        _ => String::new(),
    }
}

fn shown<T>(field: &Field<T>, text: impl FnOnce(&T) -> String) -> String {
    match field {
        Field::Fixed(value) => text(value),
        Field::Reckoned(template) => format!("`{}`", template.source().unwrap_or("…")),
    }
}

fn condition(of: &Condition) -> String {
    let joined = |all: &[Condition], word: &str| {
        all.iter().map(condition).collect::<Vec<_>>().join(&format!(" {word} "))
    };
    match of {
        Condition::Jsonata(expression) => expression.source().to_owned(),
        Condition::And(all) => joined(all, "and"),
        Condition::Or(any) => joined(any, "or"),
        Condition::Not(not) => format!("not ({})", condition(not)),
        Condition::Compare { variable, test } => format!("{} {}", variable.text(), asked(test)),
    }
}

fn asked(test: &Test) -> String {
    match test {
        Test::Values { relation, with, .. } => {
            let relation = match relation {
                Relation::Equal => "=",
                Relation::Less => "<",
                Relation::LessOrEqual => "≤",
                Relation::Greater => ">",
                Relation::GreaterOrEqual => "≥",
            };
            let with = match with {
                Operand::Value(value) => value.to_string(),
                Operand::Path(path) => path.text().to_owned(),
            };
            format!("{relation} {with}")
        }
        Test::Matches(pattern) => format!("like {pattern}"),
        Test::Is(is, wanted) => {
            let what = match is {
                Is::Null => "null",
                Is::Present => "there",
                Is::Numeric => "a number",
                Is::String => "a text",
                Is::Boolean => "true or false",
                Is::Timestamp => "a time",
            };
            if *wanted { format!("is {what}") } else { format!("is not {what}") }
        }
    }
}

/// A text in one line, cut where it is too long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= CHARS_MAX {
        return line;
    }
    let kept: String = line.chars().take(CHARS_MAX - 1).collect();
    format!("{}…", kept.trim_end())
}
