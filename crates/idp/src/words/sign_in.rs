//! Texts of signing in: the first step, the second, and out again.

use super::Around;

#[derive(Debug)]
pub(crate) struct SignIn {
    pub(crate) title: &'static str,
    /// With the café's name.
    pub(crate) welcome: fn(&str) -> String,
    /// The title when somebody who is signed in is asked once more.
    pub(crate) again_title: &'static str,
    pub(crate) again_lead: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) with_passkey: &'static str,
    pub(crate) forgotten: &'static str,
    pub(crate) no_account: &'static str,
    pub(crate) sign_up: &'static str,

    pub(crate) second_title: &'static str,
    pub(crate) totp_lead: &'static str,
    pub(crate) totp_code: &'static str,
    pub(crate) recovery_lead: &'static str,
    pub(crate) recovery_code: &'static str,
    pub(crate) passkey_lead: &'static str,
    pub(crate) second_submit: &'static str,
    pub(crate) other_ways: &'static str,
    pub(crate) by_totp: &'static str,
    pub(crate) by_passkey: &'static str,
    pub(crate) by_recovery: &'static str,
    pub(crate) as_somebody_else: &'static str,

    pub(crate) out_title: &'static str,
    pub(crate) out_lead: Around,
    /// Who asks for it: a client's name.
    pub(crate) out_client: Around,
    pub(crate) out_submit: &'static str,
    pub(crate) out_cancel: &'static str,
    pub(crate) gone_title: &'static str,
    pub(crate) gone_lead: &'static str,
    pub(crate) gone_again: &'static str,
}
