//! Payload templates of JSONPath: `"name.$": "$.path"`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::node::Node;
use super::read::Reader;
use crate::data::Path;
use crate::data::intrinsic::Call;

/// Reads a part of a payload template.
pub(super) fn read(reader: &mut Reader, template: &Value) -> Node {
    match template {
        Value::Array(items) => reader.items(items, read),
        Value::Object(fields) => object(reader, fields),
        scalar => Node::Constant(scalar.clone()),
    }
}

fn object(reader: &mut Reader, fields: &Map<String, Value>) -> Node {
    let mut names = BTreeSet::new();
    let mut nodes = Vec::new();
    for (key, value) in fields {
        let name = key.strip_suffix(".$");
        let node = reader.in_field(key, |reader| {
            if !names.insert(name.unwrap_or(key)) {
                return reader.flaw(format!(
                    "There are two fields for `{}`: one of them must go.",
                    name.unwrap_or(key)
                ));
            }
            match (name, value) {
                (None, value) => read(reader, value),
                (Some(_), Value::String(text)) => match path_or_call(text, key) {
                    Ok(node) => node,
                    Err(why) => reader.flaw(why),
                },
                (Some(_), _) => reader.flaw(format!(
                    "The value for the field '{key}' must be a string with a JSONPath or an \
                     intrinsic function call."
                )),
            }
        });
        nodes.push((name.unwrap_or(key).to_owned(), node));
    }
    Node::object(nodes)
}

/// Reads a path, or a call of a function; it is the value of `field`.
///
/// # Errors
/// A sentence.
pub(super) fn path_or_call(text: &str, field: &str) -> Result<Node, String> {
    if text.starts_with('$') {
        Ok(Node::Path(Path::parse(text)?, field.to_owned()))
    } else if text.starts_with("States.") {
        Ok(Node::Call(Call::parse(text)?))
    } else {
        Err(format!(
            "`{text}` must be a JSONPath, which begins with `$`, or an intrinsic function call, \
             which begins with `States.`."
        ))
    }
}
