//! Map states.

use super::super::document::{Json, Place, Read, Report};
use super::super::fields::{
    Fields, Language, PROCESSOR, PROCESSOR_CONFIG, Whole, is_marked, one_of, one_place, path,
    percentage, reckonable, reckonable_whole, reference, template, text,
};
use super::super::{Field, Items, Map, States};
use super::batcher::batcher;
use super::flow::whole_input;
use super::level::level;
use super::rescue::rescue;
use super::state::comment;
use crate::data::Template;

const ANY: Whole = Whole { min: 0, max: u64::MAX };
const LABEL_CHARS_MAX: usize = 40;
/// Fields that only a distributed Map has.
const DISTRIBUTED: [&str; 6] = [
    "ItemBatcher",
    "Label",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
];

/// Reads what a Map state runs, and for what.
pub(super) fn map(fields: &Fields<'_>, whole: Language, report: &mut Report) -> Read<Map> {
    let items = items(fields, report);
    let item_selector = item_selector(fields, report);
    let processor = processor(fields, whole, report);
    if let Ok((_, false)) = processor {
        refuse_distributed(fields, report);
    }
    let item_batcher = fields.get("ItemBatcher").map(|at| batcher(&at, fields.language, report));
    let max_concurrency =
        reckonable_whole(fields, ["MaxConcurrency", "MaxConcurrencyPath"], ANY, report);
    let count = reckonable_whole(
        fields,
        ["ToleratedFailureCount", "ToleratedFailureCountPath"],
        ANY,
        report,
    );
    let percent = reckonable(
        fields,
        ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
        percentage,
        reference,
        report,
    );
    let label = fields.read_field("Label", label, report);
    let rescue = rescue(fields, report);
    let (processor, is_distributed) = processor?;
    label?;
    Ok(Map {
        items: items?,
        item_selector: item_selector?,
        item_batcher: item_batcher.transpose()?,
        max_concurrency: max_concurrency?.unwrap_or(Field::Fixed(0)),
        tolerated_failure_count: count?.unwrap_or(Field::Fixed(0)),
        tolerated_failure_percentage: percent?.unwrap_or(Field::Fixed(0.0)),
        processor,
        is_distributed,
        rescue: rescue?,
    })
}

/// Reads where the items are.
fn items(fields: &Fields<'_>, report: &mut Report) -> Read<Items> {
    if fields.language == Language::Path {
        return match fields.get("ItemsPath") {
            Some(at) => {
                one_place(&at, report)?;
                path(&at, report).map(Items::At)
            }
            None => whole_input(&fields.at, report).map(Items::At),
        };
    }
    let Some(at) = fields.get("Items") else { return Ok(Items::Input) };
    match &at.node.json {
        Json::List(_) | Json::Object(_) => {}
        Json::Text(text) if is_marked(text) => {}
        _ => {
            let shown = at.node.shown();
            let sentence = format!("is {shown}: expected a list, an object or {{% … %}}");
            return Err(report.flaw(&at, sentence));
        }
    }
    template(Language::Jsonata)(&at, report).map(Items::Reckoned)
}

/// Reads what makes the input of each iteration, under its name or its old one.
fn item_selector(fields: &Fields<'_>, report: &mut Report) -> Read<Option<Template>> {
    match (fields.get("ItemSelector"), fields.get("Parameters")) {
        (Some(_), Some(old)) => {
            Err(report.flaw(&old, "is the old name of ItemSelector, which is there: keep that one"))
        }
        (Some(at), None) | (None, Some(at)) => template(fields.language)(&at, report).map(Some),
        (None, None) => Ok(None),
    }
}

/// Reads what runs for each item, under its name or its old one, and whether it is distributed.
fn processor(fields: &Fields<'_>, whole: Language, report: &mut Report) -> Read<(States, bool)> {
    let at = match (fields.get("ItemProcessor"), fields.get("Iterator")) {
        (Some(_), Some(old)) => {
            let sentence = "is the old name of ItemProcessor, which is there: keep that one";
            return Err(report.flaw(&old, sentence));
        }
        (Some(at), None) | (None, Some(at)) => at,
        (None, None) => {
            return Err(report.flaw(&fields.at, "has no ItemProcessor: a Map state needs one"));
        }
    };
    let fields = Fields::read(&at, &PROCESSOR, whole, report)?;
    let is_distributed = fields.get("ProcessorConfig").map(|at| mode(&at, whole, report));
    let comment = comment(&fields, report);
    let states = level(&fields, whole, report);
    comment?;
    Ok((states?, is_distributed.transpose()?.unwrap_or(false)))
}

/// Reads `Mode` and `ExecutionType`; whether it is `DISTRIBUTED`.
fn mode(at: &Place<'_>, whole: Language, report: &mut Report) -> Read<bool> {
    let fields = Fields::read(at, &PROCESSOR_CONFIG, whole, report)?;
    let mode = fields.read_field("Mode", one_of(&["INLINE", "DISTRIBUTED"]), report);
    let kind = fields.read_field("ExecutionType", one_of(&["STANDARD", "EXPRESS"]), report);
    match (mode? == Some("DISTRIBUTED"), kind?) {
        (true, None) => {
            Err(report.flaw(at, "has no ExecutionType: Mode DISTRIBUTED needs STANDARD or EXPRESS"))
        }
        (false, Some(_)) => {
            let at = fields.get("ExecutionType").unwrap_or_else(|| at.clone());
            Err(report.flaw(&at, "is of no use without Mode DISTRIBUTED"))
        }
        (is_distributed, _) => Ok(is_distributed),
    }
}

fn refuse_distributed(fields: &Fields<'_>, report: &mut Report) {
    for at in DISTRIBUTED.into_iter().filter_map(|name| fields.get(name)) {
        report.flaw(&at, "is only of a Map with Mode DISTRIBUTED in its ProcessorConfig");
    }
}

/// A label becomes part of an ARN, hence no signs that mean something there.
fn label(at: &Place<'_>, report: &mut Report) -> Read<()> {
    let label = text(at, report)?;
    let is_refused =
        |c: char| c.is_whitespace() || c.is_control() || "?*<>{}[]:;,\\|^~$#%&`\"/".contains(c);
    let chars = label.chars().count();
    let sentence = if chars == 0 || chars > LABEL_CHARS_MAX {
        format!("has {chars} characters: expected 1 to {LABEL_CHARS_MAX}")
    } else if let Some(c) = label.chars().find(|c| is_refused(*c)) {
        format!("has {c:?} in it: expected letters, digits, hyphens and underscores")
    } else {
        return Ok(());
    };
    Err(report.flaw(at, sentence))
}
