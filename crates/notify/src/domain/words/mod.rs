//! The words of each message, a file a language: short, friendly, precise, in plain text.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod language;
mod told;

pub use language::Language;
pub(super) use told::Told;

use super::message::Message;

/// A subject and paragraphs; an empty paragraph is left out.
pub(super) type Parts = (String, Vec<String>);

/// Says `message` in a language.
pub(super) fn write(language: Language, message: Message, told: &Told) -> Parts {
    match language {
        Language::En => en::write(message, told),
        Language::De => de::write(message, told),
        Language::Fr => fr::write(message, told),
        Language::Es => es::write(message, told),
        Language::It => it::write(message, told),
        Language::Ar => ar::write(message, told),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + chars.as_str()
}
