//! What is put into every page.

use askama::Template;

use crate::http::pages::view::{Form, Frame, LanguageLink, PasskeyCall};
use crate::words::{Brand, Language, Problem};

/// The frame of a café that shows everything.
pub(crate) fn frame(language: Language) -> Frame {
    let link = |to: Language| LanguageLink {
        language: to,
        href: format!("/sign-in?language={}&to=%2F", to.tag()),
        current: to == language,
    };
    Frame {
        brand: Brand { name: "Café Aroma".to_owned(), logo: None, accent: None },
        language,
        languages: Language::ALL.map(link).to_vec(),
        can_sign_up: true,
    }
}

/// A name of each page and its document. `name` and `email` are what a person wrote; `problem` is
/// shown wherever one can be.
pub(crate) fn pages(
    frame: &Frame,
    name: &str,
    email: &str,
    problem: Option<Problem>,
) -> Vec<(&'static str, String)> {
    let given = Given { frame, name, email, problem };
    let mut pages = given.of_signing_in();
    pages.extend(given.of_signing_up());
    pages.extend(given.of_security());
    pages.extend(given.of_changes());
    pages.extend(given.of_grants());
    pages
}

pub(super) struct Given<'a> {
    pub(super) frame: &'a Frame,
    pub(super) name: &'a str,
    pub(super) email: &'a str,
    pub(super) problem: Option<Problem>,
}

pub(super) fn drawn(view: &impl Template) -> String {
    view.render().expect("a template writes to a string")
}

pub(super) fn cancel() -> String {
    "/account".to_owned()
}

impl Given<'_> {
    pub(super) fn form(&self, action: &str) -> Form {
        Form {
            action: action.to_owned(),
            to: Some(format!("/go?on=1&name={}", self.name)),
            carried: vec![("state", self.name.to_owned())],
            problem: self.problem,
        }
    }

    pub(super) fn call() -> PasskeyCall {
        PasskeyCall {
            start: "/sign-in/passkey/start".to_owned(),
            finish: "/sign-in/passkey/finish".to_owned(),
        }
    }
}
