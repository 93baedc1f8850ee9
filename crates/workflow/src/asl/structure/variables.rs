//! Names of variables.

use std::collections::HashSet;

use super::super::document::{Place, Report, short};
use super::levels::{Level, inner};

/// Longest name of a variable, in characters.
const CHARS_MAX: usize = 80;

/// Looks at the variables of all levels. A level within another sees the outer one's variables and
/// cannot set them, so it may have none of their names; but a distributed Map does not see them.
pub(super) fn check(definition: &Level<'_>, report: &mut Report) {
    check_level(definition, &mut Vec::new(), report);
}

/// `around` has the names of each level that this one sees.
fn check_level<'a>(level: &Level<'a>, around: &mut Vec<HashSet<&'a str>>, report: &mut Report) {
    let mut own = HashSet::new();
    for assign in level.states.iter().flat_map(|(_, state)| assigns(state)) {
        for (field, at) in assign.fields() {
            let name = field.strip_suffix(".$").unwrap_or(field);
            if let Some(sentence) = misnamed(name) {
                report.flaw(&at, sentence);
            } else if around.iter().any(|names| names.contains(name)) {
                let sentence = format!(
                    "{name} is a variable of a level around this one, \
                     which can be read here and not set: expected another name"
                );
                report.flaw(&at, sentence);
            }
            own.insert(name);
        }
    }
    around.push(own);
    for (is_apart, within) in level.states.iter().flat_map(|(_, state)| inner(state)) {
        if is_apart {
            check_level(&within, &mut Vec::new(), report);
        } else {
            check_level(&within, around, report);
        }
    }
    around.pop();
}

/// Every place where a state sets variables of its level.
fn assigns<'a>(state: &Place<'a>) -> Vec<Place<'a>> {
    let lists = ["Choices", "Catch"].into_iter().filter_map(|list| state.field(list));
    let items: Vec<Place<'a>> = lists.flat_map(|list| list.items().collect::<Vec<_>>()).collect();
    let within = items.iter().filter_map(|item| item.field("Assign"));
    state.field("Assign").into_iter().chain(within).collect()
}

/// What is wrong with a name.
fn misnamed(name: &str) -> Option<String> {
    let chars = name.chars().count();
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if name == "states" {
        let sentence = "states is the name of what the language itself sets: expected another";
        return Some(sentence.to_owned());
    }
    if chars > CHARS_MAX {
        return Some(format!("has a name of {chars} characters: expected 1 to {CHARS_MAX}"));
    }
    if !is_name {
        let shown = short(name);
        return Some(format!(
            "\"{shown}\" is no name of a variable: \
             expected a letter, then letters, digits and underscores"
        ));
    }
    None
}
