//! Golden traces: an input, what tasks answer, and what comes of it.
//!
//! `cases/usual.json` has what everybody answers when nothing is out of the ordinary; each case
//! says what is different. When the definition is meant to change, run these tests with
//! `COMANDA_TEST_UPDATE=1`, and read what has changed before it is committed.

use std::collections::BTreeSet;

use kernel::Timestamp;
use serde_json::{Map, Value, json};
use workflow::{Rehearsed, rehearse};

use crate::definition::definition;
use crate::trace::{asked, ending, entered, seconds};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../orders/workflows/cases");
pub(crate) const FILES: [&str; 4] = ["good-ways", "refusals", "cancellations", "troubles"];

/// A file of cases.
pub(crate) fn read(file: &str) -> Value {
    let text = std::fs::read_to_string(format!("{CASES}/{file}.json")).expect("a file of cases");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The fields of `usual`, but for those that `own` has.
pub(crate) fn merged(usual: &Value, own: Option<&Value>) -> Value {
    let mut all = usual.as_object().expect("an object").clone();
    all.extend(own.and_then(Value::as_object).cloned().unwrap_or_default());
    all.into()
}

fn play(usual: &Value, case: &Value, start: Timestamp) -> Rehearsed {
    let input = merged(&usual["input"], case.get("input"));
    let replies = merged(&usual["replies"], case.get("replies"));
    let mocks = serde_json::from_value(replies).expect("replies");
    let done = rehearse(&definition(), input.clone(), &mocks, start);
    for asked in asked(&done.events) {
        for field in ["order", "location"] {
            assert_eq!(asked.input.get(field), input.get(field), "{}", asked.state);
        }
    }
    done
}

/// What came of it, as it stands in the file.
fn came(done: &Rehearsed, start: Timestamp) -> Map<String, Value> {
    let (status, output, error) = ending(&done.execution.outcome);
    let tasks = asked(&done.events).into_iter().map(|asked| {
        let about = asked.about();
        if about.is_empty() { json!(asked.task) } else { json!([asked.task, about]) }
    });
    let mut came = Map::new();
    came.insert("status".to_owned(), json!(status));
    came.extend(output.map(|output| ("output".to_owned(), output.clone())));
    came.extend(error.map(|error| ("error".to_owned(), json!(error))));
    came.insert("seconds".to_owned(), json!(seconds(&done.events, start)));
    came.insert("states".to_owned(), json!(entered(&done.events)));
    came.insert("tasks".to_owned(), tasks.collect());
    came
}

/// A file of cases as text: a line for each field, and for each item of a longer one.
fn written(cases: &[Value]) -> String {
    let lines = |open: char, lines: Vec<String>, close: char| {
        format!("{open}\n      {}\n    {close}", lines.join(",\n      "))
    };
    let field = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::Array(items) if name == "tasks" => {
                lines('[', items.iter().map(Value::to_string).collect(), ']')
            }
            Value::Object(fields) if name == "replies" => {
                let line = |(name, value)| format!("{}: {value}", json!(name));
                lines('{', fields.iter().map(line).collect(), '}')
            }
            other => other.to_string(),
        };
        format!("    {}: {value}", json!(name))
    };
    let case = |case: &Value| {
        let fields = case.as_object().expect("a case").iter().map(field);
        format!("  {{\n{}\n  }}", fields.collect::<Vec<_>>().join(",\n"))
    };
    format!("[\n{}\n]\n", cases.iter().map(case).collect::<Vec<_>>().join(",\n"))
}

/// Whether the files are to be written anew.
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says so here")]
fn is_update() -> bool {
    std::env::var("COMANDA_TEST_UPDATE").is_ok()
}

fn check(file: &str) {
    let start: Timestamp = "2026-11-20T08:00:00Z".parse().expect("an instant");
    let usual = read("usual");
    let Value::Array(mut cases) = read(file) else { panic!("{file} has no list of cases") };
    let mut failures = Vec::new();
    for case in &mut cases {
        let done = came(&play(&usual, case, start), start);
        let case = case.as_object_mut().expect("a case");
        let given = |name: &String| ["name", "input", "replies"].contains(&name.as_str());
        let expected: Map<_, _> = case
            .iter()
            .filter(|(name, _)| !given(name))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect();
        if expected != done {
            failures.push(format!("{}: {}", case["name"], Value::from(done.clone())));
        }
        case.retain(|name, _| given(name));
        case.extend(done);
    }
    if is_update() {
        std::fs::write(format!("{CASES}/{file}.json"), written(&cases)).expect("it is written");
        return;
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn good_ways() {
    check("good-ways");
}

#[test]
fn refusals() {
    check("refusals");
}

#[test]
fn cancellations() {
    check("cancellations");
}

#[test]
fn troubles() {
    check("troubles");
}

#[test]
fn every_state_is_in_a_case_and_no_two_cases_have_one_name() {
    if is_update() {
        return;
    }
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for case in FILES.iter().flat_map(|file| read(file).as_array().expect("cases").clone()) {
        assert!(names.insert(case["name"].to_string()), "{} is there twice", case["name"]);
        let states = case["states"].as_array().cloned().unwrap_or_default();
        seen.extend(states.iter().filter_map(|name| Some(name.as_str()?.to_owned())));
    }
    let definition = definition();
    let all: BTreeSet<String> = definition.states.states.keys().cloned().collect();
    assert_eq!(seen, all);
    assert!(names.len() >= 25);
}
