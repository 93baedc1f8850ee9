//! What the language does, as cases: a definition, an input, what its tasks answer, and what comes
//! of it. Each execution is also stored and read back after every step, and must end the same.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};
use workflow::asl;
use workflow::machine::{Event, Outcome};
use workflow::{Mocks, Rehearsed, rehearse, rehearse_with};

/// One case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The states, of which the first to begin with is `Start`; or a whole definition.
    #[serde(default)]
    states: Option<Value>,
    #[serde(default)]
    definition: Option<Value>,
    /// Of `states`.
    #[serde(default)]
    jsonata: bool,
    #[serde(default)]
    input: Value,
    #[serde(default)]
    mocks: Mocks,
    /// `SUCCEEDED` unless told.
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    output: Option<Value>,
    #[serde(default)]
    error: Option<String>,
    /// A part of the cause.
    #[serde(default)]
    cause: Option<String>,
    /// The types of all events.
    #[serde(default)]
    history: Option<Vec<String>>,
    /// Details of events, by the event's number: each must be there.
    #[serde(default)]
    events: BTreeMap<u64, Map<String, Value>>,
    /// How long it took, in seconds.
    #[serde(default)]
    seconds: Option<i64>,
}

impl Case {
    fn text(&self) -> String {
        match (&self.definition, &self.states) {
            (Some(whole), _) => whole.to_string(),
            (None, states) => {
                let language = if self.jsonata { "JSONata" } else { "JSONPath" };
                serde_json::json!({
                    "QueryLanguage": language, "StartAt": "Start", "States": states,
                })
                .to_string()
            }
        }
    }

    fn check(&self) -> Result<(), String> {
        let definition = asl::read(&self.text()).map_err(|flaws| format!("refused: {flaws:?}"))?;
        let start: Timestamp = "2026-11-20T08:00:00Z".parse().expect("an instant");
        let done = rehearse(&definition, self.input.clone(), &self.mocks, start);
        self.check_outcome(&done)?;
        let kept =
            rehearse_with(&definition, self.input.clone(), &self.mocks, start, &|execution| {
                let stored = serde_json::to_string(&execution).expect("plain data");
                serde_json::from_str(&stored).expect("as it was stored")
            });
        if kept != done {
            return Err("stored and read back between two steps it ends otherwise".to_owned());
        }
        let kinds: Vec<_> = done.events.iter().map(|event| event.kind.clone()).collect();
        if let Some(history) = self.history.as_ref().filter(|history| **history != kinds) {
            return Err(format!("history {kinds:?}\n  instead of {history:?}"));
        }
        for (id, details) in &self.events {
            check_event(done.events.iter().find(|event| event.id == *id), details)?;
        }
        let took =
            done.events.last().map_or(0, |last| last.timestamp.as_second() - start.as_second());
        if let Some(seconds) = self.seconds.filter(|seconds| *seconds != took) {
            return Err(format!("it took {took} s instead of {seconds}"));
        }
        Ok(())
    }

    fn check_outcome(&self, done: &Rehearsed) -> Result<(), String> {
        let (status, output, failed) = match &done.execution.outcome {
            Outcome::Running => ("RUNNING", None, None),
            Outcome::Succeeded { output } => ("SUCCEEDED", Some(output), None),
            Outcome::Failed(failed) => ("FAILED", None, Some(failed)),
            Outcome::TimedOut(failed) => ("TIMED_OUT", None, Some(failed)),
            Outcome::Aborted(failed) => ("ABORTED", None, Some(failed)),
        };
        let wanted = self.status.as_deref().unwrap_or("SUCCEEDED");
        let error = failed.and_then(|failed| failed.error.clone());
        let cause = failed.and_then(|failed| failed.cause.clone()).unwrap_or_default();
        if status != wanted || error.as_ref() != self.error.as_ref().or(error.as_ref()) {
            return Err(format!("{status} {error:?} {cause:?} {:?}", done.unanswered));
        }
        if let Some(part) = self.cause.as_ref().filter(|part| !cause.contains(*part)) {
            return Err(format!("the cause {cause:?} has no {part:?}"));
        }
        match &self.output {
            Some(wanted) if output != Some(wanted) => {
                Err(format!("it gave {} instead of {wanted}", output.cloned().unwrap_or_default()))
            }
            _ => Ok(()),
        }
    }
}

fn check_event(event: Option<&Event>, details: &Map<String, Value>) -> Result<(), String> {
    let Some(event) = event else { return Err("an event is missing".to_owned()) };
    let whole = serde_json::to_value(event).expect("plain data");
    let has = |(name, value): (&String, &Value)| {
        whole.get(name) == Some(value)
            || event.details.values().any(|details| details.get(name) == Some(value))
    };
    let missing = details.iter().find(|detail| !has(*detail));
    missing.map_or(Ok(()), |(name, value)| Err(format!("{name}: {value} is not in {whole}")))
}

fn check(file: &str) {
    let cases: Vec<Case> = serde_json::from_str(file).expect("a file of cases");
    assert!(!cases.is_empty());
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| Some(format!("{}: {}", case.name, case.check().err()?)))
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

macro_rules! cases {
    ($($name:ident)+) => {$(
        #[test]
        fn $name() {
            check(include_str!(concat!("cases/", stringify!($name), ".json")));
        }
    )+};
}

cases! { choice errors iteration jsonata parallel paths tasks waiting }
