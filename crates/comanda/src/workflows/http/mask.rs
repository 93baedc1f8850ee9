//! Task tokens are taken out of whatever is shown: `order-fulfilment:ord_1/7/*`. One of our own
//! engine is known by its form. One of Step Functions has none, but a name: our definitions pass
//! tokens on as `token` only.

use serde_json::Value;
use workflow::machine::Event;

/// What a field is called that holds a task token: by us, and by Step Functions.
const NAMES: [&str; 4] = ["token", "Token", "taskToken", "TaskToken"];
/// The hexadecimal digits at the end of a task token of ours.
const DIGITS: usize = 64;
/// Long texts are cut off, maybe within a token; so many of its digits must not be left.
const DIGITS_CUT: usize = 16;

/// The value without task tokens.
pub(super) fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(masked_text(text)),
        Value::Array(items) => items.into_iter().map(masked).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| match masked(value) {
                Value::String(text) if is_token_name(&name) => (name, hidden(&text).into()),
                value => (masked_text(name), value),
            })
            .collect(),
        other => other,
    }
}

/// The event without task tokens, also where it tells data as text.
pub(crate) fn masked_event(mut event: Event) -> Event {
    for details in event.details.values_mut() {
        *details = masked(details.take());
    }
    event
}

/// The text without task tokens.
pub(super) fn masked_text(text: String) -> String {
    without_named(without_ours(text))
}

/// Whether a field of this name holds a token.
fn is_token_name(name: &str) -> bool {
    NAMES.contains(&name)
}

/// What is shown in place of a token: of one of ours, whose it is.
fn hidden(token: &str) -> &str {
    if token.ends_with("/*") { token } else { "*" }
}

/// The text without what stands in a field that is named for a token, in JSON that is told as text,
/// however often it was wrapped: `"token":"…"`, `\"token\":\"…\"`.
fn without_named(text: String) -> String {
    let mut rest = &*text;
    let mut shown = String::new();
    while let Some(at) = NAMES.iter().filter_map(|name| Some(rest.find(name)? + name.len())).min() {
        let after = &rest[at..];
        let value = after
            .trim_start_matches('\\')
            .strip_prefix('"')
            .and_then(|after| after.trim_start().strip_prefix(':'))
            .and_then(|after| after.trim_start().trim_start_matches('\\').strip_prefix('"'));
        let Some(value) = value else {
            shown.push_str(&rest[..at]);
            rest = after;
            continue;
        };
        let end = value.find(['"', '\\']).unwrap_or(value.len());
        shown.push_str(&rest[..rest.len() - value.len()]);
        shown.push_str(hidden(&value[..end]));
        rest = &value[end..];
    }
    if shown.is_empty() {
        return text;
    }
    shown + rest
}

/// The text without what looks like a token of ours: a number and 64 hexadecimal digits between
/// slashes.
fn without_ours(text: String) -> String {
    if !text.contains('/') {
        return text;
    }
    let parts: Vec<&str> = text.split('/').collect();
    let last = parts.len() - 1;
    let mut shown = String::with_capacity(text.len());
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            shown.push('/');
        }
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        let rest = &part[digits..];
        let is_cut = (rest.is_empty() && place == last) || rest.starts_with('…');
        let is_proof = digits >= DIGITS || (is_cut && digits >= DIGITS_CUT);
        if is_proof && place > 0 && is_number(parts[place - 1]) {
            shown.push('*');
            shown.push_str(rest);
        } else {
            shown.push_str(part);
        }
    }
    shown
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_task_token_is_not_shown_wherever_it_stands() {
        let token = workflow::machine::token("order-fulfilment:ord_1", 7, b"secret");
        let told = json!({
            "plain": token,
            "inside": format!("{{\"token\":\"{token}\",\"at\":\"a/b\"}}"),
            "escaped": json!(json!({ "token": token }).to_string()).to_string(),
            "list": [{ (token.clone()): 1 }],
            "twice": format!("{token} {token}/1/2"),
        });
        let shown = masked(told).to_string();
        let (_, proof) = token.rsplit_once('/').expect("a token");
        assert!(!shown.contains(&proof[..8]), "{shown}");
        assert_eq!(shown.matches("order-fulfilment:ord_1/7/*").count(), 6, "{shown}");
        for cut in 16..64 {
            let text = &token[..token.len() - 64 + cut];
            for rest in ["", "… is no number"] {
                let shown = masked_text(format!("{text}{rest}"));
                assert_eq!(shown, format!("order-fulfilment:ord_1/7/*{rest}"), "{cut} digits");
            }
        }
    }

    #[test]
    fn a_task_token_of_step_functions_is_not_shown_where_one_is_told() {
        let token = "AQCEAAAAKgAAAAMAAAAAAAAAAdFh+z/8c9oQ==";
        let body = json!({ "task": "products.reserve-stock", "token": token, "order": "ord_1" });
        let once = json!({ "MessageBody": body, "QueueUrl": "https://sqs/q" }).to_string();
        let told = json!({
            "token": token,
            "TaskToken": token,
            "parameters": once,
            "twice": json!({ "input": once }).to_string(),
            "spaced": format!("{{\"Token\" : \"{token}\"}}"),
            "cut": format!("{{\"token\":\"{}", &token[..20]),
        });
        let shown = masked(told);
        assert!(!shown.to_string().contains("AQCE"), "{shown}");
        assert_eq!((&shown["token"], &shown["TaskToken"]), (&json!("*"), &json!("*")));
        let parameters = shown["parameters"].as_str().expect("a text");
        let parameters: Value = serde_json::from_str(parameters).expect("still JSON");
        assert_eq!(parameters["MessageBody"]["token"], "*");
        assert_eq!(parameters["MessageBody"]["order"], "ord_1");
        assert_eq!(masked(shown.clone()), shown);
    }

    #[test]
    fn whatever_else_is_about_tokens_is_shown_as_it_is() {
        for text in [
            "token",
            "the token: \"none\" was given",
            r#"{"tokens":7,"qr_token":7}"#,
            r#"{"token":null,"other":"x"}"#,
        ] {
            assert_eq!(masked_text(text.to_owned()), text);
        }
    }

    #[test]
    fn whatever_else_has_slashes_is_shown_as_it_is() {
        let digest = "ab".repeat(32);
        for text in [
            "",
            "/",
            "//",
            "https://example.org/orders/7/claim",
            "orders/7/deadbeefdeadbeef/more",
            "2026/11/20",
            &format!("sha256/{digest}"),
            &format!("/{digest}"),
            "Grüße/7/é",
        ] {
            assert_eq!(masked_text(text.to_owned()), text);
        }
    }
}
