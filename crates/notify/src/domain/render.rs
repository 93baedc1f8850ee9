//! A message about an order, ready to be read, in the language of whoever reads it.

use super::facts::Facts;
use super::message::{Audience, Message};
use super::text::line;
use super::words::{self, Told};

/// Longest subject, in characters. Source: RFC 5322, section 2.1.1 asks for lines of 78.
pub const SUBJECT_CHARS_MAX: usize = 78;

/// A message, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line of at most [`SUBJECT_CHARS_MAX`] characters.
    pub subject: String,
    /// Lines that end in `\n`.
    pub text: String,
}

/// Says `message` about an order. Whatever the facts hold, the subject is one short line, and the
/// text has as many lines as we gave it.
pub fn render(message: Message, facts: &Facts) -> Rendered {
    let language = match message.audience() {
        Audience::Customer => facts.language,
        Audience::Staff => facts.staff_language,
    };
    let (subject, paragraphs) = words::write(language, message, &Told::of(facts));
    let paragraphs: Vec<_> = paragraphs.into_iter().filter(|text| !text.is_empty()).collect();
    Rendered { subject: line(&subject, SUBJECT_CHARS_MAX), text: paragraphs.join("\n\n") + "\n" }
}
