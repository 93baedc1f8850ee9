//! Texts of the overview of one's account.

use super::Around;

#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) title: &'static str,
    pub(crate) you: &'static str,
    pub(crate) change: &'static str,

    pub(crate) ways_in: &'static str,
    pub(crate) password_set: &'static str,
    pub(crate) password_none: &'static str,
    pub(crate) set_password: &'static str,

    pub(crate) passkeys: &'static str,
    pub(crate) passkeys_why: &'static str,
    pub(crate) added: Around,
    pub(crate) last_used: Around,
    pub(crate) never_used: &'static str,
    pub(crate) add_passkey: &'static str,
    pub(crate) remove: &'static str,

    pub(crate) second: &'static str,
    pub(crate) second_why: &'static str,
    pub(crate) second_required: &'static str,
    pub(crate) app: &'static str,
    pub(crate) on: &'static str,
    pub(crate) off: &'static str,
    pub(crate) set_up: &'static str,
    pub(crate) turn_off: &'static str,
    pub(crate) recovery: &'static str,
    pub(crate) codes_left: fn(usize) -> String,
    pub(crate) new_codes: &'static str,

    pub(crate) sessions: &'static str,
    pub(crate) sessions_why: &'static str,
    pub(crate) this_device: &'static str,
    pub(crate) last_seen: Around,
    pub(crate) since: Around,
    pub(crate) end: &'static str,
    pub(crate) end_others: &'static str,
    pub(crate) apps: &'static str,
    pub(crate) apps_why: &'static str,
    pub(crate) app_since: Around,
    pub(crate) end_app: &'static str,

    pub(crate) leave: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) close: &'static str,
}
