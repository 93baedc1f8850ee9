//! The overview of one's account. Dates are given as their reader writes them.

use askama::Template;

use super::Frame;
use crate::words::{Notice, Problem};

/// Everything about signing in to an account, and where it can be changed.
#[derive(Debug, Template)]
#[template(path = "account.html")]
pub(crate) struct Account<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) links: AccountLinks,
    /// What has just been done.
    pub(crate) notice: Option<Notice>,
    /// What could not be done.
    pub(crate) problem: Option<Problem>,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) has_password: bool,
    /// Whether an authenticator app is set up.
    pub(crate) authenticator: bool,
    /// Their role demands a second step, so that it cannot be turned off.
    pub(crate) second_factor_required: bool,
    pub(crate) passkeys: Vec<PasskeyRow>,
    /// `None` where there is no second step to recover.
    pub(crate) recovery_codes_left: Option<usize>,
    pub(crate) sessions: Vec<SessionRow>,
    pub(crate) apps: Vec<AppRow>,
}

/// A passkey of the account. Its form sends `id`.
#[derive(Debug, Clone)]
pub(crate) struct PasskeyRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) added: String,
    pub(crate) last_used: Option<String>,
}

/// An app that goes on with what they allowed it. Dates as their reader writes them.
#[derive(Debug, Clone)]
pub(crate) struct AppRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) since: String,
    pub(crate) last_used: String,
}

/// A device that is signed in. Its form sends `id`.
#[derive(Debug, Clone)]
pub(crate) struct SessionRow {
    pub(crate) id: String,
    /// In words: "Firefox on Windows".
    pub(crate) device: String,
    pub(crate) last_seen: String,
    pub(crate) signed_in: String,
    /// It is the one that shows the page.
    pub(crate) current: bool,
}

/// Where the overview leads.
#[derive(Debug, Clone)]
pub(crate) struct AccountLinks {
    pub(crate) change_email: &'static str,
    pub(crate) change_password: &'static str,
    /// Where an authenticator app is set up.
    pub(crate) authenticator: &'static str,
    pub(crate) turn_off_mfa: &'static str,
    pub(crate) add_passkey: &'static str,
    pub(crate) close: &'static str,
    /// The following are asked by POST.
    pub(crate) remove_passkey: &'static str,
    pub(crate) new_recovery_codes: &'static str,
    pub(crate) end_session: &'static str,
    pub(crate) end_other_sessions: &'static str,
    pub(crate) end_app: &'static str,
    pub(crate) sign_out: &'static str,
}
