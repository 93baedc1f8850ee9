//! A page that only says something.

use askama::Template;

use super::Frame;
use crate::words::Failure;

/// Something to read, and where to go from here.
#[derive(Debug, Template)]
#[template(path = "message.html")]
pub(crate) struct Message<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) title: &'a str,
    pub(crate) text: &'a str,
    pub(crate) link: Option<Link<'a>>,
}

/// Where to go from here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) href: &'a str,
    pub(crate) text: &'a str,
}

impl<'a> Message<'a> {
    /// Says why a page cannot be shown, with a way out where there is one on our pages.
    pub(crate) fn failure(frame: &'a Frame, failure: Failure) -> Self {
        let (title, text) = failure.text(frame.language);
        let sign_in = Link { href: "/sign-in", text: frame.texts().sign_in.title };
        let link = match failure {
            Failure::LinkInvalid
            | Failure::Expired
            | Failure::NotFound
            | Failure::Forbidden
            | Failure::CrossSite => Some(sign_in),
            // They came from a client, which has to be set right; or the same may work in a moment.
            Failure::UnknownClient
            | Failure::WrongRedirect
            | Failure::BadRequest
            | Failure::Busy
            | Failure::Broken => None,
        };
        Self { frame, title, text, link }
    }
}
