//! Changing e-mail or password, and closing the account.

use askama::Template;

use super::{Form, Frame};

/// Another address. Sends `email` and, if it is asked for, `password`.
#[derive(Debug, Template)]
#[template(path = "change_email.html")]
pub(crate) struct ChangeEmail<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    /// The present one.
    pub(crate) email: String,
    /// As it was typed.
    pub(crate) new_email: String,
    /// Whether to ask for the password.
    pub(crate) password: bool,
    pub(crate) cancel: String,
}

/// Another password, or a first one. Sends `new_password` and, if it is asked for, `password`.
#[derive(Debug, Template)]
#[template(path = "change_password.html")]
pub(crate) struct ChangePassword<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    /// Whose account it is, for their password manager.
    pub(crate) email: String,
    /// Whether there is one so far; then it is asked for.
    pub(crate) has_password: bool,
    /// The fewest characters of a password, as a hint.
    pub(crate) password_min: usize,
    pub(crate) cancel: String,
}

/// Whether to close the account. Sends `password`, if it is asked for.
#[derive(Debug, Template)]
#[template(path = "close_account.html")]
pub(crate) struct CloseAccount<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) email: String,
    /// Whether to ask for the password; not where they have just shown that it is them.
    pub(crate) password: bool,
    pub(crate) cancel: String,
}
