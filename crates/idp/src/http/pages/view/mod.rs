//! The hosted pages as a person sees them: a struct for each, with its template in
//! `crates/idp/templates`. They render to a document and know nothing of requests.
//!
//! Under the strict policy of these pages nothing is inline: the look is [`STYLE`], the café's
//! colours are [`theme_css`], and the only script is [`PASSKEYS`].

mod account;
mod changes;
mod frame;
mod grants;
mod message;
mod security;
mod sign_in;
mod sign_up;
mod theme;

pub(crate) use account::{Account, AccountLinks, AppRow, PasskeyRow, SessionRow};
pub(crate) use changes::{ChangeEmail, ChangePassword, CloseAccount};
pub(crate) use frame::{Form, Frame, LanguageLink, PasskeyCall};
pub(crate) use grants::{Consent, Device, DeviceConfirm, DeviceDone};
pub(crate) use message::Message;
pub(crate) use security::{AddPasskey, Authenticator, RecoveryCodes, TurnOffMfa};
pub(crate) use sign_in::{Method, MethodLink, SecondFactor, SignIn, SignOut, SignedOut};
pub(crate) use sign_up::{EnterCode, Forgotten, Invited, Purpose, SignUp};
pub(crate) use theme::theme_css;

/// The look of every page; to be served at `/sign-in/style.css`.
pub(crate) const STYLE: &str = include_str!("../../../../assets/style.css");

/// What passkeys need of the browser, an ES module; to be served at `/sign-in/passkeys.js`.
pub(crate) const PASSKEYS: &str = include_str!("../../../../assets/passkeys.js");

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
