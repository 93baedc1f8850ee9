//! Reading a definition.

use std::collections::HashSet;

use super::document::{Node, Place, Read, Report};
use super::fields::{DEFINITION, Fields, Language, Whole, one_of, whole};
use super::states::{choose_language, comment, level};
use super::{Definition, Flaw, structure};

/// Most bytes of a definition, as `CreateStateMachine` has it.
const BYTES_MAX: usize = 1024 * 1024;
/// The longest time in seconds there is.
const SECONDS_MAX: u64 = 99_999_999;

/// Reads a definition in the Amazon States Language.
///
/// What is accepted is what Step Functions accepts, but for what this engine does not have
/// (`ItemReader` and `ResultWriter`).
///
/// # Errors
/// Everything that is wrong with it, in the order of the document.
pub fn read(text: &str) -> Result<Definition, Vec<Flaw>> {
    if text.len() > BYTES_MAX {
        let bytes = text.len();
        return Err(whole_flaw(format!("has {bytes} bytes: expected at most {BYTES_MAX}")));
    }
    let node = Node::parse(text).map_err(|error| whole_flaw(unreadable(&error)))?;
    let at = Place::root(&node);
    let mut report = Report::default();
    once(&at, &mut report);
    let definition = match structure::check(&at, &mut report) {
        Ok(()) => definition(&at, &mut report),
        Err(flawed) => Err(flawed),
    };
    report.conclude(definition)
}

fn whole_flaw(sentence: String) -> Vec<Flaw> {
    vec![Flaw { path: String::new(), sentence }]
}

/// What `serde_json` says, with its place.
fn unreadable(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let place = format!(" at line {line} column {column}");
    let said = error.to_string();
    let said = said.strip_suffix(&place).unwrap_or(&said);
    if said.contains("recursion limit") {
        return format!(
            "is nested too deeply at line {line}, column {column}: expected at most 127 levels"
        );
    }
    format!("is not JSON at line {line}, column {column}: {said}")
}

/// Sees to it that every field is there once.
fn once(at: &Place<'_>, report: &mut Report) {
    let mut seen = HashSet::new();
    for (name, field) in at.fields() {
        if !seen.insert(name) {
            report.flaw(&field, "stands here a second time");
        }
        once(&field, report);
    }
    at.items().for_each(|item| once(&item, report));
}

fn definition(at: &Place<'_>, report: &mut Report) -> Read<Definition> {
    let language = choose_language(at, report).unwrap_or(Language::Path);
    let fields = Fields::read(at, &DEFINITION, language, report)?;
    let version = fields.read_field("Version", one_of(&["1.0"]), report);
    let range = Whole { min: 0, max: SECONDS_MAX };
    let timeout_seconds = fields.read_field("TimeoutSeconds", whole(range), report);
    let comment = comment(&fields, report);
    let states = level(&fields, language, report);
    version?;
    Ok(Definition { comment: comment?, timeout_seconds: timeout_seconds?, states: states? })
}
