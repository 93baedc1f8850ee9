//! A subject as SNS takes it.

/// Longest subject, in characters. Source: the reference of `Publish`: "less than 100".
const CHARS_MAX: usize = 99;

/// `text` in ASCII that can be printed, beginning with something other than a space. Letters lose
/// their accents, so that a café is a cafe.
pub(super) fn subject(text: &str) -> String {
    let mut ascii = String::new();
    for c in text.chars() {
        match c {
            ' '..='~' => ascii.push(c),
            _ => ascii.push_str(plain(c)),
        }
    }
    let ascii: String = ascii.trim_start().chars().take(CHARS_MAX).collect();
    if ascii.is_empty() { "?".to_owned() } else { ascii }
}

/// What is nearest to a character of Latin-1, and to the marks our own subjects have.
fn plain(c: char) -> &'static str {
    match c {
        'à'..='å' => "a",
        'À'..='Å' => "A",
        'æ' => "ae",
        'Æ' => "AE",
        'ç' => "c",
        'Ç' => "C",
        'è'..='ë' => "e",
        'È'..='Ë' => "E",
        'ì'..='ï' => "i",
        'Ì'..='Ï' => "I",
        'ñ' => "n",
        'Ñ' => "N",
        'ò'..='ö' | 'ø' => "o",
        'Ò'..='Ö' | 'Ø' => "O",
        'ß' => "ss",
        'ù'..='ü' => "u",
        'Ù'..='Ü' => "U",
        'ý' | 'ÿ' => "y",
        '–' | '—' => "-",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        '…' => "...",
        '×' => "x",
        _ if c.is_whitespace() || c.is_control() => " ",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_subject_stays_readable() {
        for (text, expected) in [
            ("Your order A-042 is ready – Demo Café", "Your order A-042 is ready - Demo Cafe"),
            ("Bäckerei Groß", "Backerei Gross"),
            ("  Ready", "Ready"),
            ("Ready\r\nBcc: eve", "Ready  Bcc: eve"),
            ("喫茶店 ☕", "??? ?"),
            ("", "?"),
        ] {
            assert_eq!(subject(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_subject_that_is_taken(text in any::<String>()) {
            let subject = subject(&text);
            prop_assert!((1..100).contains(&subject.len()));
            prop_assert!(subject.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            prop_assert!(!subject.starts_with(' '));
        }
    }
}
