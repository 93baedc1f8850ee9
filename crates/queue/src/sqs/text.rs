//! Which characters a message may have.

use std::borrow::Cow;

/// The text without the characters that XML forbids, which SQS and SNS refuse. They are written as
/// JSON escapes, which mean the same in a JSON body.
pub(crate) fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        if is_allowed(char) {
            escaped.push(char);
        } else {
            escaped.extend(format!("\\u{:04x}", u32::from(char)).chars());
        }
    }
    Cow::Owned(escaped)
}

/// What XML 1.0 calls a character.
fn is_allowed(char: char) -> bool {
    let is_control = char < ' ' && !matches!(char, '\t' | '\n' | '\r');
    !is_control && !matches!(char, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_allows_stays_as_it_is() {
        let text = "{\"name\":\"Café 🍰\\n\u{7f}\u{fffd}\u{10ffff}\"}\t\r\n";
        assert!(matches!(allowed(text), Cow::Borrowed(_)));
    }

    #[test]
    fn a_body_reads_back_equal_whatever_its_characters() {
        let name: String = ('\0'..'\u{80}').chain("\u{fffd}\u{fffe}\u{ffff}🍰".chars()).collect();
        let body = serde_json::to_string(&name).expect("text is JSON");
        let sent = allowed(&body);
        assert!(sent.chars().all(is_allowed));
        assert_eq!(serde_json::from_str::<String>(&sent).expect("still JSON"), name);
    }
}
