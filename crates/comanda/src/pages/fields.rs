//! The fields of a body as HTML: name, type, limits, description, example, and what is inside.

use serde_json::Value;

use super::example::own_example;
use super::layout::escape;
use super::markdown;
use super::schema::{DEPTH_MAX, Document, Property, forms, plain_type};

/// How far fields within fields are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Named schemas are only linked to.
    Links,
    /// Everything is shown in place.
    All,
}

/// What a value is made of; empty for a plain value.
pub(super) fn fields(document: Document<'_>, schema: &Value, reach: Reach) -> String {
    let mut above = document.shape(schema).name.into_iter().collect();
    inside(document, schema, reach, &mut above)
}

/// `above` holds the names of the schemas we are within, so that a circle ends.
fn inside<'a>(
    document: Document<'a>,
    schema: &'a Value,
    reach: Reach,
    above: &mut Vec<&'a str>,
) -> String {
    let shape = document.shape(schema);
    if plain_type(shape.schema) == Some("array") {
        return deeper(document, &shape.schema["items"], reach, above);
    }
    let forms = forms(shape.schema);
    if !forms.is_empty() {
        let forms = forms.into_iter().map(|form| {
            let about = description(document.shape(form).schema);
            format!("<li>{about}{}</li>", deeper(document, form, reach, above))
        });
        let forms: String = forms.collect();
        return format!(
            "<p class=\"forms\">One of these forms:</p><ul class=\"forms\">{forms}</ul>"
        );
    }
    let properties = document.properties(shape.schema);
    if properties.is_empty() {
        return String::new();
    }
    let items = properties.iter().map(|property| field(document, property, reach, above));
    let items: String = items.collect();
    format!("<ul class=\"fields\">{items}</ul>")
}

/// What is inside a part of something, unless it is linked to or we are within it already.
fn deeper<'a>(
    document: Document<'a>,
    schema: &'a Value,
    reach: Reach,
    above: &mut Vec<&'a str>,
) -> String {
    let name = document.shape(schema).name;
    if above.len() >= DEPTH_MAX || name.is_some_and(|name| above.contains(&name)) {
        return String::new();
    }
    if reach == Reach::Links && name.is_some() {
        return format!("<p>{}</p>", document.type_of(schema));
    }
    above.push(name.unwrap_or_default());
    let html = inside(document, schema, reach, above);
    above.pop();
    html
}

fn field<'a>(
    document: Document<'a>,
    property: &Property<'a>,
    reach: Reach,
    above: &mut Vec<&'a str>,
) -> String {
    let schema = property.schema;
    let named = document.shape(schema).name.is_some();
    let about = match description(schema) {
        about if about.is_empty() => description(document.shape(schema).schema),
        about => about,
    };
    let nested = if reach == Reach::Links && (named || is_list_of_named(document, schema)) {
        String::new() // the type is a link already
    } else {
        deeper(document, schema, reach, above)
    };
    let example = own_example(document, schema).map_or_else(String::new, |example| {
        format!("<p class=\"example\">Example: <code>{}</code></p>", escape(&example.to_string()))
    });
    format!(
        "<li><p class=\"field\"><code>{}</code> <span class=\"type\">{}</span>{}</p>\
         {}{about}{example}{nested}</li>",
        escape(property.name),
        document.type_of(schema),
        mark(property.required),
        limits(document.shape(schema).schema),
    )
}

fn is_list_of_named(document: Document<'_>, schema: &Value) -> bool {
    let schema = document.shape(schema).schema;
    plain_type(schema) == Some("array") && document.shape(&schema["items"]).name.is_some()
}

/// The mark of what must be there.
pub(super) fn mark(required: bool) -> &'static str {
    if required {
        " <span class=\"required\">required</span>"
    } else {
        " <span class=\"optional\">optional</span>"
    }
}

/// The description of anything that has one.
pub(super) fn description(described: &Value) -> String {
    described["description"].as_str().map_or_else(String::new, markdown::render)
}

/// The limits of a value, as a paragraph; empty without any.
pub(super) fn limits(schema: &Value) -> String {
    let code = |value: &Value| format!("<code>{}</code>", escape(&value.to_string()));
    let mut limits = Vec::new();
    match schema["enum"].as_array().map(Vec::as_slice) {
        Some([word]) => limits.push(format!("always {}", code(word))),
        Some(words) => {
            let words: Vec<_> = words.iter().map(code).collect();
            limits.push(format!("one of {}", words.join(", ")));
        }
        None => limits.extend(schema.get("const").map(|word| format!("always {}", code(word)))),
    }
    let ranges = [
        ("minimum", "maximum", ""),
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " entries"),
    ];
    for (least, most, unit) in ranges {
        let bound = |key: &str| schema.get(key).map(|bound| escape(&bound.to_string()));
        match (bound(least), bound(most)) {
            (Some(least), Some(most)) => limits.push(format!("{least} to {most}{unit}")),
            (Some(least), None) => limits.push(format!("at least {least}{unit}")),
            (None, Some(most)) => limits.push(format!("at most {most}{unit}")),
            (None, None) => {}
        }
    }
    if let Some(pattern) = schema.get("pattern") {
        limits.push(format!("matches {}", code(pattern)));
    }
    if let Some(default) = schema.get("default") {
        limits.push(format!("{} unless told", code(default)));
    }
    if limits.is_empty() {
        return String::new();
    }
    format!("<p class=\"limits\">{}</p>", limits.join("; "))
}
