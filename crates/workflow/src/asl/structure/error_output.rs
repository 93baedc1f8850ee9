//! `$states.errorOutput`, which is there for a catcher and for nothing else.
//!
//! `ValidateStateMachineDefinition` refuses an expression that reads it elsewhere, where it could
//! never be.

use super::super::document::{Place, Report};
use super::super::fields::{Language, is_marked};
use super::levels::Level;

/// Looks at every expression outside of catchers.
pub(super) fn check(definition: &Level<'_>, report: &mut Report) {
    let whole = definition.at.node.field("QueryLanguage").and_then(|at| at.text());
    definition.walk(&mut |level| {
        for (_, state) in &level.states {
            let own = state.node.field("QueryLanguage").and_then(|at| at.text());
            if own.or(whole) == Some(Language::Jsonata.name()) {
                check_state(state, report);
            }
        }
    });
}

fn check_state(state: &Place<'_>, report: &mut Report) {
    for (name, field) in state.fields() {
        match name {
            // Other levels, which are looked at on their own.
            "Branches" | "ItemProcessor" | "Iterator" => {}
            "Catch" => {
                let fields = field.items().flat_map(|catcher| catcher.fields().collect::<Vec<_>>());
                for (_, at) in fields.filter(|(name, _)| !matches!(*name, "Assign" | "Output")) {
                    check_value(&at, report);
                }
            }
            _ => check_value(&field, report),
        }
    }
}

fn check_value(at: &Place<'_>, report: &mut Report) {
    if at.node.text().is_some_and(|text| is_marked(text) && reads_error(text)) {
        report
            .flaw(at, "reads $states.errorOutput, which only Output and Assign of a catcher have");
    }
    at.fields().for_each(|(_, field)| check_value(&field, report));
    at.items().for_each(|item| check_value(&item, report));
}

/// Whether an expression reads it: texts and comments in the expression are passed over.
fn reads_error(source: &str) -> bool {
    let code = code(source);
    code.match_indices("$states").any(|(at, name)| {
        let rest = code[at + name.len()..].trim_start().strip_prefix('.').map(str::trim_start);
        let rest = rest.and_then(|rest| rest.strip_prefix("errorOutput"));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    })
}

/// The source without its texts and comments.
fn code(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if matches!(c, '"' | '\'') {
            rest = after_text(rest, c);
        }
        code.push(c);
    }
    code
}

/// What comes after a text that ends with `quote`.
fn after_text(text: &str, quote: char) -> &str {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if !is_escaped && c == quote {
            return &text[at + c.len_utf8()..];
        }
        is_escaped = !is_escaped && c == '\\';
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::reads_error;

    #[test]
    fn only_code_reads() {
        for reads in [
            "{% $states.errorOutput %}",
            "{% $states . errorOutput.Error %}",
            "{% $string($states.errorOutput) & \"x\" %}",
            "{% 'it\\'s' & $states.errorOutput %}",
            "{% $states/* the */.errorOutput %}",
        ] {
            assert!(reads_error(reads), "{reads}");
        }
        for reads_not in [
            "{% $states.input.errorOutput %}",
            "{% $states.errorOutputs %}",
            "{% \"$states.errorOutput\" %}",
            "{% /* $states.errorOutput */ 1 %}",
            "{% 'open $states.errorOutput %}",
            "{% $states %}",
            "",
        ] {
            assert!(!reads_error(reads_not), "{reads_not}");
        }
    }
}
