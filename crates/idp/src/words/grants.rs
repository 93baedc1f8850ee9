//! Texts of letting something else in: a device behind the bar, a client of somebody else.

use super::Around;

#[derive(Debug)]
pub(crate) struct Grants {
    pub(crate) device_title: &'static str,
    pub(crate) device_lead: &'static str,
    pub(crate) device_code: &'static str,

    pub(crate) confirm_title: &'static str,
    /// Around the name of the client.
    pub(crate) confirm_lead: Around,
    pub(crate) confirm_code: &'static str,
    pub(crate) confirm_warning: &'static str,
    pub(crate) confirm_allow: &'static str,
    pub(crate) confirm_deny: &'static str,
    pub(crate) done_title: &'static str,
    pub(crate) done_lead: &'static str,
    pub(crate) denied_title: &'static str,
    pub(crate) denied_lead: &'static str,

    /// With the name of the client.
    pub(crate) consent_title: fn(&str) -> String,
    /// Before a list of what a scope allows each.
    pub(crate) may: &'static str,
    pub(crate) consent_later: &'static str,
    pub(crate) consent_allow: &'static str,
    pub(crate) consent_deny: &'static str,

    pub(crate) openid: &'static str,
    pub(crate) profile: &'static str,
    pub(crate) email: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) api: &'static str,
}
