//! Examples: those the document gives, and from them whole bodies.

use serde_json::{Map, Value, json};

use super::schema::{DEPTH_MAX, Document, forms, plain_type};

/// The example a schema gives for itself, if it does.
pub(super) fn own_example<'a>(document: Document<'a>, schema: &'a Value) -> Option<&'a Value> {
    given(schema).or_else(|| given(document.shape(schema).schema))
}

/// The example of a media type or a parameter, or one made from its schema.
pub(super) fn example_of<'a>(document: Document<'a>, described: &'a Value) -> Value {
    let named = described["examples"].as_object().and_then(|named| named.values().next());
    let named = named.map(|example| &document.resolve(example)["value"]);
    let own = described.get("example").or(named).cloned();
    own.unwrap_or_else(|| made(document, &described["schema"], DEPTH_MAX))
}

fn given(schema: &Value) -> Option<&Value> {
    schema.get("example").or_else(|| schema["examples"].as_array()?.first())
}

/// An example of a value: what must be there, and what has an example of its own.
fn made<'a>(document: Document<'a>, schema: &'a Value, left: usize) -> Value {
    if let Some(example) = own_example(document, schema) {
        return example.clone();
    }
    let schema = document.shape(schema).schema;
    let fixed = schema.get("default").filter(|default| !default.is_null());
    let fixed = fixed.or_else(|| schema.get("const"));
    if let Some(value) = fixed.or_else(|| schema["enum"].as_array()?.first()) {
        return value.clone();
    }
    if left == 0 {
        return Value::Null;
    }
    if let Some(form) = forms(schema).into_iter().next() {
        return made(document, form, left - 1);
    }
    let properties = document.properties(schema);
    if !properties.is_empty() {
        let worth = properties.into_iter().filter(|property| {
            property.required || own_example(document, property.schema).is_some()
        });
        let object: Map<String, Value> = worth
            .map(|property| {
                let value = made(document, property.schema, left - 1);
                (property.name.to_owned(), value)
            })
            .collect();
        return object.into();
    }
    match plain_type(schema) {
        Some("array") => json!([made(document, &schema["items"], left - 1)]),
        Some("boolean") => json!(true),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("string") => match schema["format"].as_str() {
            Some("date-time") => json!("2026-11-20T09:30:00Z"),
            Some("date") => json!("2026-11-20"),
            _ => json!("text"),
        },
        _ => json!({}),
    }
}
