//! Fields that say how data is read and made. What is wrong in them is said by `data`.

use super::super::document::{Json, Place, Read, Report};
use super::{Language, is_marked, text};
use crate::data::{Expression, Path, Template};

/// Reads a path of JSONPath.
pub(in crate::asl) fn path(at: &Place<'_>, report: &mut Report) -> Read<Path> {
    Path::parse(text(at, report)?).map_err(|sentence| report.flaw(at, sentence))
}

/// Sees to it that a path names one place. Step Functions asks that of every field whose name ends
/// in `Path` and of `Variable`, but for `InputPath`, `OutputPath` and the fields of Fail.
pub(in crate::asl) fn one_place(at: &Place<'_>, report: &mut Report) -> Read<()> {
    let path = text(at, report)?;
    let sentence = if path.starts_with("States.") {
        "is an intrinsic function, which cannot stand here: expected a path such as $.order"
    } else if !names_one_place(path) {
        "may find several values: expected a path to one, without * ? @ , : and .."
    } else {
        return Ok(());
    };
    Err(report.flaw(at, sentence))
}

/// As [`one_place`], but not in the context object: for numbers and times.
pub(in crate::asl) fn reference(at: &Place<'_>, report: &mut Report) -> Read<()> {
    if at.node.text().is_some_and(|path| path.starts_with("$$")) {
        return Err(report.flaw(
            at,
            "is a path into the context object, which cannot stand here: \
             expected one such as $.order",
        ));
    }
    one_place(at, report)
}

/// Whether there is none of the operators that may find several values. What is between quotes is a
/// name.
pub(in crate::asl) fn names_one_place(path: &str) -> bool {
    let (mut quote, mut before) = (None, ' ');
    let mut is_escaped = false;
    for c in path.chars() {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if c == '\\' => is_escaped = true,
            Some(mark) if c == mark => quote = None,
            None if matches!(c, '\'' | '"') => quote = Some(c),
            None if matches!(c, '*' | '?' | '@' | ',' | ':') => return false,
            None if c == '.' && before == '.' => return false,
            Some(_) | None => {}
        }
        before = if quote.is_some() { ' ' } else { c };
    }
    true
}

/// Reads the value of a field that ends in `Path`: a path or an intrinsic function.
pub(in crate::asl) fn reckoned(at: &Place<'_>, report: &mut Report) -> Read<Template> {
    let template =
        Template::of_path_text(text(at, report)?).map_err(|sentence| report.flaw(at, sentence))?;
    Ok(template.named(name(at)))
}

/// The name of a field, by which causes and the history speak of it.
fn name(at: &Place<'_>) -> String {
    at.pointer().rsplit('/').next().unwrap_or_default().to_owned()
}

/// Reads JSON with expressions of that language in it.
pub(in crate::asl) fn template<'a>(
    language: Language,
) -> impl FnOnce(&Place<'a>, &mut Report) -> Read<Template> {
    move |at, report| {
        let value = at.node.value();
        let template = match language {
            Language::Path => Template::of_paths(&value),
            Language::Jsonata => Template::of_jsonata(&value),
        };
        template.map(|template| template.named(name(at))).map_err(|flaws| {
            let mut flaws = flaws.into_iter();
            let first =
                flaws.next().unwrap_or_else(|| (String::new(), "is no template".to_owned()));
            let flawed = report.within(at, &first.0, first.1);
            for (pointer, sentence) in flaws {
                report.within(at, &pointer, sentence);
            }
            flawed
        })
    }
}

/// Reads an expression of JSONata that stands alone, or `true` or `false`.
pub(in crate::asl) fn expression(at: &Place<'_>, report: &mut Report) -> Read<Expression> {
    let source = match &at.node.json {
        Json::Bool(flag) => {
            if *flag {
                "true"
            } else {
                "false"
            }
        }
        Json::Text(text) if is_marked(text) => {
            let source = text.strip_prefix("{%").and_then(|text| text.strip_suffix("%}"));
            source.ok_or_else(|| report.flaw(at, "begins with {% and does not end with %}"))?
        }
        _ => {
            let shown = at.node.shown();
            return Err(report.flaw(at, format!("is {shown}: expected {{% … %}}, true or false")));
        }
    };
    Expression::parse(source).map_err(|sentence| report.flaw(at, sentence))
}

#[cfg(test)]
mod tests {
    use super::names_one_place;

    #[test]
    fn a_path_with_an_operator_may_find_several_values() {
        for one in ["$", "$.a.b", "$.a[0]", "$['a*b'].c", "$[\"a..b\"]", "$['it\\'s, so']", "$v.a"]
        {
            assert!(names_one_place(one), "{one}");
        }
        for several in ["$.*", "$..a", "$.a[*]", "$.a[0:2]", "$.a[0,1]", "$.a[?(@.b)]"] {
            assert!(!names_one_place(several), "{several}");
        }
    }
}
