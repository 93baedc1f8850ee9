//! What every page has: the café, the language, and the form with what is wrong with it.

use crate::words::{Brand, Language, Problem, Texts};

/// The frame around a page.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) brand: Brand,
    pub(crate) language: Language,
    /// The same page in each language, for the switch at the foot. Empty: no switch.
    pub(crate) languages: Vec<LanguageLink>,
    /// Whether strangers may create an account here.
    pub(crate) can_sign_up: bool,
}

/// The same page in a language.
#[derive(Debug, Clone)]
pub(crate) struct LanguageLink {
    pub(crate) language: Language,
    pub(crate) href: String,
    /// It is the language of this page.
    pub(crate) current: bool,
}

impl Frame {
    pub(crate) const fn texts(&self) -> &'static Texts {
        self.language.texts()
    }
}

/// A form: where it is sent, what it carries unseen, and why it comes back.
///
/// Inputs are named alike on all pages: `email`, `name`, `password` (the one they have),
/// `new_password`, `code`; and the button of a decision `decision`, with `allow` or `deny`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// Where it is sent, by POST.
    pub(crate) action: String,
    /// Where they want to go on afterwards; the hidden input `to`.
    pub(crate) to: Option<String>,
    /// Other hidden inputs: name and value.
    pub(crate) carried: Vec<(&'static str, String)>,
    pub(crate) problem: Option<Problem>,
}

impl Form {
    /// Whether what is wrong is about the input of this name.
    pub(crate) fn is_about(&self, input: &str) -> bool {
        self.problem.and_then(Problem::field) == Some(input)
    }
}

/// Where the script asks for the options of a passkey, and where it sends what the browser made of
/// them. What is sent and answered stands in `assets/passkeys.js`.
#[derive(Debug, Clone)]
pub(crate) struct PasskeyCall {
    pub(crate) start: String,
    pub(crate) finish: String,
}
