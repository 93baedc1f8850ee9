//! Task tokens are taken out of whatever is shown: `order-fulfilment:ord_1/7/*`.

use serde_json::Value;
use workflow::machine::Event;

/// The hexadecimal digits at the end of a task token.
const DIGITS: usize = 64;
/// Long texts are cut off, maybe within a token; so many of its digits must not be left.
const DIGITS_CUT: usize = 16;

/// The value without task tokens.
pub(super) fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(masked_text(text)),
        Value::Array(items) => items.into_iter().map(masked).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(name, value)| (masked_text(name), masked(value))).collect()
        }
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

/// The text without what looks like a task token: a number and 64 hexadecimal digits between
/// slashes.
pub(super) fn masked_text(text: String) -> String {
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
