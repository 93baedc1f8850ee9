//! How the tables are checked.

use super::super::{Definition, Flaw, read};

/// A snippet and every flaw of it: where, and a part of its sentence.
pub(super) type Case = (&'static str, &'static [(&'static str, &'static str)]);

/// The definition, which must be a good one.
pub(super) fn good(text: &str) -> Definition {
    read(text).unwrap_or_else(|flaws| panic!("{text}\nhas flaws:\n{}", listed(&flaws)))
}

/// A definition with one state, `A`, that ends it. Without a `Type` in it, it is a Pass state.
pub(super) fn with_state(fields: &str) -> String {
    format!(r#"{{"StartAt":"A","States":{{"A":{{{fields}}}}}}}"#)
}

/// As [`with_state`], in JSONata.
pub(super) fn with_jsonata_state(fields: &str) -> String {
    format!(r#"{{"QueryLanguage":"JSONata","StartAt":"A","States":{{"A":{{{fields}}}}}}}"#)
}

/// Each definition has these flaws, in this order, and no others.
pub(super) fn refuse(cases: &[Case]) {
    refuse_within(cases, "", str::to_owned);
}

/// As [`refuse`], for the fields of one state; places are those within it.
pub(super) fn refuse_states(cases: &[Case]) {
    refuse_within(cases, "/States/A", with_state);
}

/// As [`refuse_states`], in JSONata.
pub(super) fn refuse_jsonata_states(cases: &[Case]) {
    refuse_within(cases, "/States/A", with_jsonata_state);
}

fn refuse_within(cases: &[Case], place: &str, definition: impl Fn(&str) -> String) {
    for (snippet, expected) in cases {
        let flaws = read(&definition(snippet)).expect_err(snippet);
        let is_alike = |(flaw, (path, part)): (&Flaw, &(&str, &str))| {
            flaw.path == format!("{place}{path}") && flaw.sentence.contains(part)
        };
        let is_expected =
            flaws.len() == expected.len() && flaws.iter().zip(*expected).all(is_alike);
        assert!(is_expected, "{snippet}\nexpected {expected:#?}\nhas:\n{}", listed(&flaws));
    }
}

fn listed(flaws: &[Flaw]) -> String {
    flaws.iter().map(|flaw| format!("  {flaw}\n")).collect()
}
