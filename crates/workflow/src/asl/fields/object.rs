//! The fields of one object.

use super::super::document::{Json, Place, Read, Report, short};
use super::known::{
    BATCHER, CATCHER, CHOICE, FAIL, Known, Language, MAP, PARALLEL, PASS, RULE, SUCCEED, TASK, WAIT,
};
use super::{Operator, suggestion};

/// Everything that is a field somewhere.
const ELSEWHERE: [&Known; 11] =
    [&TASK, &PASS, &CHOICE, &RULE, &WAIT, &SUCCEED, &FAIL, &PARALLEL, &MAP, &BATCHER, &CATCHER];

/// An object whose names were checked. It shows only fields that may be there, so that a field too
/// many is one flaw and not two.
#[derive(Debug, Clone)]
pub(in crate::asl) struct Fields<'a> {
    /// The object.
    pub(in crate::asl) at: Place<'a>,
    /// The query language that holds in it.
    pub(in crate::asl) language: Language,
    known: &'static Known,
}

impl<'a> Fields<'a> {
    /// Reads the names of an object's fields. `extra` says which others there may be.
    pub(in crate::asl) fn read(
        at: &Place<'a>,
        known: &'static Known,
        language: Language,
        report: &mut Report,
    ) -> Read<Self> {
        Self::read_with(at, known, language, |_| false, report)
    }

    /// As [`Fields::read`]; fields of which `is_extra` says so may be there too.
    pub(in crate::asl) fn read_with(
        at: &Place<'a>,
        known: &'static Known,
        language: Language,
        is_extra: impl Fn(&str) -> bool,
        report: &mut Report,
    ) -> Read<Self> {
        if !matches!(at.node.json, Json::Object(_)) {
            let shown = at.node.shown();
            let what = known.what;
            return Err(report.flaw(at, format!("is {shown}: expected {what}, which is an object")));
        }
        for (name, field) in at.fields() {
            if !known.has(name, language) && !is_extra(name) {
                report.flaw_with(&field, || too_many(name, known, language));
            }
        }
        Ok(Self { at: at.clone(), language, known })
    }

    /// The field of that name, when there is one and there may be.
    pub(in crate::asl) fn get(&self, name: &'static str) -> Option<Place<'a>> {
        self.at.field(name).filter(|_| self.known.has(name, self.language))
    }

    /// The field of that name, which must be there.
    pub(in crate::asl) fn need(&self, name: &'static str, report: &mut Report) -> Read<Place<'a>> {
        let what = self.known.what;
        self.get(name)
            .ok_or_else(|| report.flaw(&self.at, format!("has no {name}: {what} needs one")))
    }

    /// Reads the field of that name, when there is one.
    pub(in crate::asl) fn read_field<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&Place<'a>, &mut Report) -> Read<T>,
        report: &mut Report,
    ) -> Read<Option<T>> {
        self.get(name).map(|field| read(&field, report)).transpose()
    }

    /// Reads the list of that name, item by item, when there is one.
    pub(in crate::asl) fn read_list<T>(
        &self,
        name: &'static str,
        mut read: impl FnMut(&Place<'a>, &mut Report) -> Read<T>,
        report: &mut Report,
    ) -> Read<Option<Vec<T>>> {
        let Some(list) = self.get(name) else { return Ok(None) };
        let Json::List(_) = list.node.json else {
            let shown = list.node.shown();
            return Err(report.flaw(&list, format!("is {shown}: expected a list")));
        };
        let items: Vec<Read<T>> = list.items().map(|item| read(&item, report)).collect();
        items.into_iter().collect::<Read<_>>().map(Some)
    }

    /// As [`Fields::read_list`]; it must be there and have an item.
    pub(in crate::asl) fn need_list<T>(
        &self,
        name: &'static str,
        read: impl FnMut(&Place<'a>, &mut Report) -> Read<T>,
        report: &mut Report,
    ) -> Read<Vec<T>> {
        let list = self.need(name, report)?;
        let items = self.read_list(name, read, report)?.unwrap_or_default();
        if items.is_empty() {
            return Err(report.flaw(&list, "is empty: expected one item or more"));
        }
        Ok(items)
    }
}

/// Why a field may not be there.
fn too_many(name: &str, known: &Known, language: Language) -> String {
    let what = known.what;
    let other = match language {
        Language::Path => Language::Jsonata,
        Language::Jsonata => Language::Path,
    };
    if known.only(other).contains(&name) {
        let (its, here) = (other.name(), language.name());
        let instead = instead(name, language);
        return format!("is a field of {its}, and the query language here is {here}{instead}");
    }
    match name {
        "ItemReader" | "ResultWriter" => {
            return format!(
                "{name} needs S3, which this engine does not have: \
                 hand the items over as input and the results as output"
            );
        }
        "QueryLanguage" => {
            return format!(
                "is not a field of {what}: each of its states has its own, \
                 or that of the whole definition"
            );
        }
        "Next" | "End" if what == CHOICE.what => {
            return format!("is not a field of {what}: its rules and Default say where it goes");
        }
        "Next" if what == super::known::NESTED.what => {
            return format!("is not a field of {what}: only the outermost rule says where it goes");
        }
        "Next" | "End" if what == SUCCEED.what || what == FAIL.what => {
            return format!("is not a field of {what}: nothing comes after it");
        }
        _ => {}
    }
    if Operator::of(name).is_some() && what == RULE.what {
        return "is a field of JSONPath, and the query language here is JSONata: use Condition"
            .to_owned();
    }
    if ELSEWHERE.iter().any(|known| known.has(name, language) || known.has(name, other)) {
        return format!("is not a field of {what}");
    }
    let operators: &[&str] = if known.path.contains(&"Variable") { &Operator::NAMES } else { &[] };
    let names = known.both.iter().chain(known.only(language)).chain(operators).copied();
    let short = short(name);
    format!("{short} is not a field of {what}{}", suggestion(name, names))
}

/// What is used in this language for a field of the other.
fn instead(name: &str, language: Language) -> String {
    let instead = match (name, language) {
        ("InputPath", _) => "$states.input in an expression",
        ("Parameters", _) => "Arguments",
        ("Result" | "ResultPath" | "ResultSelector" | "OutputPath", _) => "Output",
        ("ItemsPath", _) => "Items",
        ("Variable" | "And" | "Or" | "Not", _) => "Condition",
        ("RoleArn.$", _) => "RoleArn",
        ("Arguments", _) => "Parameters",
        ("Output", _) => "ResultSelector, ResultPath or OutputPath",
        ("Items", _) => "ItemsPath",
        ("Condition", _) => "Variable with an operator",
        (_, Language::Jsonata) => {
            let name = name.strip_suffix("Path").unwrap_or(name);
            return format!(": use {name} with {{% … %}}");
        }
        _ => return String::new(),
    };
    format!(": use {instead}")
}
