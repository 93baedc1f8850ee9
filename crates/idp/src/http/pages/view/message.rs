//! A page that only says something.

use askama::Template;

use super::Frame;
use crate::words::Failure;

/// Something to read, and where to go from here.
#[derive(Debug, Template)]
#[template(path = "message.html")]
pub(crate) struct Message<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) title: String,
    pub(crate) text: String,
    /// For whoever has to find out what was wrong: an id of the request, or the error of OAuth.
    pub(crate) detail: Option<String>,
    pub(crate) link: Option<Link>,
}

/// Where to go from here.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

impl<'a> Message<'a> {
    /// Says why a page cannot be shown.
    pub(crate) fn failure(frame: &'a Frame, failure: Failure) -> Self {
        let (title, text) = failure.text(frame.language);
        Self { frame, title: title.to_owned(), text: text.to_owned(), detail: None, link: None }
    }
}
