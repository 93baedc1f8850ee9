//! Why a page cannot be shown: a title and what to do about it.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod it;

use super::Language;

/// What went wrong before there was a form to show it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The client that sent them here is not registered.
    UnknownClient,
    /// The client asks to send them back to an address that is not registered for it.
    WrongRedirect,
    /// The request of the client, or an address typed by hand, makes no sense.
    BadRequest,
    /// A link of a mail has been used, or its time is over.
    LinkInvalid,
    /// The sign-in they were in the middle of is too old.
    Expired,
    /// There is no such page.
    NotFound,
    /// Their account may not do that, or has been disabled.
    Forbidden,
    /// The request came from another site's page.
    CrossSite,
    /// Too many people sign in at this moment.
    Busy,
    /// Something broke on our side.
    Broken,
}

impl Failure {
    /// Every failure.
    pub const ALL: [Self; 10] = [
        Self::UnknownClient,
        Self::WrongRedirect,
        Self::BadRequest,
        Self::LinkInvalid,
        Self::Expired,
        Self::NotFound,
        Self::Forbidden,
        Self::CrossSite,
        Self::Busy,
        Self::Broken,
    ];

    /// A title, and what it means and what to do.
    pub const fn text(self, language: Language) -> (&'static str, &'static str) {
        match language {
            Language::En => en::text(self),
            Language::De => de::text(self),
            Language::Fr => fr::text(self),
            Language::Es => es::text(self),
            Language::It => it::text(self),
            Language::Ar => ar::text(self),
        }
    }
}
