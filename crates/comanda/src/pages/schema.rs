//! Schemas of an OpenAPI 3.1 document, in one form, whichever of its ways they are written in.

use serde_json::Value;

use super::layout::{anchor, escape};

/// How deep references and parts of parts are followed; deeper is a circle.
pub(super) const DEPTH_MAX: usize = 8;

/// An OpenAPI document.
#[derive(Clone, Copy)]
pub(super) struct Document<'a>(pub(super) &'a Value);

/// A schema without its wrapping: references, "or null", a list of one.
#[derive(Clone, Copy)]
pub(super) struct Shape<'a> {
    /// The name it has among the document's schemas.
    pub(super) name: Option<&'a str>,
    /// The schema itself.
    pub(super) schema: &'a Value,
    /// Whether it may be null.
    pub(super) nullable: bool,
}

/// A field of an object.
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    /// As written in the object: its description belongs to this field.
    pub(super) schema: &'a Value,
    pub(super) required: bool,
}

impl<'a> Document<'a> {
    /// What a `$ref` leads to; anything else is itself.
    pub(super) fn resolve(self, value: &'a Value) -> &'a Value {
        let mut value = value;
        for _ in 0..DEPTH_MAX {
            match value["$ref"].as_str().and_then(|address| address.strip_prefix('#')) {
                Some(pointer) => value = self.0.pointer(pointer).unwrap_or(&Value::Null),
                None => break,
            }
        }
        value
    }

    /// The document's named schemas.
    pub(super) fn schemas(self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let schemas = self.0["components"]["schemas"].as_object().into_iter().flatten();
        schemas.map(|(name, schema)| (name.as_str(), schema))
    }

    /// A schema without its wrapping.
    pub(super) fn shape(self, schema: &'a Value) -> Shape<'a> {
        let mut shape = Shape { name: None, schema, nullable: false };
        for _ in 0..DEPTH_MAX {
            let schema = shape.schema;
            if let Some(address) = schema["$ref"].as_str() {
                shape.name = address.rsplit('/').next();
                shape.schema = self.resolve(schema);
                continue;
            }
            let types = schema["type"].as_array().into_iter().flatten();
            shape.nullable |= types.filter_map(Value::as_str).any(|name| name == "null");
            let variants = ["oneOf", "anyOf"].into_iter().find_map(|key| schema[key].as_array());
            shape.nullable |= variants.into_iter().flatten().any(is_null);
            let mut forms = forms(schema).into_iter().chain(parts(schema));
            match (forms.next(), forms.next()) {
                (Some(only), None) if schema["properties"].is_null() => shape.schema = only,
                _ => break,
            }
        }
        shape
    }

    /// The fields of an object, those of its parts included; first what must be there.
    pub(super) fn properties(self, schema: &'a Value) -> Vec<Property<'a>> {
        let mut found = Vec::new();
        self.collect(schema, DEPTH_MAX, &mut found);
        found.sort_by_key(|property| !property.required);
        found
    }

    fn collect(self, schema: &'a Value, left: usize, found: &mut Vec<Property<'a>>) {
        let schema = self.resolve(schema);
        if left > 0 {
            parts(schema).for_each(|part| self.collect(part, left - 1, found));
        }
        let required: Vec<_> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            let required = required.contains(&name.as_str());
            found.push(Property { name, schema, required });
        }
    }

    /// The type of a value in words, as HTML; named schemas are links.
    pub(super) fn type_of(self, schema: &'a Value) -> String {
        let Shape { name, schema, nullable } = self.shape(schema);
        let or_null = if nullable { " or null" } else { "" };
        if let Some(name) = name {
            let (anchor, name) = (anchor(name), escape(name));
            return format!("<a href=\"#schema-{anchor}\">{name}</a>{or_null}");
        }
        let kind = match plain_type(schema) {
            Some("array") => format!("list of {}", self.type_of(&schema["items"])),
            Some(kind) => match schema["format"].as_str() {
                Some(format) => format!("{} ({})", escape(kind), escape(format)),
                None => escape(kind),
            },
            None if schema["properties"].is_object() => "object".to_owned(),
            None if !forms(schema).is_empty() => {
                let forms = forms(schema);
                let forms: Vec<_> = forms.into_iter().map(|form| self.type_of(form)).collect();
                forms.join(" or ")
            }
            None => "anything".to_owned(),
        };
        kind + or_null
    }
}

/// The forms a value may take, without null; none for a schema with a form of its own.
pub(super) fn forms(schema: &Value) -> Vec<&Value> {
    let forms = ["oneOf", "anyOf"].into_iter().filter_map(|key| schema[key].as_array());
    forms.flatten().filter(|form| !is_null(form)).collect()
}

/// The type that is not null.
pub(super) fn plain_type(schema: &Value) -> Option<&str> {
    let kind = &schema["type"];
    kind.as_str()
        .or_else(|| kind.as_array()?.iter().filter_map(Value::as_str).find(|name| *name != "null"))
}

fn is_null(schema: &Value) -> bool {
    schema["type"] == "null"
}

fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    schema["allOf"].as_array().into_iter().flatten()
}
