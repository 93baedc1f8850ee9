//! Getting an account, and getting back into one.

use askama::Template;
use kernel::Role;

use super::{Form, Frame};
use crate::words::Around;

/// A new account. Sends `name`, `email` and `new_password`.
#[derive(Debug, Template)]
#[template(path = "sign_up.html")]
pub(crate) struct SignUp<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) email: String,
    pub(crate) name: String,
    /// The fewest characters of a password, as a hint.
    pub(crate) password_min: usize,
    /// Where to sign in with an account they have.
    pub(crate) sign_in: String,
}

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A new account.
    Verify,
    /// A new password.
    Reset,
    /// Another address.
    ChangeEmail,
}

/// A code that was sent by mail. Sends `code` and, if it is asked for, `new_password`.
#[derive(Debug, Template)]
#[template(path = "enter_code.html")]
pub(crate) struct EnterCode<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    /// Where it was sent to, masked as the page shall show it.
    pub(crate) email: String,
    pub(crate) purpose: Purpose,
    /// Asks for a new password in the same form; with the fewest characters of it, as a hint.
    pub(crate) password_min: Option<usize>,
    /// Asks for another code.
    pub(crate) resend: Form,
    /// Where to give another address.
    pub(crate) start_again: String,
}

impl EnterCode<'_> {
    fn lead(&self) -> Around {
        let texts = &self.frame.texts().sign_up;
        match self.purpose {
            Purpose::Verify => texts.verify_lead,
            Purpose::Reset => texts.reset_lead,
            Purpose::ChangeEmail => texts.change_lead,
        }
    }
}

/// A password was forgotten. Sends `email`.
#[derive(Debug, Template)]
#[template(path = "forgotten.html")]
pub(crate) struct Forgotten<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) email: String,
    pub(crate) sign_in: String,
}

/// Somebody who was invited begins. Sends `name`, `new_password` and, where it is not known,
/// `email`.
#[derive(Debug, Template)]
#[template(path = "invited.html")]
pub(crate) struct Invited<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    /// Whether the invitation says whose it is; the first admin's does not.
    pub(crate) known: bool,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) role: Role,
    /// The fewest characters of a password, as a hint.
    pub(crate) password_min: usize,
}
