//! Mails about signing in.

use kernel::Timestamp;

use super::Idp;
use crate::ports::Letter;
use crate::words::Language;
use crate::words::mail::{self, Mail};

impl Idp {
    /// Sends a mail, without waiting for it.
    pub(super) fn mail(&self, to: &str, language: Language, mail: &Mail<'_>) {
        let (subject, text) = mail::mail(language, &self.settings().brand.name, mail);
        self.0.parts.post.send(Letter { to: to.to_owned(), subject, text });
    }

    /// Waits until the mails are on their way, for a program that is about to end.
    pub async fn letters_sent(&self) {
        self.0.parts.post.sent().await;
    }

    /// The whole address of one of our pages.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.settings().public_url)
    }
}

/// A moment in words. In UTC, because mails are read anywhere.
pub fn moment(at: Timestamp, language: Language) -> String {
    let pattern = match language {
        Language::En => "%Y-%m-%d, %H:%M UTC",
        Language::De => "%d.%m.%Y, %H:%M Uhr (UTC)",
        Language::Fr => "%d/%m/%Y à %H:%M UTC",
        Language::Es => "%d/%m/%Y, %H:%M (UTC)",
        Language::It => "%d/%m/%Y, %H:%M UTC",
        Language::Ar => "%d/%m/%Y، %H:%M UTC",
    };
    at.strftime(pattern).to_string()
}

/// The language that is stored of somebody.
pub(super) fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap_or(Language::En)
}
