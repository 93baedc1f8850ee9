//! What a person reads of sign-in, in every language: the texts of the hosted pages, what can be
//! wrong with a form, and mails. A text that is missing in one language does not compile.

mod account;
mod brand;
mod changes;
mod common;
mod device;
mod failure;
mod grants;
mod language;
pub mod mail;
mod notice;
mod problem;
mod security;
mod sign_in;
mod sign_up;

pub use brand::{Brand, Colour, NoColour};
pub use device::{Browser, Device, System};
pub use failure::Failure;
pub use language::Language;
pub use notice::Notice;
pub use problem::Problem;

/// A text around a value that the page makes stand out: before it, and after it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around(pub(crate) &'static str, pub(crate) &'static str);

/// The texts of the hosted pages in one language, by area.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) common: common::Common,
    pub(crate) sign_in: sign_in::SignIn,
    pub(crate) sign_up: sign_up::SignUp,
    pub(crate) account: account::Account,
    pub(crate) security: security::Security,
    pub(crate) changes: changes::Changes,
    pub(crate) grants: grants::Grants,
}

impl Language {
    /// The texts of the hosted pages in this language.
    pub(crate) const fn texts(self) -> &'static Texts {
        match self {
            Self::En => &EN,
            Self::De => &DE,
            Self::Es => &ES,
        }
    }
}

static EN: Texts = Texts {
    common: common::EN,
    sign_in: sign_in::EN,
    sign_up: sign_up::EN,
    account: account::EN,
    security: security::EN,
    changes: changes::EN,
    grants: grants::EN,
};

static DE: Texts = Texts {
    common: common::DE,
    sign_in: sign_in::DE,
    sign_up: sign_up::DE,
    account: account::DE,
    security: security::DE,
    changes: changes::DE,
    grants: grants::DE,
};

static ES: Texts = Texts {
    common: common::ES,
    sign_in: sign_in::ES,
    sign_up: sign_up::ES,
    account: account::ES,
    security: security::ES,
    changes: changes::ES,
    grants: grants::ES,
};
