//! Making text that came from people safe to send.

/// Most characters of an address. Source: RFC 5321, section 4.5.3.1.3 allows a path of 256 with its
/// angle brackets.
const ADDRESS_CHARS_MAX: usize = 254;

/// `text` as one line of at most `chars_max` characters: what could break a line, end a header or
/// turn the reading direction becomes a space, and what is cut off is marked.
pub(super) fn line(text: &str, chars_max: usize) -> String {
    let readable = |c| if breaks_a_line(c) { ' ' } else { c };
    // A little more than fits, so that one can see whether something is cut off; the whole text may
    // be long.
    let mut kept = String::new();
    let mut chars = 0;
    for c in text.chars().map(readable) {
        if c.is_whitespace() && (kept.is_empty() || kept.ends_with(' ')) {
            continue;
        }
        kept.push(if c.is_whitespace() { ' ' } else { c });
        chars += 1;
        if chars > chars_max + 1 {
            break;
        }
    }
    let kept = kept.trim_end();
    if kept.chars().count() <= chars_max {
        return kept.to_owned();
    }
    let cut: String = kept.chars().take(chars_max.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// Whether a mail may be sent to `text`: one plain address, without anything that could end the
/// command or the header it is written into, or name a second one.
pub fn is_address(text: &str) -> bool {
    let forbidden = |c: char| breaks_a_line(c) || c.is_whitespace() || "<>(),;:\\\"[]".contains(c);
    let parts = text.split_once('@');
    text.chars().count() <= ADDRESS_CHARS_MAX
        && !text.contains(forbidden)
        && parts.is_some_and(|(user, domain)| {
            !user.is_empty() && !domain.is_empty() && !domain.contains('@')
        })
}

/// Controls, line and paragraph separators, and the marks that turn the reading direction.
fn breaks_a_line(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_stays_a_line() {
        for (text, expected) in [
            ("Anna", "Anna"),
            ("  Anna \t Lee ", "Anna Lee"),
            ("Anna\r\nBcc: all@example.org", "Anna Bcc: all@example.org"),
            ("Anna\u{2028}Lee\u{85}X\0", "Anna Lee X"),
            ("\u{202e}annA", "annA"),
            ("\r\n", ""),
            ("", ""),
        ] {
            assert_eq!(line(text, 40), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_and_marked() {
        assert_eq!(line("abcdef", 6), "abcdef");
        assert_eq!(line("abcdefg", 6), "abcde…");
        assert_eq!(line("abcd efgh", 6), "abcd…");
        assert_eq!(line("abcdef      ", 6), "abcdef");
    }

    #[test]
    fn one_plain_address_is_an_address() {
        for good in
            ["anna@example.org", "a.b+c@x.example", "o'brien@example.org", "å@müller.example"]
        {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "anna",
            "@example.org",
            "anna@",
            "a@b@c",
            "anna@example.org\r\nRCPT TO:<eve@example.org>",
            "anna@example.org, eve@example.org",
            "Anna <anna@example.org>",
            "\"anna lee\"@example.org",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
        assert!(!is_address(&format!("{}@example.org", "a".repeat(250))));
    }

    proptest! {
        #[test]
        fn any_text_becomes_one_short_line(text in any::<String>(), most in 1_usize..60) {
            let line = line(&text, most);
            prop_assert!(line.chars().count() <= most);
            prop_assert!(!line.contains(breaks_a_line));
            prop_assert_eq!(line.trim(), line.as_str());
        }
    }
}
