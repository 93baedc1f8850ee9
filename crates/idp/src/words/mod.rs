//! What a person reads of sign-in, in every language: the texts of the hosted pages, what can be
//! wrong with a form, and mails. A text that is missing in one language does not compile.

mod account;
mod ar;
mod brand;
mod changes;
mod common;
mod de;
mod device;
mod en;
mod es;
mod failure;
mod fr;
mod grants;
mod it;
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
            Self::En => &en::EN,
            Self::De => &de::DE,
            Self::Fr => &fr::FR,
            Self::Es => &es::ES,
            Self::It => &it::IT,
            Self::Ar => &ar::AR,
        }
    }
}
