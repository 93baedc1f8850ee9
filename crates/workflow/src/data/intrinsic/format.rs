//! `States.Format`.

use serde_json::Value;

use super::arguments::Arguments;

/// The first argument, with each `{}` in it replaced by the next of the others.
pub(super) fn format(arguments: &Arguments) -> Result<Value, String> {
    let text = arguments.text(0)?;
    let read;
    let parts = if let Some(parts) = &arguments.parts {
        parts
    } else {
        read = parts_of(text);
        &read
    };
    let values = arguments.all().get(1..).unwrap_or_default();
    let (holes, count) = (parts.len().saturating_sub(1), values.len());
    if holes != count {
        return Err(format!("there are {holes} `{{}}` in the text for {count} arguments after it"));
    }
    let mut made = String::new();
    for (at, part) in parts.iter().enumerate() {
        made.push_str(part);
        match values.get(at) {
            Some(Value::String(text)) => made.push_str(text),
            Some(value) => show(value, &mut made),
            None => {}
        }
    }
    Ok(made.into())
}

/// The parts of a text around each `{}`; a backslash makes the character after it an ordinary one.
fn parts_of(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_hole = character == '{' && characters.peek() == Some(&'}');
        if is_hole {
            characters.next();
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            let is_escape = character == '\\';
            part.push(if is_escape { characters.next().unwrap_or('\\') } else { character });
        }
    }
    parts
}

/// A value as Java writes it, which is what Step Functions answers: `{Size=2, Tags=[a, b]}`.
fn show(value: &Value, made: &mut String) {
    match value {
        Value::String(text) => made.push_str(text),
        Value::Array(items) => {
            made.push('[');
            for (at, item) in items.iter().enumerate() {
                made.push_str(if at > 0 { ", " } else { "" });
                show(item, made);
            }
            made.push(']');
        }
        Value::Object(fields) => {
            made.push('{');
            for (at, (key, value)) in fields.iter().enumerate() {
                made.push_str(if at > 0 { ", " } else { "" });
                made.push_str(key);
                made.push('=');
                show(value, made);
            }
            made.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => made.push_str(&value.to_string()),
    }
}
