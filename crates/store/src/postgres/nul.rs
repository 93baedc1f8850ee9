//! The character NUL in records: JSON can name it, `jsonb` cannot hold it.
//!
//! In the database it is U+FDD0 and the digit 0, and U+FDD0 itself is U+FDD0 and the digit 1. That
//! character means nothing: Unicode sets it aside for the inside of programs.

use std::borrow::Cow;

const MARK: char = '\u{fdd0}';

/// JSON text as the database can hold it.
pub(super) fn kept(json: &str) -> Cow<'_, str> {
    // Serde escapes little else with \u, so the rest is rarely needed.
    if !json.contains("\\u") && !json.contains(MARK) {
        return Cow::Borrowed(json);
    }
    let mut kept = String::with_capacity(json.len() + 8);
    let mut rest = json;
    while let Some(at) = rest.find(['\\', MARK]) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let digits = rest.strip_prefix("\\u").and_then(|digits| digits.get(..4));
        let code = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let (stands_for, length) = match code {
            Some(0) => (Some('0'), 6),
            Some(0xfdd0) => (Some('1'), 6),
            None if rest.starts_with(MARK) => (Some('1'), MARK.len_utf8()),
            // A backslash and what it escapes, which may be another one.
            _ => (None, rest.chars().take(2).map(char::len_utf8).sum()),
        };
        match stands_for {
            Some(digit) => kept.extend([MARK, digit]),
            None => kept.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// JSON text as it was before [`kept`].
pub(super) fn restored(json: String) -> String {
    if !json.contains(MARK) {
        return json;
    }
    json.replace("\u{fdd0}0", "\\u0000").replace("\u{fdd0}1", "\u{fdd0}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_backslash_before_a_u_is_no_nul() {
        assert_eq!(kept(r#""\\u0000 \\\\u0000 u0000""#), r#""\\u0000 \\\\u0000 u0000""#);
        assert_eq!(kept(r#""\\\u0000""#), "\"\\\\\u{fdd0}0\"");
        assert_eq!(kept("\"\\uFDD0\""), "\"\u{fdd0}1\"");
    }

    proptest! {
        #[test]
        fn any_text_reads_back_and_is_kept_without_nul(text in "[\0\\\\\u{fdd0}u01fd\"é]{0,20}") {
            let json = serde_json::to_string(&text).expect("text is JSON");
            let stored: String = serde_json::from_str(&kept(&json)).expect("still JSON");
            prop_assert!(!stored.contains('\0'));
            let read = restored(serde_json::to_string(&stored).expect("text is JSON"));
            prop_assert_eq!(serde_json::from_str::<String>(&read).expect("JSON again"), text);
        }
    }
}
