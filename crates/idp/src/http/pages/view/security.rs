//! Setting up a second step and turning it off.

use askama::Template;

use super::{Form, Frame, PasskeyCall};

/// A secret for an authenticator app. Sends `code`.
#[derive(Debug, Template)]
#[template(path = "authenticator.html")]
pub(crate) struct Authenticator<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    /// The QR code as an element `svg`, dark on light. It is put into the page as it is.
    pub(crate) svg: String,
    /// The secret in Base32, in groups of four: "JBSW Y3DP …".
    pub(crate) secret: String,
    /// The same as an address `otpauth://…`, for apps on this device.
    pub(crate) uri: String,
    pub(crate) cancel: String,
}

/// Recovery codes, shown this once. Sends nothing of its own.
#[derive(Debug, Template)]
#[template(path = "recovery_codes.html")]
pub(crate) struct RecoveryCodes<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) codes: Vec<String>,
}

/// Another passkey, under a name. Only the script sends it.
#[derive(Debug, Template)]
#[template(path = "add_passkey.html")]
pub(crate) struct AddPasskey<'a> {
    pub(crate) frame: &'a Frame,
    /// Nothing is sent to its action; its problem is shown and what it carries goes with `name`.
    pub(crate) form: Form,
    /// A name to begin with: "Safari on an iPhone".
    pub(crate) name: String,
    pub(crate) passkey: PasskeyCall,
    pub(crate) cancel: String,
}

/// Whether to turn off the second step. Sends `password`, if it is asked for.
#[derive(Debug, Template)]
#[template(path = "turn_off_mfa.html")]
pub(crate) struct TurnOffMfa<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) email: String,
    /// Whether to ask for the password; not where they have just shown that it is them.
    pub(crate) password: bool,
    pub(crate) cancel: String,
}
