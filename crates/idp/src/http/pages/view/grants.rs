//! Letting something else in: a device behind the bar, a client of somebody else.

use askama::Template;

use super::{Form, Frame};
use crate::domain::Scope;
use crate::words::Texts;

/// The code that a device shows (RFC 8628, section 3.3). Sends `code`.
#[derive(Debug, Template)]
#[template(path = "device.html")]
pub(crate) struct Device<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    /// As it was typed, or as it came with the address: "WDJB-MJHT".
    pub(crate) code: String,
}

/// Whether that device may come in. Sends `decision`, with `allow` or `deny`.
#[derive(Debug, Template)]
#[template(path = "device_confirm.html")]
pub(crate) struct DeviceConfirm<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) client: String,
    pub(crate) scopes: Vec<Scope>,
    /// The code that the device must show, for comparison.
    pub(crate) code: String,
    /// With whose account.
    pub(crate) email: String,
}

/// What became of the device.
#[derive(Debug, Template)]
#[template(path = "device_done.html")]
pub(crate) struct DeviceDone<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) allowed: bool,
}

/// Whether a client may use the account. Sends `decision`, with `allow` or `deny`.
#[derive(Debug, Template)]
#[template(path = "consent.html")]
pub(crate) struct Consent<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) form: Form,
    pub(crate) client: String,
    pub(crate) scopes: Vec<Scope>,
    /// With whose account.
    pub(crate) email: String,
    /// Where to take another account.
    pub(crate) other_account: String,
}

/// What a scope allows, as the end of "It will be able to".
fn allowed(scope: Scope, texts: &Texts) -> &'static str {
    match scope {
        Scope::Openid => texts.grants.openid,
        Scope::Profile => texts.grants.profile,
        Scope::Email => texts.grants.email,
        Scope::OfflineAccess => texts.grants.offline,
        Scope::Api => texts.grants.api,
    }
}
