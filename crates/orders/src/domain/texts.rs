//! What the texts of a customer have to hold to.

use super::flaw::{Flaw, FlawKind};

/// Longest name to call out, in characters.
pub const NAME_CHARS_MAX: usize = 40;
/// Longest note, or reason, in characters.
pub const NOTE_CHARS_MAX: usize = 140;
/// Longest address of mail, in characters (RFC 5321, 4.5.3.1.3).
const EMAIL_CHARS_MAX: usize = 254;
/// Longest token of a payment provider, in characters.
const PAYMENT_SOURCE_CHARS_MAX: usize = 64;
/// Longest id of a person, in characters: that of [`kernel::PrincipalId`].
const CUSTOMER_CHARS_MAX: usize = 128;

/// The flaw of a text that is longer than `chars_max` characters.
pub fn too_long(pointer: &str, text: Option<&str>, chars_max: usize) -> Option<Flaw> {
    let long = text.is_some_and(|text| text.chars().count() > chars_max);
    long.then(|| bad(pointer, format!("this text has at most {chars_max} characters")))
}

/// The flaw of a text that cannot be an address of mail. Whether mail arrives, only mail can tell.
pub fn bad_email(pointer: &str, text: Option<&str>) -> Option<Flaw> {
    let text = text?;
    let mut parts = text.split('@');
    let two = (parts.next(), parts.next(), parts.next());
    let parted =
        matches!(two, (Some(who), Some(host), None) if !who.is_empty() && !host.is_empty());
    let odd = text.chars().any(|c| c.is_whitespace() || c.is_control());
    if parted && !odd && text.chars().count() <= EMAIL_CHARS_MAX {
        return None;
    }
    Some(bad(pointer, format!("this is no e-mail address of at most {EMAIL_CHARS_MAX} characters")))
}

/// The flaw of a text that cannot be a token of a payment provider.
pub fn bad_payment_source(pointer: &str, text: Option<&str>) -> Option<Flaw> {
    unless_visible(pointer, text?, "a token", PAYMENT_SOURCE_CHARS_MAX)
}

/// The flaw of a text that cannot be the id of a person.
pub fn bad_customer(pointer: &str, text: Option<&str>) -> Option<Flaw> {
    unless_visible(pointer, text?, "a customer's id", CUSTOMER_CHARS_MAX)
}

fn unless_visible(pointer: &str, text: &str, what: &str, most: usize) -> Option<Flaw> {
    let good = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    (!good).then(|| bad(pointer, format!("{what} has 1 to {most} visible ASCII characters")))
}

fn bad(pointer: &str, detail: String) -> Flaw {
    Flaw { pointer: pointer.to_owned(), kind: FlawKind::BadText, detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_one_at_with_something_on_both_sides() {
        let long = format!("{}@b", "a".repeat(EMAIL_CHARS_MAX - 2));
        for good in ["anna@example.org", "a+b@c", "änna@exämple.org", &long] {
            assert_eq!(bad_email("/email", Some(good)), None, "{good}");
        }
        let long = format!("a{long}");
        for bad in ["", "@", "a@", "@b", "a@b@c", "anna", "a b@c", "a@b\r\nBcc: all@c", &long] {
            assert!(bad_email("/email", Some(bad)).is_some(), "{bad:?}");
        }
        assert_eq!(bad_email("/email", None), None);
    }

    #[test]
    fn a_payment_source_is_short_and_visible() {
        let long = "x".repeat(PAYMENT_SOURCE_CHARS_MAX);
        for good in ["tok_visa", "~", &long] {
            assert_eq!(bad_payment_source("/payment_source", Some(good)), None, "{good}");
        }
        for bad in ["", "tok visa", "tök", "tok\n", &format!("{long}x")] {
            assert!(bad_payment_source("/payment_source", Some(bad)).is_some(), "{bad:?}");
        }
    }

    #[test]
    fn a_customer_has_an_id_that_an_issuer_could_give() {
        let long = "x".repeat(CUSTOMER_CHARS_MAX);
        for good in ["usr_0123", "auth0|anna@example.org", &long] {
            assert_eq!(bad_customer("/customer", Some(good)), None, "{good}");
        }
        for bad in ["", "an na", "änna", "a\0", &format!("{long}x")] {
            assert!(bad_customer("/customer", Some(bad)).is_some(), "{bad:?}");
        }
    }

    #[test]
    fn a_text_is_measured_in_characters() {
        assert_eq!(too_long("/note", Some("ä".repeat(NOTE_CHARS_MAX).as_str()), 140), None);
        assert!(too_long("/note", Some("ä".repeat(NOTE_CHARS_MAX + 1).as_str()), 140).is_some());
        assert_eq!(too_long("/note", None, 0), None);
    }
}
