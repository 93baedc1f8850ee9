//! Texts that many pages share.

use super::Around;

#[derive(Debug)]
pub(crate) struct Common {
    /// What the switch of languages is called to who cannot see it.
    pub(crate) languages: &'static str,
    pub(crate) email: &'static str,
    pub(crate) name: &'static str,
    pub(crate) password: &'static str,
    pub(crate) new_password: &'static str,
    pub(crate) current_password: &'static str,
    /// What a password must be, with the fewest characters it may have.
    pub(crate) password_hint: fn(usize) -> String,
    pub(crate) go_on: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) or: &'static str,
    pub(crate) signed_in_as: Around,
    pub(crate) other_account: &'static str,
    /// While the browser asks for a passkey.
    pub(crate) passkey_waiting: &'static str,
    /// They closed the browser's question, or it took too long.
    pub(crate) passkey_cancelled: &'static str,
    /// The browser or the server did not accept it.
    pub(crate) passkey_failed: &'static str,
    /// This device has a passkey for the account already.
    pub(crate) passkey_exists: &'static str,
    /// Instead of the button, where there is no script or no support for passkeys.
    pub(crate) passkey_unsupported: &'static str,
}
