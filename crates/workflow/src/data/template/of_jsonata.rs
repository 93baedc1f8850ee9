//! Templates of JSONata: `"{% $states.input.name %}"`.

use serde_json::Value;

use super::node::Node;
use super::read::Reader;
use crate::data::Expression;

/// Reads a part of a template. Only a string that begins and ends with the marks is an expression,
/// and nothing may stand around them.
pub(super) fn read(reader: &mut Reader, template: &Value) -> Node {
    match template {
        Value::Array(items) => reader.items(items, read),
        Value::Object(fields) => {
            let nodes = fields.iter().map(|(key, value)| {
                (key.clone(), reader.in_field(key, |reader| read(reader, value)))
            });
            Node::object(nodes.collect())
        }
        Value::String(text) => string(reader, text),
        scalar => Node::Constant(scalar.clone()),
    }
}

fn string(reader: &mut Reader, text: &str) -> Node {
    let opened = text.strip_prefix("{%");
    match opened.map(|rest| rest.strip_suffix("%}")) {
        Some(Some(source)) => match Expression::parse(source) {
            Ok(expression) => Node::Expression(expression, reader.place().to_owned()),
            Err(why) => reader.flaw(why),
        },
        Some(None) => reader.flaw(format!(
            "`{text}` begins with `{{%` and must end with `%}}`, or begin otherwise."
        )),
        None if text.ends_with("%}") => reader
            .flaw(format!("`{text}` ends with `%}}` and must begin with `{{%`, or end otherwise.")),
        None => Node::Constant(text.into()),
    }
}
