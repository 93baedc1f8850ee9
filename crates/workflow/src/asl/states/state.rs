//! One state: what all kinds have in common.

use super::super::document::{Json, Place, Read, Report};
use super::super::fields::{
    CHOICE, FAIL, Fields, Known, Language, MAP, PARALLEL, PASS, SUCCEED, TASK, WAIT, one_of,
    suggestion, template, text,
};
use super::super::{Kind, Next, State};
use super::choice::choice;
use super::fail::fail;
use super::flow::flow;
use super::map::map;
use super::next::next;
use super::parallel::parallel;
use super::task::task;
use super::wait::wait;
use crate::data::Template;

const TYPES: [(&str, &Known); 8] = [
    ("Task", &TASK),
    ("Pass", &PASS),
    ("Choice", &CHOICE),
    ("Wait", &WAIT),
    ("Succeed", &SUCCEED),
    ("Fail", &FAIL),
    ("Parallel", &PARALLEL),
    ("Map", &MAP),
];

/// Reads a state.
pub(super) fn state(at: &Place<'_>, whole: Language, report: &mut Report) -> Read<State> {
    if !matches!(at.node.json, Json::Object(_)) {
        let shown = at.node.shown();
        return Err(report.flaw(at, format!("is {shown}: expected a state, which is an object")));
    }
    let language = language(at, whole, report);
    let (name, known) = kind_of(at, report)?;
    let fields = Fields::read(at, known, language, report)?;
    let comment = comment(&fields, report);
    let flow = flow(&fields, name == "Map", report);
    let assign = assign(&fields, report);
    let next = match name {
        "Choice" | "Succeed" | "Fail" => Ok(Next::End),
        _ => next(&fields, report),
    };
    let kind = match name {
        "Task" => task(&fields, report).map(|task| Kind::Task(Box::new(task))),
        "Pass" => Ok(Kind::Pass(fields.get("Result").map(|result| result.node.value()))),
        "Choice" => choice(&fields, report).map(Kind::Choice),
        "Wait" => wait(&fields, report).map(Kind::Wait),
        "Succeed" => Ok(Kind::Succeed),
        "Fail" => fail(&fields, report).map(Kind::Fail),
        "Parallel" => parallel(&fields, whole, report).map(Kind::Parallel),
        _ => map(&fields, whole, report).map(|map| Kind::Map(Box::new(map))),
    };
    Ok(State { comment: comment?, kind: kind?, flow: flow?, assign: assign?, next: next? })
}

fn kind_of(at: &Place<'_>, report: &mut Report) -> Read<(&'static str, &'static Known)> {
    let names = TYPES.map(|(name, _)| name);
    let Some(field) = at.field("Type") else {
        let names = names.join(", ");
        return Err(report.flaw(at, format!("has no Type: expected one of {names}")));
    };
    let word = text(&field, report)?;
    TYPES.into_iter().find(|(name, _)| *name == word).ok_or_else(|| {
        let (shown, suggestion) = (field.node.shown(), suggestion(word, names));
        let names = names.join(", ");
        report.flaw(&field, format!("is {shown}: expected one of {names}{suggestion}"))
    })
}

/// The query language of a state. A definition in JSONata cannot go back to JSONPath.
fn language(at: &Place<'_>, whole: Language, report: &mut Report) -> Language {
    let language = choose_language(at, report).unwrap_or(whole);
    if (whole, language) == (Language::Jsonata, Language::Path) {
        let at = at.field("QueryLanguage").unwrap_or_else(|| at.clone());
        report.flaw(&at, "is JSONPath in a definition in JSONata: only the other way is possible");
    }
    language
}

/// The query language an object names. One that is misspelt is a flaw, but still names one.
pub(in crate::asl) fn choose_language(at: &Place<'_>, report: &mut Report) -> Option<Language> {
    let field = at.field("QueryLanguage")?;
    let named = match one_of(&["JSONPath", "JSONata"])(&field, report) {
        Ok(word) => word,
        Err(_) => field.node.text()?,
    };
    [Language::Path, Language::Jsonata]
        .into_iter()
        .find(|language| language.name().eq_ignore_ascii_case(named))
}

/// Reads a comment.
pub(in crate::asl) fn comment(fields: &Fields<'_>, report: &mut Report) -> Read<Option<String>> {
    fields.read_field("Comment", |at, report| text(at, report).map(str::to_owned), report)
}

/// Reads what a state, a rule or a catcher assigns. Names are looked at in `structure`.
pub(super) fn assign(fields: &Fields<'_>, report: &mut Report) -> Read<Option<Template>> {
    fields.read_field("Assign", object_template(fields.language), report)
}

/// Reads a template that must be an object.
pub(super) fn object_template<'a>(
    language: Language,
) -> impl FnOnce(&Place<'a>, &mut Report) -> Read<Template> {
    move |at, report| {
        if !matches!(at.node.json, Json::Object(_)) {
            let shown = at.node.shown();
            return Err(report.flaw(at, format!("is {shown}: expected an object")));
        }
        template(language)(at, report)
    }
}
