//! A command to paste into a shell, for each operation.

use serde_json::Value;

use super::example::{example_of, own_example};
use super::operation::Operation;
use super::schema::Document;

/// The command that calls the operation with its examples. The address of the server and the token
/// are shell variables, unless the document says where the server is.
pub(super) fn command(operation: &Operation<'_>) -> String {
    let document = operation.document;
    let mut path = operation.path.to_owned();
    let mut query = Vec::new();
    let mut headers = Vec::new();
    for parameter in operation.parameters() {
        let name = parameter["name"].as_str().unwrap_or_default();
        let required = parameter["required"] == true;
        match parameter["in"].as_str() {
            Some("path") => {
                let value = in_url(&parameter_example(document, parameter, name));
                path = path.replace(&format!("{{{name}}}"), &value);
            }
            Some("query") if required => {
                let value = in_url(&parameter_example(document, parameter, name));
                query.push(format!("{name}={value}"));
            }
            Some("header") if required => {
                let value = parameter_example(document, parameter, name);
                headers.push(quoted(&format!("{name}: {value}")));
            }
            _ => {}
        }
    }
    if !query.is_empty() {
        path = format!("{path}?{}", query.join("&"));
    }
    let server = document.0["servers"][0]["url"].as_str().filter(|url| url.starts_with("http"));
    let address = match server {
        Some(url) => quoted(&format!("{}{path}", url.trim_end_matches('/'))),
        None if path.contains(['"', '$', '`', '\\']) => format!("\"$COMANDA\"{}", quoted(&path)),
        None => format!("\"$COMANDA{path}\""),
    };
    let mut first = "curl".to_owned();
    if operation.streams() {
        first.push_str(" --no-buffer");
    }
    if operation.method != "get" {
        first = format!("{first} -X {}", operation.method.to_uppercase());
    }
    let mut lines = vec![format!("{first} {address}")];
    if operation.needs_token() {
        lines.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    lines.extend(headers.into_iter().map(|header| format!("-H {header}")));
    if let Some((media_type, body)) = operation.body() {
        lines.push(format!("-H {}", quoted(&format!("Content-Type: {media_type}"))));
        let example = example_of(document, body);
        let text = match &example {
            Value::String(text) => text.clone(),
            json => format!("{json:#}"),
        };
        lines.push(format!("--data-binary {}", quoted(&text)));
    }
    lines.join(" \\\n  ")
}

/// What the parameter says of itself, or else what the schemas say of something of that name.
fn parameter_example(document: Document<'_>, parameter: &Value, name: &str) -> String {
    let own = parameter.get("example").or_else(|| own_example(document, &parameter["schema"]));
    if let Some(example) = own {
        return example.as_str().map_or_else(|| example.to_string(), str::to_owned);
    }
    if name.eq_ignore_ascii_case("if-match") {
        return "\"1\"".to_owned();
    }
    let example = |schema: &Value, field: &str| {
        let property = document.resolve(schema)["properties"].get(field)?;
        own_example(document, property)?.as_str().map(str::to_owned)
    };
    let mut named = document.schemas().filter(|(schema, _)| schema.eq_ignore_ascii_case(name));
    let by_id = named.find_map(|(_, schema)| example(schema, "id"));
    let by_field = || document.schemas().find_map(|(_, schema)| example(schema, name));
    by_id.or_else(by_field).unwrap_or_else(|| format!("{}-1", name.to_lowercase()))
}

/// Text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Text as part of an address: everything but letters, digits and `-._~` is encoded.
fn in_url(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_stays_one_word() {
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(in_url("a b/c"), "a%20b%2Fc");
    }
}
