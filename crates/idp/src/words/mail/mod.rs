//! The mails of sign-in: plain text, short, and signed by the café.
//!
//! None greets by name: anybody can sign up with somebody else's address and write what they like
//! where the name goes.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod kinds;

use kernel::Role;

pub use self::kinds::Mail;

use super::Language;

/// The subject and the text of a mail from `cafe`. The subject is one line, whatever is in it.
pub fn mail(language: Language, cafe: &str, mail: &Mail<'_>) -> (String, String) {
    let cafe = one_line(cafe);
    let (subject, text) = match language {
        Language::En => en::write(&cafe, mail),
        Language::De => de::write(&cafe, mail),
        Language::Fr => fr::write(&cafe, mail),
        Language::Es => es::write(&cafe, mail),
        Language::It => it::write(&cafe, mail),
        Language::Ar => ar::write(&cafe, mail),
    };
    (one_line(&subject), format!("{text}\n\n-- \n{cafe}\n"))
}

/// A role as it stands in a sentence, also on the page that a mail's link leads to.
fn role(role: Role, language: Language) -> &'static str {
    language.texts().sign_up.role(role)
}

/// Text without line breaks and other control characters, with which somebody could write a header.
fn one_line(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests;
