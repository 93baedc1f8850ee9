//! Signing in, in one step or two, and out.

use askama::Template;

use super::{Form, Frame, PasskeyCall};

/// E-mail and password, or a passkey. Sends `email` and `password`.
#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignIn<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    /// As it was typed, or as a client hints.
    pub(crate) email: String,
    /// They are signed in and must show once more that it is them: the e-mail is fixed.
    pub(crate) reauth: bool,
    /// Whether the account in question has a password; only asked where `reauth` is set.
    pub(crate) password: bool,
    /// `None`: passkeys are not offered.
    pub(crate) passkey: Option<PasskeyCall>,
    /// Where to go without the password.
    pub(crate) forgotten: String,
    /// Where to create an account.
    pub(crate) sign_up: String,
}

/// How the second step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Six digits of an app.
    Totp,
    /// A passkey, with the script.
    Passkey,
    /// A recovery code.
    Recovery,
}

/// Another way to do the second step.
#[derive(Debug, Clone)]
pub(crate) struct MethodLink {
    pub(crate) method: Method,
    pub(crate) href: String,
}

/// The second step. Sends `code`, or goes the way of the script.
#[derive(Debug, Template)]
#[template(path = "second_factor.html")]
pub(crate) struct SecondFactor<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) current: Method,
    /// The other ways that are open to them.
    pub(crate) others: Vec<MethodLink>,
    /// Needed where `current` is a passkey.
    pub(crate) passkey: Option<PasskeyCall>,
    /// Where to begin again as somebody else.
    pub(crate) start_again: String,
}

/// Whether to sign out. Sends nothing of its own.
#[derive(Debug, Template)]
#[template(path = "sign_out.html")]
pub(crate) struct SignOut<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) email: String,
    /// The client that asks, by its name.
    pub(crate) client: Option<String>,
    /// Where to stay.
    pub(crate) cancel: String,
}

/// They are signed out.
#[derive(Debug, Template)]
#[template(path = "signed_out.html")]
pub(crate) struct SignedOut<'a> {
    pub(crate) frame: &'a Frame,
    /// Where to sign in again.
    pub(crate) sign_in: String,
}
